import type { Queryable } from './database.ts'

/** By major version of PostgreSQL, the minor of November 2026: each before lacks security fixes that it has. */
const fixedMinors: ReadonlyMap<number, number> = new Map([
  [15, 20],
  [16, 16],
  [17, 12],
  [18, 6],
])

/** What to tell who runs a PostgreSQL that lacks security fixes; undefined for any other. */
export function describeServerRisk(versionNumber: number): string | undefined {
  const [major, minor] = [Math.floor(versionNumber / 10_000), versionNumber % 10_000]
  const fixed = fixedMinors.get(major)
  if (fixed === undefined || minor >= fixed) return undefined
  return `PostgreSQL ${major}.${minor} lacks security fixes of ${major}.${fixed}: update it.`
}

/** The same of the server that a database is on. */
export async function readServerRisk(database: Queryable): Promise<string | undefined> {
  const [row] = await database.query<{ version: string }>(
    `select current_setting('server_version_num') as version`,
  )
  return describeServerRisk(Number(row?.version))
}
