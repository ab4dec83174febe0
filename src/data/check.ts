import { readCatalog } from './catalog.ts'
import { type Comparison, compareCatalog, type Difference } from './compare-catalog.ts'
import type { Queryable } from './database.ts'
import { completeCatalog, expectedCatalog } from './expected.ts'
import type { MigrationState } from './migration-history.ts'
import { checkVersion, migrationState } from './migrations.ts'
import { missingRights } from './rights.ts'

/** The result of comparing a database with the expected schema. */
export interface DatabaseCheck extends Comparison {
  /** True if no difference is serious. */
  readonly ok: boolean
  readonly migrations: MigrationState
}

/**
 * Compares a database with the schema that the gateway needs, its own additions included. Read-only. Throws
 * if PostgreSQL is too old.
 */
export async function checkDatabase(database: Queryable): Promise<DatabaseCheck> {
  await checkVersion(database)
  const migrations = await migrationState(database)
  const expected = expectedCatalog()
  const rights = await missingRights(database, Object.keys(completeCatalog(expected)))
  const { differences, features } = await compareCatalog(await readCatalog(database), expected)
  const all = [...rights.differences, ...differences.map(isAdded(migrations)), ...aboutMigrations(migrations)]
  return {
    ok: !all.some(({ severity }) => severity === 'serious'),
    differences: all,
    features: { ...features, absentTables: new Set([...features.absentTables, ...rights.unusable]) },
    migrations,
  }
}

/**
 * A missing addition is harmless only while its migration is pending; applied migrations are not repeated.
 */
const isAdded =
  ({ pending }: MigrationState) =>
  (difference: Difference): Difference =>
    difference.severity === 'addition' && pending.length === 0
      ? { ...difference, severity: 'harmless' }
      : difference

function aboutMigrations({ pending, failed, edited, unknown }: MigrationState): Difference[] {
  return [
    ...failed.map((name) => ({
      severity: 'serious' as const,
      text: `migration ${name} was begun and never finished`,
    })),
    ...pending.map((name) => ({
      severity: 'harmless' as const,
      text: `migration ${name} is not recorded as applied`,
    })),
    ...edited.map((name) => ({
      severity: 'harmless' as const,
      text: `migration ${name} was changed after it was applied`,
    })),
    ...unknown.map((name) => ({
      severity: 'harmless' as const,
      text: `migration ${name} is from a newer gateway`,
    })),
  ]
}
