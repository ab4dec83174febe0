import { randomUUID } from 'node:crypto'
import type { Queryable } from './database.ts'
import type { Migration } from './migration-files.ts'

// The table and its rows are those of Prisma's migration engine, so that either can continue the other's
// history.

/** The migration state of a database. Names are in the order of application. */
export interface MigrationState {
  /** False for an II-Agent database that the gateway has not migrated before. */
  readonly hasHistory: boolean
  /** False if the role may not read the history; pending migrations are then unknown and reported as none. */
  readonly isReadable: boolean
  readonly applied: readonly string[]
  readonly pending: readonly string[]
  /** Started by Prisma's engine but not finished; requires manual inspection. */
  readonly failed: readonly string[]
  /** Applied with a checksum other than the file's. */
  readonly edited: readonly string[]
  /** Applied, but unknown to this version of the gateway: applied by a newer one. */
  readonly unknown: readonly string[]
}

type Row = { name: string; checksum: string; finished: boolean }

/** Reads the migration history. Read-only. */
export async function readHistory(
  database: Queryable,
  migrations: readonly Migration[],
): Promise<MigrationState> {
  const [table] = await database.query<{ isReadable: boolean }>(
    `select has_schema_privilege('public', 'USAGE') and has_table_privilege(oid, 'SELECT') as "isReadable"
    from pg_class where relnamespace = 'public'::regnamespace and relname = '_prisma_migrations'`,
  )
  const hasHistory = table !== undefined
  const isReadable = table?.isReadable !== false
  const rows =
    hasHistory && isReadable
      ? await database.query<Row>(
          `select migration_name as name, checksum, finished_at is not null as finished
        from public._prisma_migrations where rolled_back_at is null order by started_at, migration_name`,
        )
      : []
  const done = new Map(rows.filter((row) => row.finished).map((row) => [row.name, row.checksum]))
  const known = new Set(migrations.map((migration) => migration.name))
  const names = (test: (migration: Migration) => boolean) => migrations.filter(test).map(({ name }) => name)
  return {
    hasHistory,
    isReadable,
    applied: names(({ name }) => done.has(name)),
    pending: isReadable ? names(({ name }) => !done.has(name)) : [],
    failed: rows.filter((row) => !row.finished && !done.has(row.name)).map((row) => row.name),
    edited: names(({ name, checksum }) => done.has(name) && done.get(name) !== checksum),
    unknown: [...done.keys()].filter((name) => !known.has(name)),
  }
}

/** Creates the history table if it does not exist. */
export const createHistory = `create table if not exists public._prisma_migrations (
  id varchar(36) primary key not null,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`

/** Records a migration as applied. Without `startedAt`, its changes existed before. */
export async function recordAsApplied(
  database: Queryable,
  { name, checksum }: Migration,
  startedAt?: string,
): Promise<void> {
  await database.query(
    `insert into public._prisma_migrations
      (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
    values ($1, $2, $3, coalesce($4::timestamptz, clock_timestamp()), clock_timestamp(), $5)`,
    [randomUUID(), checksum, name, startedAt ?? null, startedAt === undefined ? 0 : 1],
  )
}
