import type pg from 'pg'
import { type ByteMeter, meterConnection } from './byte-meter.ts'
import type { Cancellation } from './cancellation.ts'
import { isGivenUp, toConnectionError } from './connection-errors.ts'
import type { Statement, Transaction } from './database.ts'
import { checkDeadline, type Start, within } from './deadline.ts'
import type { ObservedClient, TimedQuery } from './observed-client.ts'
import { forgetPrepared, isStale } from './stale-statements.ts'
import { StatementQuery } from './statement-query.ts'

/** More than the number of distinct statements in any transaction. */
const maxStale = 20
/** Deadline of a script, in milliseconds; migrations may take long. */
const scriptDeadlineMs = 10 * 60_000

/** Returns the statements of one connection. */
export const createTransaction = (client: pg.ClientBase): Transaction => ({
  query: (...sent) => runStatement(client, ...sent),
  script: (sql) => runScript(client, sql),
})

async function send<Row extends object>(
  client: pg.ClientBase,
  query: TimedQuery,
): Promise<pg.QueryResult<Row>> {
  try {
    return await client.query<Row, unknown[]>(query)
  } catch (error) {
    throw toConnectionError(error as Error) ?? error
  }
}

/**
 * Runs a statement on a connection, again if its prepared form was stale. Throws `DatabaseUnavailableError` if the
 * connection breaks.
 */
export async function runStatement<Row extends object>(
  client: pg.ClientBase,
  statement: Statement | string,
  values: readonly unknown[] = [],
  deadline?: number,
  cancellation?: Cancellation,
  meter?: ByteMeter,
): Promise<Row[]> {
  checkDeadline(deadline)
  cancellation?.throwIfCancelled()
  const sent = typeof statement === 'string' ? { text: statement, name: undefined } : statement
  const { answerMs } = client as ObservedClient
  const start: Start<Row[]> = (resolve, reject) => {
    client.query<Row>(new StatementQuery(sent, values, answerMs), (error, result) =>
      error ? reject(toConnectionError(error) ?? error) : resolve(result.rows),
    )
  }
  // As soon as too much was received, and not when all was.
  const watch = meter && ((reject: (error: Error) => void) => meterConnection(client, () => meter, reject))
  try {
    return await within(deadline, start, cancellation, watch)
  } catch (error) {
    // The driver's stack leads to its socket, this one to the caller.
    Error.captureStackTrace(error as Error)
    if (!isStale(error, sent.name)) throw error
    forgetPrepared(client, sent.name)
    // A failed transaction cannot repeat a statement.
    if (client.getTransactionStatus() !== 'I') throw new StaleTransactionError(error)
  }
  return within(deadline, start, cancellation, watch)
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

/** Runs a script on a connection. */
export async function runScript(client: pg.ClientBase, text: string): Promise<void> {
  await send(client, { text, query_timeout: scriptDeadlineMs })
}

/** Repeats a transaction while its prepared statements are stale; each attempt replaces at least one. */
export async function retryUntilPrepared<Result>(
  attempt: () => Promise<Result>,
  left = maxStale,
): Promise<Result> {
  try {
    return await attempt()
  } catch (error) {
    if (!(error instanceof StaleTransactionError)) throw error
    if (left === 0) throw error.cause
    return retryUntilPrepared(attempt, left - 1)
  }
}

/** Runs `work` in a transaction on a connection; rolls back when it fails, unless the connection is given up. */
export async function runInTransaction<Result>(
  client: pg.ClientBase,
  work: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  await send(client, { text: 'BEGIN' })
  try {
    const result = await work(createTransaction(client))
    const { command } = await send(client, { text: 'COMMIT' })
    if (command !== 'COMMIT') throw new Error('The transaction had failed, so nothing of it was kept.')
    return result
  } catch (error) {
    const connected = !isGivenUp(error)
    if (connected) await send(client, { text: 'ROLLBACK' })
    throw error
  }
}
