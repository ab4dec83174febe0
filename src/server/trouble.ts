import { DatabaseUnavailableError } from '../data/unavailable.ts'

/** Errors of Prisma Client that say the database is away: unreachable, timed out, hung up, or no connection free. */
const prismaUnavailable = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024'])
/** SQLSTATEs of a database that is there and has no room: disk, memory, connections (class 53). */
const noRoom = /^53/
/** SQLSTATE of a write in a database that only reads for now, as a standby does that is about to take over. */
const readOnly = '25006'

/** What to tell of trouble with the database that passes by itself; undefined for every other error. */
export function passingTrouble(error: unknown): string | undefined {
  if (error instanceof DatabaseUnavailableError) return away
  const code = codeOf(error)
  if (code === undefined) return undefined
  if (prismaUnavailable.has(code)) return away
  if (code === readOnly) return 'The database takes no writes at the moment; try again.'
  return noRoom.test(code) ? 'The database has no room at the moment; try again.' : undefined
}

const away = 'The database cannot be reached at the moment; try again.'

/** PostgreSQL's code, be it inside an error of Prisma's, or else Prisma's own. */
function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined
  const { code, meta } = error as PrismaError
  return meta?.driverAdapterError?.cause?.originalCode ?? code
}

type PrismaError = {
  readonly code?: string
  readonly meta?: { readonly driverAdapterError?: { readonly cause?: { readonly originalCode?: string } } }
}
