import { codeOf, isUnreachable } from '../data/transient-errors.ts'

/** SQLSTATE class 53, insufficient resources: disk, memory, connections. */
const noRoom = /^53/
/** SQLSTATE of a write to a read-only database, such as a standby before promotion. */
const readOnly = '25006'
/** SQLSTATEs of a deadlock and a serialization failure, which persisted in all attempts of a mutation. */
const conflict = /^40(001|P01)$/

/** Returns the client message for a transient database error; undefined for every other error. */
export function transientErrorMessage(error: unknown): string | undefined {
  if (isUnreachable(error)) return databaseAway
  const code = codeOf(error)
  if (code === readOnly) return 'The database takes no writes at the moment; try again.'
  if (conflict.test(code ?? '')) return 'Other writes were in the way each time; try again.'
  return noRoom.test(code ?? '') ? 'The database has no room at the moment; try again.' : undefined
}

export const databaseAway = 'The database cannot be reached at the moment; try again.'
