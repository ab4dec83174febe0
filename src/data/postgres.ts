import pg from 'pg'
import { ByteLimitError, type ByteMeter, meterConnection } from './byte-meter.ts'
import { cancel } from './cancel.ts'
import { type Cancellation, CancelledError } from './cancellation.ts'
import { type Connector, createConnector, listenVariable } from './connection.ts'
import type { Database, Queryable, Session, Statement, Transaction } from './database.ts'
import { checkDeadline, DeadlineError, within } from './deadline.ts'
import { refuseOther } from './identity.ts'
import { Listener } from './listener.ts'
import { ObservedClient, type TimedQuery } from './observed-client.ts'
import { ReadPipeline } from './pipelined-reads.ts'
import { TargetPool } from './pool.ts'
import { hasSqlState } from './sql-states.ts'
import { forgetPrepared, isStale } from './stale-statements.ts'
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
/** More than the number of distinct statements in any transaction. */
const maxStale = 20
/** Deadline of a script, in milliseconds; migrations may take long. */
const scriptDeadlineMs = 10 * 60_000
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
    connectionError,
    answerMs,
    cancel: stop,
  })
  const query: Queryable['query'] = (...sent) => withPoolClient((client) => run(client, ...sent))
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
    transaction: (work) => withPoolClient((client) => untilPrepared(() => inTransaction(client, work))),
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
    throw unavailable(error)
  })
  try {
    return await work({
      ...transactionOn(client),
      transaction: (inside) => inTransaction(client, inside),
    })
  } finally {
    await client.end().catch(() => {})
  }
}

const transactionOn = (client: pg.ClientBase): Transaction => ({
  query: (...sent) => run(client, ...sent),
  script: (sql) => runScript(client, sql),
})

async function connect(pool: pg.Pool): Promise<Client> {
  return pool.connect().catch((error: Error) => {
    throw unavailable(error)
  })
}

async function send<Row extends object>(
  client: pg.ClientBase,
  query: TimedQuery,
): Promise<pg.QueryResult<Row>> {
  try {
    return await client.query<Row, unknown[]>(query)
  } catch (error) {
    throw connectionError(error as Error) ?? error
  }
}

/** Returns the error to fail with if the connection is broken; null for an error of the statement alone. */
function connectionError(error: Error): DatabaseUnavailableError | null {
  const isOfStatement = error instanceof pg.DatabaseError && !hasSqlState(error, 'endsConnection')
  return isOfStatement ? null : unavailable(error)
}

async function run<Row extends object>(
  client: pg.ClientBase,
  statement: Statement | string,
  values: readonly unknown[] = [],
  deadline?: number,
  cancellation?: Cancellation,
  meter?: ByteMeter,
): Promise<Row[]> {
  checkDeadline(deadline)
  cancellation?.throwIfCancelled()
  const { text, name } = typeof statement === 'string' ? { text: statement, name: undefined } : statement
  const query = { text, name, values: [...values] }
  const sent = send<Row>(client, query).catch((error: unknown) => {
    if (!isStale(error, name)) throw error
    forgetPrepared(client, name)
    // A failed transaction cannot repeat a statement.
    if (client.getTransactionStatus() !== 'I') throw new StaleTransactionError(error)
    return send<Row>(client, query)
  })
  // As soon as too much was received, and not when all was.
  const watch = meter && ((reject: (error: Error) => void) => meterConnection(client, () => meter, reject))
  return (await within(deadline, sent, cancellation, watch)).rows
}

/**
 * A prepared statement of a transaction became stale; the transaction was rolled back and can be repeated.
 */
class StaleTransactionError extends Error {
  override readonly name = 'StaleTransactionError'

  constructor(cause: unknown) {
    super('A prepared statement of the transaction was out of date.', { cause })
  }
}

async function runScript(client: pg.ClientBase, text: string): Promise<void> {
  await send(client, { text, query_timeout: scriptDeadlineMs })
}

/** Repeats a transaction while its prepared statements are stale; each attempt replaces at least one. */
async function untilPrepared<Result>(attempt: () => Promise<Result>, left = maxStale): Promise<Result> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof StaleTransactionError)) throw error
    if (left === 0) throw error.cause
    return untilPrepared(attempt, left - 1)
  }
}

async function inTransaction<Result>(
  client: pg.ClientBase,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  await send(client, { text: 'BEGIN' })
  try {
    const result = await work(transactionOn(client))
    const { command } = await send(client, { text: 'COMMIT' })
    if (command !== 'COMMIT') throw new Error('The transaction had failed, so nothing of it was kept.')
    return result
  } catch (error) {
    const connected = !isGivenUp(error)
    if (connected) await send(client, { text: 'ROLLBACK' })
    throw error
  }
}

/** True if the connection must not be reused: it broke, or the server may still execute a statement. */
const isGivenUp = (error: unknown): boolean => error instanceof DatabaseUnavailableError || isAbandoned(error)

/** True if the server may still execute a statement that was abandoned. */
const isAbandoned = (error: unknown): error is Error =>
  error instanceof DeadlineError || error instanceof CancelledError || error instanceof ByteLimitError

function unavailable(error: Error): DatabaseUnavailableError {
  if (error instanceof DatabaseUnavailableError) return error
  if (error.message === 'timeout exceeded when trying to connect') {
    return new DatabaseUnavailableError('The database is not available: all connections are in use', {
      cause: error,
    })
  }
  // A refused connection to a host name with several addresses is an AggregateError with an empty message.
  const reason = error instanceof AggregateError ? String(error.errors[0]?.message) : error.message
  return new DatabaseUnavailableError(`The database is not available: ${reason}`, { cause: error })
}
