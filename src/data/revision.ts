import type { Catalog } from './catalog.ts'
import type { Queryable } from './database.ts'

/** The revision that II-Agent's own migrations have left; null in a database that others made. */
export async function readRevision(sql: Queryable): Promise<string | null> {
  const [table] = await sql.query<{ readable: boolean | null }>(
    `select has_table_privilege(to_regclass('public.alembic_version'), 'select') as readable`,
  )
  if (!table?.readable) return null
  const [row] = await sql.query<{ version: string }>(
    `select version_num::text as version from public.alembic_version order by 1 desc limit 1`,
  )
  return row?.version ?? null
}

/** The first revision of each name, newest first; later revisions without a name have the same. */
const names: readonly (readonly [first: string, name: string])[] = [
  ['20260429_000012', 'newer than any that this gateway knows'],
  ['20260407_000003', 'with custody and purging of sessions'],
  ['20260404_000000', "with agents of users' own"],
  ['20260402_000003', 'with memories of users'],
  ['20260330_000000', 'the consolidated tables of April 2026'],
]

/** Tables that only the generation before the consolidated one has. */
const olderTables = ['llm_settings', 'credit_ledger', 'file_uploads', 'usage_records', 'agent_events']

/** The name of the platform's revision. The older generation is recognized by its tables alone. */
export function describeRevision(revision: string | null, tables: Catalog): string {
  const isOlder = !tables.run_tasks && olderTables.some((name) => tables[name])
  const id = revision === null ? '' : `${revision}, `
  if (isOlder) return `${id}of the older generation, before 30 March 2026: upgrade II-Agent first`
  if (revision === null) return 'not recorded (the tables were made by this gateway, or without migrations)'
  const name = /^\d{8}_\d{6}$/.test(revision) && names.find(([first]) => revision >= first)?.[1]
  return `${id}${name || 'which this gateway does not know'}`
}
