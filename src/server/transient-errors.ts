import { ByteLimitError } from '../data/byte-meter.ts'
import { hasSqlState } from '../data/sql-states.ts'
import { isUnreachable } from '../data/transient-errors.ts'

/** Returns the client message for a transient database error; undefined for every other error. */
export function getTransientErrorMessage(error: unknown): string | undefined {
  if (isUnreachable(error)) return databaseAway
  if (hasSqlState(error, 'readOnly')) return 'The database takes no writes at the moment; try again.'
  // Persisted in all attempts of a mutation.
  if (hasSqlState(error, 'serialization')) return 'Other writes were in the way each time; try again.'
  return hasSqlState(error, 'outOfResources')
    ? 'The database has no room at the moment; try again.'
    : undefined
}

const databaseAway = 'The database cannot be reached at the moment; try again.'

/** Returns the client message for a transient error for which a stream could not start. */
export function getInterruptionMessage(error: unknown): string {
  if (error instanceof ByteLimitError) return 'All requests together hold too much at the moment; try again.'
  return getTransientErrorMessage(error) ?? 'The stream could not be started at the moment; try again.'
}
