import { checkDatabase } from '../data/check.ts'
import { formatGroups, groupDifferences } from '../data/check-report.ts'
import type { Database } from '../data/database.ts'
import { readServerRisk } from '../data/server-version.ts'

/** Exit codes of `check`: whether a start serves the database, or whether that could not be found out. */
export const checkExitCodes = { served: 0, notServed: 1, notChecked: 2 } as const

type CheckOptions = {
  readonly all: boolean
  readonly skipMigrations: boolean
  readonly print: (line: string) => void
}

/** Prints how a database differs from what the gateway expects, in three groups. Resolves with the exit code. */
export async function check(
  database: Database,
  { all, skipMigrations, print }: CheckOptions,
): Promise<number> {
  const { ok, differences, revision } = await checkDatabase(database, { isMigrated: !skipMigrations })
  print(`${database.label}, revision of II-Agent: ${revision}`)
  print('')
  const groups = groupDifferences(differences, all ? Number.POSITIVE_INFINITY : undefined)
  for (const line of formatGroups(groups)) print(line)
  const risk = await readServerRisk(database)
  if (risk) print(`Warning: ${risk}`)
  print(`${database.label} ${ok ? 'can be served.' : 'cannot be served: mend what stops the start.'}`)
  return ok ? checkExitCodes.served : checkExitCodes.notServed
}
