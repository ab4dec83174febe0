import type { Queryable } from '../../data/database.ts'
import { findReadOnlyReason } from '../../data/rights.ts'
import { hasSqlState } from '../../data/sql-states.ts'
import { ForbiddenError } from '../../errors/client-errors.ts'

/**
 * The error for a write that the database refuses for good: the role lacks a right, or only reads by its own setting.
 * Undefined for every other error, and where a standby or a read-only database may take writes again.
 */
export async function findRefusal(error: unknown, sql: Queryable): Promise<ForbiddenError | undefined> {
  if (hasSqlState(error, 'insufficientPrivilege'))
    return new ForbiddenError('The gateway may not write this: its role lacks the right in the database.')
  if (hasSqlState(error, 'readOnly') && (await findReadOnlyReason(sql)) === 'role')
    return new ForbiddenError('The gateway may not write: its role in the database only reads.')
  return undefined
}
