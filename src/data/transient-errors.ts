import { DeadlineError } from './deadline.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/**
 * SQLSTATEs of transient errors: connections (08, 57P), resources (53), cancellation and timeouts (57014,
 * 25P03), locks (55P03), conflicts (40), a standby (25006), and the temporary effects of a migration or
 * privilege change (0A000, 26000, 42501, 42P01, 42703, 42704, 42883, 42P05).
 */
const transientStates =
  /^(08|40|53|57P|57014|25P03|55P03|25006|0A000|26000|42501|42P01|42P05|42703|42704|42883)/

/** The code of an error: the SQLSTATE, if PostgreSQL sent it. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined
}

/** Whether an error says that the database cannot be reached. */
export function isUnreachable(error: unknown): error is DatabaseUnavailableError {
  return error instanceof DatabaseUnavailableError
}

/** True if a retry of the same statement may succeed. */
export function isTransient(error: unknown): boolean {
  return isUnreachable(error) || error instanceof DeadlineError || transientStates.test(codeOf(error) ?? '')
}
