import type { Difference } from './compare-catalog.ts'
import type { Queryable } from './database.ts'

type Found = {
  readonly role: string
  readonly usage: boolean
  readonly unreadable: string[] | null
  readonly unwritable: string[] | null
}

/** The privileges that the role lacks. */
export type MissingRights = {
  readonly differences: readonly Difference[]
  /** The gateway's own tables without privileges; they are treated as missing. */
  readonly unusable: readonly string[]
}

/** Returns the tables of the schema `public` on which the role lacks privileges, with the GRANT to run. */
export async function missingRights(sql: Queryable, tables: readonly string[]): Promise<MissingRights> {
  const own = tables.filter((name) => name.startsWith('gateway_'))
  const platform = tables.filter((name) => !own.includes(name))
  const [found] = await sql.query<Found>(
    `select quote_ident(current_user) as role, has_schema_privilege('public', 'USAGE') as usage,
      array_agg(relname::text order by relname) filter (where relname = any($1)
        and not has_table_privilege(oid, 'SELECT')) as unreadable,
      array_agg(relname::text order by relname) filter (where relname = any($2)
        and not (has_table_privilege(oid, 'SELECT') and has_table_privilege(oid, 'INSERT')
          and has_table_privilege(oid, 'UPDATE') and has_table_privilege(oid, 'DELETE'))) as unwritable
    from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
    [platform, own],
  )
  if (!found) return { differences: [], unusable: [] }
  const { role, usage } = found
  const unusable = found.unwritable ?? []
  const schema = usage ? [] : [`may not use the schema public: GRANT USAGE ON SCHEMA public TO ${role}`]
  const reads = (found.unreadable ?? []).map(
    (table) => `may not read ${table}: GRANT SELECT ON public.${table} TO ${role}`,
  )
  const writes = unusable.map(
    (table) =>
      `may not use ${table}, so idempotency keys are refused: GRANT SELECT, INSERT, UPDATE, DELETE ON public.${table} TO ${role}`,
  )
  const say = (severity: Difference['severity'], what: string): Difference => ({
    severity,
    text: `the role ${role} ${what}`,
  })
  const serious = [...schema, ...reads].map((what) => say('serious', what))
  return { differences: [...serious, ...writes.map((what) => say('harmless', what))], unusable }
}
