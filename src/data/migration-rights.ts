import type { Queryable } from './database.ts'
import { loadExpectedCatalog } from './expected.ts'
import type { Migration } from './migration-files.ts'
import { formatNames } from './rights.ts'

type Rights = {
  readonly role: string
  readonly mayCreate: boolean
  readonly owners: string[]
  readonly foreign: string[]
}

/**
 * Why the role may not apply migrations to the platform's tables, with what to do; undefined where it may. Indexes need the
 * table's owner, functions and tables the right to create in the schema.
 */
export async function describeMissingOwnership(
  sql: Queryable,
  migrations: readonly Migration[],
): Promise<string | undefined> {
  const text = migrations.map((migration) => migration.sql).join('\n')
  const { platform } = loadExpectedCatalog()
  const tables = Object.keys(platform).filter((name) => text.includes(` ON "${name}"`))
  const [rights] = await sql.query<Rights>(
    `select current_user::text as role, has_schema_privilege('public', 'CREATE') as "mayCreate",
      array_agg(distinct pg_get_userbyid(c.relowner)::text) filter (where foreigners.is) as owners,
      array_agg(c.relname::text order by c.relname) filter (where foreigners.is) as foreign
    from (values (1)) as one
    left join pg_class c on c.relnamespace = 'public'::regnamespace and c.relname = any($1)
    left join lateral (select not pg_has_role(c.relowner, 'USAGE') as is) as foreigners on true`,
    [tables],
  )
  const problems: string[] = []
  if (rights && !rights.mayCreate) problems.push('may not create anything in the schema public')
  if (rights?.foreign)
    problems.push(`does not own ${formatNames(rights.foreign)} (${rights.owners.join(', ')} does)`)
  if (problems.length === 0) return undefined
  const owner = rights?.owners?.[0] ?? "the tables' owner"
  return `the role ${rights?.role} may not migrate this database: it ${problems.join(' and ')}; run "ii-gateway migrate" once as ${owner}, or set SKIP_MIGRATIONS=true to go without what it adds`
}
