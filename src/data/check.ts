import { type Catalog, readCatalog } from './catalog.ts'
import { type Comparison, compareCatalog } from './compare-catalog.ts'
import type { Difference } from './compare-table.ts'
import type { Queryable } from './database.ts'
import { loadExpectedCatalog, mergeCatalogs } from './expected.ts'
import { type Migration, readMigrations } from './migration-files.ts'
import { type MigrationState, readHistory } from './migration-history.ts'
import { describeMissingOwnership } from './migration-rights.ts'
import { checkVersion } from './migrations.ts'
import { hasPlatformTable, readOtherRelations } from './other-relations.ts'
import { describeOtherSchema } from './other-schema.ts'
import { describeRevision, readRevision } from './revision.ts'
import { findMissingRights } from './rights.ts'

/** The result of comparing a database with the expected schema. */
export interface DatabaseCheck extends Comparison {
  /** True if no difference is serious. */
  readonly ok: boolean
  readonly migrations: MigrationState
  /** The platform's revision by name, for operators. */
  readonly revision: string
}

type CheckOptions = {
  /** True if a start migrates first: the role's right to do so is checked, and an empty database is accepted. */
  readonly isMigrated?: boolean
}

/**
 * Compares a database with the schema that the gateway needs, its own additions included. Read-only. Throws
 * if PostgreSQL is too old.
 */
export async function checkDatabase(
  database: Queryable,
  { isMigrated = false }: CheckOptions = {},
): Promise<DatabaseCheck> {
  await checkVersion(database)
  const files = await readMigrations()
  const migrations = await readHistory(database, files)
  const expected = loadExpectedCatalog()
  const actual = await readCatalog(database)
  const otherRelations = await readOtherRelations(database)
  const isEmpty = Object.keys(actual).length === 0 && !hasPlatformTable(otherRelations)
  const revision = describeRevision(await readRevision(database), actual)
  const rights = await findMissingRights(database, Object.keys(mergeCatalogs(expected)))
  const { differences, features } = await compareCatalog(actual, expected, otherRelations)
  const elsewhere = isEmpty ? await describeOtherSchema(database) : undefined
  const compared: Difference[] = [
    ...rights.differences,
    ...(isMigrated && isEmpty
      ? newTables(expected.platform)
      : differences.map(markRemovedAddition(migrations))),
    ...aboutMigrations(migrations),
    ...(isMigrated && !isEmpty ? await obstacles(database, files, migrations) : []),
  ]
  const all = elsewhere ? [{ severity: 'serious' as const, text: elsewhere }] : compared
  return {
    ok: !all.some(({ severity }) => severity === 'serious'),
    differences: all,
    features: { ...features, absentTables: new Set([...features.absentTables, ...rights.unusable]) },
    migrations,
    revision,
  }
}

/** Returns the missing SELECT privileges on the tables that this gateway needs, a line each with its GRANT. */
export async function findMissingReads(database: Queryable): Promise<string[]> {
  const { differences } = await findMissingRights(database, Object.keys(mergeCatalogs(loadExpectedCatalog())))
  return differences.filter(({ severity }) => severity === 'serious').map(({ text }) => text)
}

const newTables = (platform: Catalog): Difference[] => [
  {
    severity: 'addition',
    text: `II-Agent's ${Object.keys(platform).length} tables, as the database is empty`,
  },
]

/** Converts an addition to a harmless difference if all migrations were applied: it was removed again, and stays missing. */
const markRemovedAddition =
  ({ pending }: MigrationState) =>
  (difference: Difference): Difference =>
    difference.severity === 'addition' && pending.length === 0
      ? { severity: 'harmless', text: `what the gateway had added is missing: ${difference.text}` }
      : difference

async function obstacles(
  sql: Queryable,
  files: readonly Migration[],
  { pending }: MigrationState,
): Promise<Difference[]> {
  if (pending.length === 0) return []
  const missing = await describeMissingOwnership(
    sql,
    files.filter(({ name }) => pending.includes(name)),
  )
  return missing === undefined ? [] : [{ severity: 'serious', text: missing }]
}

function aboutMigrations({ pending, failed, edited, unknown }: MigrationState): Difference[] {
  const [first] = pending
  const last = pending.length > 1 ? ` to ${pending.at(-1)}` : ''
  return [
    ...failed.map((name) => ({
      severity: 'serious' as const,
      text: `migration ${name} was begun and never finished`,
    })),
    ...(first
      ? [{ severity: 'addition' as const, text: `records of ${pending.length} migrations, ${first}${last}` }]
      : []),
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
