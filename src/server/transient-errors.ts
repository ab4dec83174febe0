import { codeOf, isUnreachable } from '../data/transient-errors.ts'

/** SQLSTATEs of a database that is there and has no room: disk, memory, connections (class 53). */
const noRoom = /^53/
/** SQLSTATE of a write in a database that only reads for now, as a standby does that is about to take over. */
const readOnly = '25006'
/** SQLSTATEs of a deadlock and a serialization failure, which a mutation has met at each of its attempts. */
const conflict = /^40(001|P01)$/

/** What to tell of trouble with the database that passes by itself; undefined for every other error. */
export function transientErrorMessage(error: unknown): string | undefined {
  if (isUnreachable(error)) return databaseAway
  const code = codeOf(error)
  if (code === readOnly) return 'The database takes no writes at the moment; try again.'
  if (conflict.test(code ?? '')) return 'Other writes were in the way each time; try again.'
  return noRoom.test(code ?? '') ? 'The database has no room at the moment; try again.' : undefined
}

export const databaseAway = 'The database cannot be reached at the moment; try again.'
