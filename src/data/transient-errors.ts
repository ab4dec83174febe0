import { ByteLimitError } from './byte-meter.ts'
import { DeadlineError } from './deadline.ts'
import { hasSqlState } from './sql-states.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/** Whether an error says that the database cannot be reached. */
export function isUnreachable(error: unknown): error is DatabaseUnavailableError {
  return error instanceof DatabaseUnavailableError
}

/** True if a retry of the same statement may succeed. */
export function isTransient(error: unknown): boolean {
  if (error instanceof ByteLimitError) return error.limit === 'heldBytes'
  return isUnreachable(error) || error instanceof DeadlineError || hasSqlState(error, 'transient')
}
