import type { Queryable } from '../../data/database.ts'
import { readOnlyReason } from '../../data/rights.ts'
import { codeOf } from '../../data/transient-errors.ts'
import { ForbiddenError } from '../errors.ts'

/** SQLSTATEs of a statement for which the role has no right, and of a write in a read-only transaction. */
const insufficientPrivilege = '42501'
const readOnlyTransaction = '25006'

/**
 * The error for a write that the database refuses for good: the role lacks a right, or only reads by its own setting.
 * Undefined for every other error, and where a standby or a read-only database may take writes again.
 */
export async function refusalIn(error: unknown, sql: Queryable): Promise<ForbiddenError | undefined> {
  const code = codeOf(error)
  if (code === insufficientPrivilege)
    return new ForbiddenError('The gateway may not write this: its role lacks the right in the database.')
  if (code === readOnlyTransaction && (await readOnlyReason(sql)) === 'role')
    return new ForbiddenError('The gateway may not write: its role in the database only reads.')
  return undefined
}
