import { isDeepStrictEqual } from 'node:util'
import type { Database } from '../../../src/data/database.ts'

type Row = Readonly<Record<string, unknown>>
type Snapshot = ReadonlyMap<string, ReadonlyMap<string, Row>>

/** A row that was written: its table, and the columns that have another value than before, or those that are not null. */
export type RowChange = readonly ['insert' | 'update' | 'delete', table: string, columns: Row]

/** Tables of the gateway's own that keep what was sent, not what was written. */
const ownTables = ['_prisma_migrations', 'gateway_idempotency_keys']

/** Reads every row of every table, by its key. */
export async function readTables(database: Database): Promise<Snapshot> {
  const tables = await database.query<{ name: string; keys: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as keys
from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> all($1) group by c.relname order by 1`,
    [ownTables],
  )
  const parts = tables.map(
    ({ name, keys }) =>
      `select '${name}' as name, concat_ws(' ', ${keys.map((key) => `t."${key}"`).join(', ')}) as key, to_json(t)::text as row from "${name}" t`,
  )
  const rows = await database.query<{ name: string; key: string; row: string }>(parts.join(' union all '))
  const snapshot = new Map<string, Map<string, Row>>(tables.map(({ name }) => [name, new Map()]))
  for (const { name, key, row } of rows) snapshot.get(name)?.set(key, JSON.parse(row))
  return snapshot
}

/** Names what differs from run to run: times of the last minute, ids of new rows, and one more than before. */
function describeValue(value: unknown, newIds: ReadonlySet<unknown>, former?: unknown): unknown {
  const time = typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : value
  if (typeof time === 'number' && Math.abs(Date.now() - time) < 60_000) return 'now'
  if (newIds.has(value)) return 'new'
  if (typeof value === 'number' && typeof former === 'number' && value === former + 1) return '+1'
  if (Array.isArray(value)) return value.map((item) => describeValue(item, newIds))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, describeValue(part, newIds)]))
}

/** Returns what was written between two snapshots, in no particular order. */
export function findRowChanges(before: Snapshot, after: Snapshot): RowChange[] {
  const rowsBefore = (table: string) => before.get(table) ?? new Map<string, Row>()
  const newIds = new Set(
    [...after].flatMap(([table, rows]) => [...rows.keys()].filter((key) => !rowsBefore(table).has(key))),
  )
  return [...after].flatMap(([table, rows]) => [
    ...[...rowsBefore(table)].flatMap(([key, { id }]): RowChange[] =>
      rows.has(key) ? [] : [['delete', table, { id }]],
    ),
    ...[...rows].flatMap(([key, row]): RowChange[] => {
      const former = rowsBefore(table).get(key)
      const columns = Object.entries(row)
        .filter(([name, value]) => (former ? !isDeepStrictEqual(value, former[name]) : value !== null))
        .map(([name, value]) => [name, describeValue(value, newIds, former?.[name])])
      return columns.length === 0 ? [] : [[former ? 'update' : 'insert', table, Object.fromEntries(columns)]]
    }),
  ])
}
