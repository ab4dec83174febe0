import type { Queryable } from './database.ts'
import { loadExpectedCatalog } from './expected.ts'

const reading = `select relname as name, case relkind when 'v' then 'a view' when 'm' then 'a materialized view' else 'a foreign table' end as kind
from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm', 'f')`

/** Returns the kinds of the schema's relations that hold no rows of their own, by name: views and foreign tables. */
export async function readOtherRelations(sql: Queryable): Promise<ReadonlyMap<string, string>> {
  const rows = await sql.query<{ name: string; kind: string }>(reading)
  return new Map(rows.map(({ name, kind }) => [name, kind]))
}

/** True if one of the relations has the name of a table of II-Agent. */
export const hasPlatformTable = (relations: ReadonlyMap<string, string>): boolean =>
  Object.keys(loadExpectedCatalog().platform).some((name) => relations.has(name))
