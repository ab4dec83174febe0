import { randomUUID } from 'node:crypto'
import type { Queryable } from './database.ts'
import type { Migration } from './migration-files.ts'

// The table and its rows are those of Prisma's own engine, so that either can go on where the other stopped.

/** Where a database stands. Names of migrations, in the order in which they are applied. */
export interface MigrationState {
  /** Whether there is a history at all; an II-Agent database that the gateway has not met has none. */
  readonly hasHistory: boolean
  /** False where the role may not read it: then nothing is known, and nothing is pending. */
  readonly isReadable: boolean
  readonly applied: readonly string[]
  readonly pending: readonly string[]
  /** Begun by Prisma's engine and never finished: somebody has to look. */
  readonly failed: readonly string[]
  /** Applied with another text than the file has now. */
  readonly edited: readonly string[]
  /** Applied here, but unknown to this version of the gateway: a newer one was here. */
  readonly unknown: readonly string[]
}

type Row = { name: string; checksum: string; finished: boolean }

/** Reads the history, and changes nothing. */
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

/** Makes the table where it is missing. */
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

/** Records a migration whose changes are there. Without `startedAt`, they were there before. */
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
