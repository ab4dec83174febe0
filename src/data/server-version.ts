import type { Queryable } from './database.ts'

/** Minor releases of November 2026 by major version of PostgreSQL; earlier ones lack security fixes. */
const fixedMinors: ReadonlyMap<number, number> = new Map([
  [15, 20],
  [16, 16],
  [17, 12],
  [18, 6],
])

/** Returns a warning for a PostgreSQL version that lacks security fixes; undefined for others. */
export function describeServerRisk(versionNumber: number): string | undefined {
  const [major, minor] = [Math.floor(versionNumber / 10_000), versionNumber % 10_000]
  const fixed = fixedMinors.get(major)
  if (fixed === undefined || minor >= fixed) return undefined
  return `PostgreSQL ${major}.${minor} lacks security fixes of ${major}.${fixed}: update it.`
}

/** Returns the warning for the server of a database, if any. */
export async function readServerRisk(database: Queryable): Promise<string | undefined> {
  const [row] = await database.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  return describeServerRisk(Number(row?.version))
}
