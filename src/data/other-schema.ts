import pg from 'pg'
import type { Queryable } from './database.ts'

const reading = `select n.nspname as schema from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relname in ('application_events', 'sessions', 'users') and n.nspname <> 'public' and n.nspname !~ '^pg_'
group by n.nspname having count(*) = 3 order by n.nspname limit 1`

/**
 * Says that II-Agent's tables are in another schema than the one that the gateway serves; undefined if they are in none. Read
 * where the schema public has none of them.
 */
export async function describeOtherSchema(sql: Queryable): Promise<string | undefined> {
  const [found] = await sql.query<{ schema: string }>(reading)
  if (!found) return undefined
  const name = pg.escapeIdentifier(found.schema)
  return `II-Agent's tables are in the schema ${name}, and the gateway serves those of public: rename the schemas (ALTER SCHEMA public RENAME TO empty; ALTER SCHEMA ${name} RENAME TO public), or let DATABASE_URL name another database`
}
