import type pg from 'pg'
import { cancel } from './cancel.ts'
import { type Connector, createConnector, listenVariable } from './connection.ts'
import { isAbandoned, toConnectionError, toUnavailableError } from './connection-errors.ts'
import type { Database, Queryable, Session } from './database.ts'
import { refuseOther } from './identity.ts'
import { Listener } from './listener.ts'
import { ObservedClient } from './observed-client.ts'
import { ReadPipeline } from './pipelined-reads.ts'
import { TargetPool } from './pool.ts'
import {
  createTransaction,
  retryUntilPrepared,
  runInTransaction,
  runScript,
  runStatement,
} from './statements.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/** Options of `openPostgres`. */
export interface PostgresOptions {
  readonly databaseUrl: string
  /**
   * A direct URL of the same database for session state, if `databaseUrl` is a pooler with shared processes.
   */
  readonly listenUrl?: string
  /** The database is a read-only replica without notifications. */
  readonly isReplica?: boolean
  /** Maximum number of connections for queries; listening uses one more. */
  readonly poolSize: number
  /** PostgreSQL cancels a statement after this time; shortly later the client closes the connection. */
  readonly statementTimeoutMs: number
  /** Maximum wait to open a connection or for a free one. */
  readonly connectTimeoutMs?: number
  /** Called for connections that break while idle; they are replaced in any case. */
  readonly onError?: (error: Error) => void
}

type Client = pg.PoolClient

const idleTimeoutMs = 30_000
/** Connections are recycled, so that a database that moved to another address is found. */
const maxLifetimeSeconds = 1800
const answerGraceMs = 2000

/**
 * Opens PostgreSQL through one pool. No connection is opened before the first query; while the database is
 * unreachable, queries reject with `DatabaseUnavailableError` and recover automatically.
 */
export function openPostgres(options: PostgresOptions): Database {
  const { databaseUrl, listenUrl, isReplica = false, poolSize, statementTimeoutMs } = options
  const { connectTimeoutMs = 5000, onError = () => {} } = options
  const connector = createConnector({
    variable: isReplica ? 'DATABASE_REPLICA_URLS' : 'DATABASE_URL',
    databaseUrl,
    connectTimeoutMs,
    needsSession: !isReplica && listenUrl === undefined,
  })
  const direct = listenUrl === undefined ? connector : directConnector(listenUrl, connectTimeoutMs)
  const answerMs = statementTimeoutMs + answerGraceMs
  const poolConfig: pg.PoolConfig = {
    ...connector.config,
    Client: ObservedClient,
    pipeline: true,
    max: poolSize,
    idleTimeoutMillis: idleTimeoutMs,
    maxLifetimeSeconds,
    query_timeout: answerMs,
    // The pool awaits it, although the driver's types do not declare a promise.
    onConnect: (client): Promise<void> => connector.prepare(client, statementTimeoutMs),
  }
  const pool = new TargetPool(poolConfig, connector.targets)
  pool.on('error', onError)
  const listener = new Listener(() => direct.connect(0), onError)
  const stop = (client: Client) => void cancel(client, answerGraceMs).catch(onError)
  const reads = new ReadPipeline({
    // The other half is for callers that need exclusive connections.
    maxConnections: Math.floor(poolSize / 2),
    acquire: () => connect(pool),
    canAcquire: () => pool.idleCount > 0 || pool.totalCount < poolSize,
    hasWaiters: () => pool.waitingCount > 0,
    connectionError: toConnectionError,
    answerMs,
    cancel: stop,
  })
  const query: Queryable['query'] = (...sent) => withPoolClient((client) => runStatement(client, ...sent))
  let closing: Promise<void> | undefined

  /** Lends a connection of the pool; see `withClient`. */
  const withPoolClient = <Result>(work: (client: Client) => Promise<Result>) => withClient(pool, work, stop)

  return {
    kind: 'postgres',
    label: connector.label,
    query,
    // A single connection cannot be shared: one slow read would delay every write.
    reads: poolSize > 1 ? { query: reads.query.bind(reads) } : { query },
    script: (sql) => withPoolClient((client) => runScript(client, sql)),
    transaction: (work) =>
      withPoolClient((client) => retryUntilPrepared(() => runInTransaction(client, work))),
    session: (work) =>
      withSession(direct, async (session) => {
        if (direct !== connector) await refuseOther(session, { query })
        return work(session)
      }),
    listen: (...args) => listener.listen(...args),
    connections: () => ({
      open: pool.totalCount,
      idle: pool.idleCount + reads.idle(),
      waiting: pool.waitingCount,
      listening: listener.isConnected(),
    }),
    close() {
      closing ??= Promise.all([listener.close(), pool.end()]).then(() => {})
      return closing
    },
  }
}

const directConnector = (databaseUrl: string, connectTimeoutMs: number) =>
  createConnector({ variable: listenVariable, databaseUrl, connectTimeoutMs, needsSession: true })

/**
 * Lends a connection of the pool. A broken connection, or one with a result outstanding, is not reused, and
 * an abandoned statement is cancelled.
 */
async function withClient<Result>(
  pool: pg.Pool,
  work: (client: Client) => Promise<Result>,
  cancelOn: (client: Client) => void,
): Promise<Result> {
  const client = await connect(pool)
  let broken: Error | undefined
  try {
    return await work(client)
  } catch (error) {
    if (error instanceof DatabaseUnavailableError) broken = error
    if (isAbandoned(error)) {
      broken = error
      cancelOn(client)
    }
    throw error
  } finally {
    client.release(broken)
  }
}

/** Opens a connection beside the pool for `work`, and closes it afterwards. */
async function withSession<Result>(
  connector: Connector,
  work: (session: Session) => Promise<Result>,
): Promise<Result> {
  const client = await connector.connect(0).catch((error: Error) => {
    throw toUnavailableError(error)
  })
  try {
    return await work({
      ...createTransaction(client),
      transaction: (inside) => runInTransaction(client, inside),
    })
  } finally {
    await client.end().catch(() => {})
  }
}

function connect(pool: pg.Pool): Promise<Client> {
  return new Promise((resolve, reject) => {
    pool.connect((error, client) => (client ? resolve(client) : reject(toUnavailableError(error as Error))))
  })
}
