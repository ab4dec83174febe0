import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { ByteLimitError, type ByteMeter, meterConnection } from './byte-meter.ts'
import { cancel } from './cancel.ts'
import { type Cancellation, CancelledError } from './cancellation.ts'
import { type Connector, createConnector, listenVariable } from './connection.ts'
import type { Database, Queryable, Session, Statement, Transaction } from './database.ts'
import { checkDeadline, DeadlineError, within } from './deadline.ts'
import { refuseOther } from './identity.ts'
import { createListener } from './listener.ts'
import { ObservedClient, type TimedQuery } from './observed-client.ts'
import { createReadPipeline } from './pipelined-reads.ts'
import { forgetPrepared, isStale } from './stale-statements.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

export interface PostgresOptions {
  readonly databaseUrl: string
  /** A URL of the same database for what needs a whole session, where `databaseUrl` is a pooler's that shares them. */
  readonly listenUrl?: string
  /** It may only be read, and tells of nothing. */
  readonly isReplica?: boolean
  /** The most connections for queries; listening takes one more. */
  readonly poolSize: number
  /** PostgreSQL cancels a statement that takes longer; a little later the client gives its connection up. */
  readonly statementTimeoutMs: number
  /** How long to wait for a connection, be it to open or to become free. */
  readonly connectTimeoutMs?: number
  /** Told of connections that break while nobody waits on them; they are replaced in any case. */
  readonly onError?: (error: Error) => void
}

type Client = pg.PoolClient

const idleTimeoutMs = 30_000
/** A connection is replaced now and then, so that a database that moved is found again. */
const maxLifetimeSeconds = 1800
const answerGraceMs = 2000
/** More different statements than any transaction has. */
const maxStale = 20
/** Migrations may take their time, but not for ever. */
const scriptDeadlineMs = 10 * 60_000
/** SQLSTATEs after which the server hangs up. (The severity would say so too, but in the server's language.) */
const endsConnection = /^(08|57P0|25P0[34])/

/**
 * PostgreSQL through one pool, which Prisma shares. Opens no connection before the first query, so it does not fail
 * when the database is away: the queries then do, with `DatabaseUnavailableError`, and recover by themselves.
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
  const pool = new pg.Pool({
    ...connector.config,
    Client: ObservedClient,
    pipeline: true,
    max: poolSize,
    idleTimeoutMillis: idleTimeoutMs,
    maxLifetimeSeconds: maxLifetimeSeconds,
    query_timeout: answerMs,
    // It is awaited, whatever the driver's types say.
    onConnect: (client): Promise<void> => connector.prepare(client, statementTimeoutMs),
  })
  pool.on('error', onError)
  // Prisma gives a connection back as if nothing had happened when even its ROLLBACK got no answer.
  pool.on('release', (_error, client) => {
    if (client.getTransactionStatus() !== 'I') client.end().catch(onError)
  })
  const listener = createListener(() => direct.connect(0), onError)
  const stop = (client: Client) => void cancel(client, answerGraceMs).catch(onError)
  const reads = createReadPipeline({
    // The other half is for whoever needs a connection alone.
    maxConnections: Math.floor(poolSize / 2),
    acquire: () => connect(pool),
    canAcquire: () => pool.idleCount > 0 || pool.totalCount < poolSize,
    hasWaiters: () => pool.waitingCount > 0,
    connectionError,
    answerMs,
    cancel: stop,
  })
  const query: Queryable['query'] = (...sent) => lend((client) => run(client, ...sent))
  let closing: Promise<void> | undefined

  /** Lends a connection of the pool; see `withClient`. */
  const lend = <Result>(work: (client: Client) => Promise<Result>) => withClient(pool, work, stop)

  return {
    kind: 'postgres',
    label: connector.label,
    adapter: new PrismaPg(pool),
    query,
    // A single connection is nothing to share: one slow read would keep every write waiting.
    reads: poolSize > 1 ? reads : { query },
    script: (sql) => lend((client) => runScript(client, sql)),
    transaction: (work) => lend((client) => untilPrepared(() => inTransaction(client, work))),
    session: (work) =>
      withSession(direct, async (session) => {
        if (direct !== connector) await refuseOther(session, { query })
        return work(session)
      }),
    listen: listener.listen,
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
 * Lends a connection of the pool; one that broke, or on which an answer is still open, does not go back into it. A
 * statement that was given up is cancelled, so that the database does not go on with it for nobody.
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

/** What to fail with where an error is not about the statement alone: its connection is not to be used any more. */
function connectionError(error: Error): DatabaseUnavailableError | null {
  const isOfStatement = error instanceof pg.DatabaseError && !endsConnection.test(error.code ?? '')
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
    // In a transaction, which has failed, there is nothing to repeat.
    if (client.getTransactionStatus() !== 'I') throw new StaleTransactionError(error)
    return send<Row>(client, query)
  })
  return (await within(deadline, meter ? metered(client, meter, sent) : sent, cancellation)).rows
}

/** The same answer, or the meter's error as soon as too much of it has arrived. */
async function metered<Result>(
  client: pg.ClientBase,
  meter: ByteMeter,
  sent: Promise<Result>,
): Promise<Result> {
  let unmeter = () => {}
  const exceeded = new Promise<never>((_, reject) => {
    unmeter = meterConnection(client, () => meter, reject)
  })
  try {
    return await Promise.race([sent, exceeded])
  } finally {
    unmeter()
  }
}

/** A statement of a transaction had to be prepared anew: the transaction is rolled back, and can be repeated as a whole. */
class StaleTransactionError extends Error {
  override readonly name = 'StaleTransactionError'

  constructor(cause: unknown) {
    super('A prepared statement of the transaction was out of date.', { cause })
  }
}

async function runScript(client: pg.ClientBase, text: string): Promise<void> {
  await send(client, { text, query_timeout: scriptDeadlineMs })
}

/** Repeats a transaction after one of its statements had to be prepared anew; each time there is one less of them. */
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

/** Whether the connection is not to be used any more: it broke, or the server may still be at a statement. */
const isGivenUp = (error: unknown): boolean => error instanceof DatabaseUnavailableError || isAbandoned(error)

/** Whether the server may still be at a statement that nobody waits for any more. */
const isAbandoned = (error: unknown): error is Error =>
  error instanceof DeadlineError || error instanceof CancelledError || error instanceof ByteLimitError

function unavailable(error: Error): DatabaseUnavailableError {
  if (error instanceof DatabaseUnavailableError) return error
  if (error.message === 'timeout exceeded when trying to connect') {
    return new DatabaseUnavailableError('The database is not available: all connections are in use', {
      cause: error,
    })
  }
  // A refused connection to a name with several addresses comes as an AggregateError with an empty message.
  const reason = error instanceof AggregateError ? String(error.errors[0]?.message) : error.message
  return new DatabaseUnavailableError(`The database is not available: ${reason}`, { cause: error })
}
