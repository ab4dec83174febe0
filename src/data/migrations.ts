import { readCatalog } from './catalog.ts'
import { compareCatalog, type Difference } from './compare-catalog.ts'
import type { Database, Queryable } from './database.ts'
import { expectedCatalog } from './expected.ts'
import { type Migration, migrationsFolder, readMigrations } from './migration-files.ts'
import {
  createHistory,
  type MigrationState,
  readHistory,
  recordAsApplied,
  recordStart,
} from './migration-history.ts'

export interface MigrateOptions {
  /** Hears of each step, a line each. */
  readonly log?: (line: string) => void
  readonly folder?: string
  /** How long to wait for another process that migrates, and for a table that somebody holds. */
  readonly waitMs?: number
}

export interface MigrateResult {
  /** Whether the tables were there already, and the first migration was only recorded. */
  readonly baselined: boolean
  /** What was applied now. */
  readonly applied: readonly string[]
}

/** The tables in the database are not those the gateway serves; the message lists what differs. Nothing was changed. */
export class DatabaseMismatchError extends Error {
  override readonly name = 'DatabaseMismatchError'
  readonly differences: readonly Difference[]
  constructor(message: string, differences: readonly Difference[]) {
    const serious = differences.filter(({ severity }) => severity === 'serious')
    super([message, ...serious.map(({ text }) => `  ${text}`)].join('\n'))
    this.differences = differences
  }
}

type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Prisma's own engine takes turns with this number too. */
const lockNumber = 72707369
const lockNotAvailable = '55P03'
const oldestVersion = 15

/** Where the database stands. Changes nothing. */
export async function migrationState(
  database: Queryable,
  folder = migrationsFolder,
): Promise<MigrationState> {
  return readHistory(database, await readMigrations(folder))
}

/**
 * Brings a database up to date: an empty one, one that the gateway made, or II-Agent's own, whose tables are compared
 * with the first migration and then only recorded as made. Every migration is one transaction with its record in it,
 * so one that fails leaves nothing behind. Processes that start together take turns. Where nothing is to be done,
 * nothing is written, so a role that may only read and write rows can start the gateway.
 */
export async function migrate(database: Database, options: MigrateOptions = {}): Promise<MigrateResult> {
  const { log = () => {}, folder = migrationsFolder, waitMs = 60_000 } = options
  await checkVersion(database)
  const migrations = await readMigrations(folder)
  const state = await readHistory(database, migrations)
  refuseFailed(state)
  for (const name of state.edited)
    log(`migration ${name} was changed after it was applied; the database keeps what it was`)
  for (const name of state.unknown) log(`migration ${name} was applied by a newer version of the gateway`)

  let baselined = false
  const applied: string[] = []
  let open = state.pending.length
  while (open > 0) {
    const step = await database.transaction((tx) => applyNext(tx, migrations, waitMs))
    if (step.did === 'baseline') baselined = true
    if (step.did === 'apply') applied.push(step.name)
    if (step.did)
      log(
        step.did === 'apply'
          ? `applied migration ${step.name}`
          : `found II-Agent's tables; recorded ${step.name}`,
      )
    open = step.open
  }
  return { baselined, applied }
}

type Step = { readonly did?: 'baseline' | 'apply'; readonly name: string; readonly open: number }

async function applyNext(tx: Transaction, migrations: readonly Migration[], waitMs: number): Promise<Step> {
  await takeTurn(tx, waitMs)
  // Only now, as another process may have been here meanwhile.
  const state = await readHistory(tx, migrations)
  refuseFailed(state)
  const next = migrations.find(({ name }) => state.pending.includes(name))
  if (!next) return { name: '', open: 0 }
  const step = { name: next.name, open: state.pending.length - 1 }
  if (next === migrations[0] && (await hasTables(tx))) {
    await tx.script(createHistory)
    await recordAsApplied(tx, next)
    return { ...step, did: 'baseline' }
  }
  await tx.script(createHistory)
  const recordEnd = await recordStart(tx, next)
  await tx.script(next.sql).catch((error: Error) => {
    throw new Error(
      `Migration ${next.name} failed, and nothing of it was kept: ${error.message}${lineOf(error, next.sql)}`,
      {
        cause: error,
      },
    )
  })
  await recordEnd()
  return { ...step, did: 'apply' }
}

async function takeTurn(tx: Transaction, waitMs: number): Promise<void> {
  // A snapshot older than the lock would not show what the other process did.
  const begin = `set transaction isolation level read committed; set local statement_timeout = 0;
    set local lock_timeout = ${Math.ceil(waitMs)};
    select set_config('search_path', concat_ws(', ', 'public', nullif(current_setting('search_path'), '')), true);
    select pg_advisory_xact_lock(${lockNumber})`
  await tx.script(begin).catch((error: Error & { code?: string }) => {
    if (error.code !== lockNotAvailable) throw error
    throw new Error(
      `Another process has been migrating this database for ${Math.round(waitMs / 1000)} s; start again when it is done.`,
    )
  })
}

/** Whether II-Agent's tables are there. Throws when they are not as expected, or when only others are. */
async function hasTables(tx: Queryable): Promise<boolean> {
  const actual = await readCatalog(tx)
  const names = Object.keys(actual)
  if (names.length === 0) return false
  const { platform } = expectedCatalog()
  if (!names.some((name) => platform[name])) {
    const some = names.slice(0, 3).join(', ')
    throw new Error(
      `The database has ${names.length} tables (${some}${names.length > 3 ? ', …' : ''}) and none of II-Agent's: DATABASE_URL must name an empty one or II-Agent's own.`,
    )
  }
  const { differences } = compareCatalog(actual, platform)
  if (differences.some(({ severity }) => severity === 'serious')) {
    throw new DatabaseMismatchError(
      "The database's tables are not those the gateway knows, so it was left as it is:",
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

/** Throws when the server is older than the gateway supports. */
export async function checkVersion(database: Queryable): Promise<void> {
  const [row] = await database.query<{ version: number }>(
    `select current_setting('server_version_num')::int / 10000 as version`,
  )
  if (row && row.version >= oldestVersion) return
  throw new Error(`The database is PostgreSQL ${row?.version}; the gateway needs ${oldestVersion} or newer.`)
}

function lineOf(error: Error & { position?: string }, sql: string): string {
  return error.position === undefined
    ? ''
    : ` (line ${sql.slice(0, Number(error.position)).split('\n').length})`
}
