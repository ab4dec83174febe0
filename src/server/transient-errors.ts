import { hasSqlState } from '../data/sql-states.ts'
import { isUnreachable } from '../data/transient-errors.ts'

/** Returns the client message for a transient database error; undefined for every other error. */
export function transientErrorMessage(error: unknown): string | undefined {
  if (isUnreachable(error)) return databaseAway
  if (hasSqlState(error, 'readOnly')) return 'The database takes no writes at the moment; try again.'
  // Persisted in all attempts of a mutation.
  if (hasSqlState(error, 'serialization')) return 'Other writes were in the way each time; try again.'
  return hasSqlState(error, 'outOfResources')
    ? 'The database has no room at the moment; try again.'
    : undefined
}

export const databaseAway = 'The database cannot be reached at the moment; try again.'
