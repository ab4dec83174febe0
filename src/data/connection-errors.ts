import pg from 'pg'
import { ByteLimitError } from './byte-meter.ts'
import { CancelledError } from './cancellation.ts'
import { DeadlineError } from './deadline.ts'
import { hasSqlState } from './sql-states.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/** Returns the error to fail with if the connection is broken; null for an error of the statement alone. */
export function toConnectionError(error: Error): DatabaseUnavailableError | null {
  const isOfStatement = error instanceof pg.DatabaseError && !hasSqlState(error, 'endsConnection')
  return isOfStatement ? null : toUnavailableError(error)
}

/** True if the server may still execute a statement that was abandoned. */
export const isAbandoned = (error: unknown): error is Error =>
  error instanceof DeadlineError || error instanceof CancelledError || error instanceof ByteLimitError

/** True if the connection must not be reused: it broke, or the server may still execute a statement. */
export const isGivenUp = (error: unknown): boolean =>
  error instanceof DatabaseUnavailableError || isAbandoned(error)

/** Returns the error of a connection that could not be opened or broke, with its reason. */
export function toUnavailableError(error: Error): DatabaseUnavailableError {
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
