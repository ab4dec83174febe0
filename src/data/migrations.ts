import { applyAtOnce, applyBesideWriters } from './apply-migration.ts'
import { readCatalog } from './catalog.ts'
import { formatMore, groupDifferences } from './check-report.ts'
import { compareCatalog } from './compare-catalog.ts'
import type { Difference } from './compare-table.ts'
import type { Database, Queryable, Session } from './database.ts'
import { loadExpectedCatalog } from './expected.ts'
import { type Migration, migrationsFolder, readMigrations } from './migration-files.ts'
import { createHistory, type MigrationState, readHistory, recordAsApplied } from './migration-history.ts'
import { withMigrationLock } from './migration-lock.ts'
import { describeMissingOwnership } from './migration-rights.ts'
import { hasPlatformTable, readOtherRelations } from './other-relations.ts'
import { describeOtherSchema } from './other-schema.ts'
import { describeRevision, readRevision } from './revision.ts'

/** Options of `migrate`. */
export interface MigrateOptions {
  /** Called with one line per step. */
  readonly log?: (line: string) => void
  readonly folder?: string
  /** Maximum wait for another process's migration, in milliseconds; for a table lock, five times as long. */
  readonly waitMs?: number
}

/** The result of `migrate`. */
export interface MigrateResult {
  /** True if the tables existed already, so that the first migration was only recorded. */
  readonly baselined: boolean
  /** Names of the migrations applied by this call. */
  readonly applied: readonly string[]
}

/**
 * The database's tables differ from those that the gateway requires; the message lists the differences.
 * Nothing was changed.
 */
export class DatabaseMismatchError extends Error {
  override readonly name = 'DatabaseMismatchError'
  readonly differences: readonly Difference[]
  constructor(message: string, differences: readonly Difference[]) {
    const { stops } = groupDifferences(differences)
    super([message, ...stops.lines.map((line) => `  ${line}`), ...formatMore(stops)].join('\n'))
    this.differences = differences
  }
}

const oldestVersion = 15

/** Returns the migration state of a database. Read-only. */
export async function readMigrationState(
  database: Queryable,
  folder = migrationsFolder,
): Promise<MigrationState> {
  return readHistory(database, await readMigrations(folder))
}

/**
 * Migrates a database: an empty one, one that the gateway created, or II-Agent's own, whose tables are
 * compared with the first migration, which is then only recorded. Every migration is recorded with its last
 * change, so that an interrupted one starts again. Concurrent processes take turns. If nothing is pending,
 * nothing is written, so that a role with read and write access to rows suffices.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<MigrateResult> {
  const { log = () => {}, folder = migrationsFolder, waitMs = 60_000 } = options
  await checkVersion(database)
  const migrations = await readMigrations(folder)
  const state = await readHistory(database, migrations)
  refuseFailed(state)
  if (!state.isReadable)
    log(
      'the role may not read _prisma_migrations, so nothing is migrated: run "ii-gateway migrate" as its owner',
    )
  for (const name of state.edited)
    log(`migration ${name} was changed after it was applied; the database keeps what it was`)
  for (const name of state.unknown) log(`migration ${name} was applied by a newer version of the gateway`)
  if (state.pending.length === 0) return { baselined: false, applied: [] }
  return database.session((session) =>
    withMigrationLock(session, waitMs, () =>
      applyPending(session, migrations, { log, waitMs, isShared: database.kind === 'postgres' }),
    ),
  )
}

type ApplyOptions = {
  readonly log: (line: string) => void
  readonly waitMs: number
  /** True if other clients may use the database meanwhile. */
  readonly isShared: boolean
}

async function applyPending(
  session: Session,
  migrations: readonly Migration[],
  { log, waitMs, isShared }: ApplyOptions,
): Promise<MigrateResult> {
  // Read under the lock, since another process may have migrated meanwhile.
  const state = await readHistory(session, migrations)
  refuseFailed(state)
  const [first, ...later] = migrations.filter(({ name }) => state.pending.includes(name))
  if (!first) return { baselined: false, applied: [] }
  const isStart = first === migrations[0]
  const baselined = isStart && (await hasTables(session))
  const isNew = isStart && !baselined
  const missing = isNew ? undefined : await describeMissingOwnership(session, [first, ...later])
  if (missing) throw new Error(`Nothing was changed, as ${missing}.`)
  if (!state.hasHistory) await session.script(createHistory)
  if (baselined) {
    await recordAsApplied(session, first)
    log(`found II-Agent's tables; recorded ${first.name}`)
  }
  const applied: string[] = []
  for (const migration of baselined ? later : [first, ...later]) {
    if (isNew || !isShared) await applyAtOnce(session, migration)
    else await applyBesideWriters(session, migration, { waitMs: 5 * waitMs, log })
    applied.push(migration.name)
    log(`applied migration ${migration.name}`)
  }
  return { baselined, applied }
}

/**
 * Returns true if II-Agent's tables exist. Throws if they are not as expected, or if only other tables exist.
 */
async function hasTables(sql: Queryable): Promise<boolean> {
  const actual = await readCatalog(sql)
  const names = Object.keys(actual)
  const { platform } = loadExpectedCatalog()
  const otherRelations = await readOtherRelations(sql)
  const isElsewhere = !names.some((name) => platform[name]) && !hasPlatformTable(otherRelations)
  const elsewhere = isElsewhere ? await describeOtherSchema(sql) : undefined
  if (elsewhere) throw new Error(`Nothing was changed, as ${elsewhere}.`)
  if (isElsewhere && names.length === 0) return false
  if (isElsewhere) {
    const some = names.slice(0, 3).join(', ')
    throw new Error(
      `The database has ${names.length} tables (${some}${names.length > 3 ? ', …' : ''}) and none of II-Agent's: DATABASE_URL must name an empty one or II-Agent's own.`,
    )
  }
  const { differences } = await compareCatalog(actual, { platform }, otherRelations)
  if (differences.some(({ severity }) => severity === 'serious')) {
    const revision = describeRevision(await readRevision(sql), actual)
    throw new DatabaseMismatchError(
      `The database's tables are not those the gateway knows, so it was left as it is. Its revision is ${revision}:`,
      differences,
    )
  }
  return true
}

function refuseFailed({ failed }: MigrationState): void {
  if (failed.length === 0) return
  throw new Error(
    `Migration ${failed[0]} was begun and never finished: look at its row in _prisma_migrations, undo what it left, and set rolled_back_at there.`,
  )
}

/** Throws if the server is older than the oldest supported version, or the role may not use the schema. */
export async function checkVersion(database: Queryable): Promise<void> {
  const [row] = await database.query<{ version: number; role: string; has_usage: boolean | null }>(
    `select current_setting('server_version_num')::int / 10000 as version, quote_ident(current_user) as role,
has_schema_privilege(to_regnamespace('public'), 'usage') as has_usage`,
  )
  if (!row || row.version < oldestVersion)
    throw new Error(
      `The database is PostgreSQL ${row?.version}; the gateway needs ${oldestVersion} or newer.`,
    )
  if (row.has_usage === null) throw new Error('The database has no schema public: CREATE SCHEMA public')
  if (!row.has_usage)
    throw new Error(
      `The role ${row.role} may not use the schema public: GRANT USAGE ON SCHEMA public TO ${row.role}`,
    )
}
