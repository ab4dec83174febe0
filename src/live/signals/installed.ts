import type { Queryable } from '../../data/database.ts'
import { watched } from '../watched.ts'
import { functionPrefix, parseSentKeys, triggers, type WatchedTables } from './definition.ts'

/** The installed triggers, compared with those of this version. */
export type SignalState = {
  /** True if any of the gateway's triggers exists, that is, they were not removed on purpose. */
  readonly isAnyInstalled: boolean
  /**
   * The watched tables of this database with the keys that their triggers should send, including those of
   * other versions of the gateway.
   */
  readonly tables: WatchedTables
  /** The subset of `tables` whose triggers, or some of whose keys, are missing. */
  readonly missing: WatchedTables
}

type Row = {
  readonly table: string
  readonly columns: string[]
  readonly source: string
  readonly names: string[] | null
}

const names = Object.keys(triggers)

// A trigger that is disabled, or calls another function, counts as missing.
const statement = {
  name: 'live_installed',
  text: `select c.relname::text as "table", array(select attname::text from pg_attribute
    where attrelid = c.oid and attnum > 0 and not attisdropped) as columns, coalesce(p.prosrc, '') as source, array_agg(t.tgname::text) filter (where t.oid is not null) as names
from pg_class c
left join pg_proc p on p.proname = $2 || c.relname and p.pronamespace = c.relnamespace and p.pronargs = 0
left join pg_trigger t on t.tgrelid = c.oid and t.tgfoid = p.oid and t.tgname = any($3::text[]) and t.tgenabled in ('O', 'A')
where c.relnamespace = 'public'::regnamespace and c.relname = any($1::text[])
group by c.oid, c.relname, p.prosrc`,
}

/** Compares the database's triggers with those of `tables`, by name and keys. Read-only. */
export async function readSignals(sql: Queryable, tables: WatchedTables = watched): Promise<SignalState> {
  const rows = await sql.query<Row>(statement, [Object.keys(tables), functionPrefix, names])
  const present: Record<string, readonly string[]> = {}
  const missing: Record<string, readonly string[]> = {}
  for (const [table, keys] of Object.entries(tables)) {
    const row = rows.find((one) => one.table === table)
    if (!row) continue
    const sent = parseSentKeys(row.source)
    // Older revisions of the platform lack some columns.
    const wanted = keys.filter((key) => row.columns.includes(key))
    present[table] = [...new Set([...wanted, ...sent])]
    const isComplete =
      names.every((name) => row.names?.includes(name)) && wanted.every((key) => sent.includes(key))
    if (!isComplete) missing[table] = present[table]
  }
  return { isAnyInstalled: rows.some(({ names }) => names !== null), tables: present, missing }
}

/** True if the database signals every change of the watched tables. */
export async function signalsInstalled(sql: Queryable, tables: WatchedTables = watched): Promise<boolean> {
  return Object.keys((await readSignals(sql, tables)).missing).length === 0
}
