import { DeadlineError } from './deadline.ts'
import { DatabaseUnavailableError } from './unavailable.ts'

/** Errors of Prisma Client that say the database is away: unreachable, timed out, hung up, or no connection free. */
const prismaUnavailable = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024'])

/**
 * SQLSTATEs of failures that another attempt may not meet: connections (08, 57P), resources (53), cancellation and
 * timeouts (57014, 25P03), locks (55P03), conflicts (40), a standby (25006), and what a migration or a change of
 * privileges brings for a moment (0A000, 26000, 42501, 42P01, 42703, 42704, 42883, 42P05).
 */
const transientStates =
  /^(08|40|53|57P|57014|25P03|55P03|25006|0A000|26000|42501|42P01|42P05|42703|42704|42883)/

/** PostgreSQL's code, be it inside an error of Prisma's, or else Prisma's own. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, meta } = error as PrismaError
  return meta?.driverAdapterError?.cause?.originalCode ?? code
}

/** Whether an error says that the database cannot be reached. */
export function isUnreachable(error: unknown): boolean {
  return error instanceof DatabaseUnavailableError || prismaUnavailable.has(codeOf(error) ?? '')
}

/** Whether another attempt at the same statement may succeed. */
export function isTransient(error: unknown): boolean {
  return isUnreachable(error) || error instanceof DeadlineError || transientStates.test(codeOf(error) ?? '')
}

type PrismaError = {
  readonly code?: string
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly originalCode?: string } } }
}
