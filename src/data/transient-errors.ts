import { DeadlineError } from './deadline.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/**
 * Errors of Prisma Client for an unreachable database: unreachable, timed out, disconnected, or no free
 * connection.
 */
const prismaUnavailable = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024'])

/**
 * SQLSTATEs of transient errors: connections (08, 57P), resources (53), cancellation and timeouts (57014,
 * 25P03), locks (55P03), conflicts (40), a standby (25006), and the temporary effects of a migration or
 * privilege change (0A000, 26000, 42501, 42P01, 42703, 42704, 42883, 42P05).
 */
const transientStates =
  /^(08|40|53|57P|57014|25P03|55P03|25006|0A000|26000|42501|42P01|42P05|42703|42704|42883)/

/** Returns PostgreSQL's SQLSTATE, unwrapped from a Prisma error, or else Prisma's own code. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, meta } = error as PrismaError
  return meta?.driverAdapterError?.cause?.originalCode ?? code
}

/** True if the error means that the database is unreachable. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof DatabaseUnavailableError || prismaUnavailable.has(codeOf(error) ?? '')
}

/** True if a retry of the same statement may succeed. */
export function isTransient(error: unknown): boolean {
  return isUnreachable(error) || error instanceof DeadlineError || transientStates.test(codeOf(error) ?? '')
}

type PrismaError = {
  readonly code?: string
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly originalCode?: string } } }
}
