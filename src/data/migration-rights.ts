import type { Queryable } from './database.ts'
import { expectedCatalog } from './expected.ts'
import type { Migration } from './migration-files.ts'

type Rights = {
  readonly role: string
  readonly mayCreate: boolean
  readonly owners: string[]
  readonly foreign: string[]
}

/**
 * Throws, before any change, if the role may not apply the migrations: indexes require the table's owner,
 * functions and tables CREATE on the schema.
 */
export async function refuseWithoutRights(sql: Queryable, migrations: readonly Migration[]): Promise<void> {
  const text = migrations.map((migration) => migration.sql).join('\n')
  const { platform } = expectedCatalog()
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
  if (rights?.foreign) problems.push(`does not own ${few(rights.foreign)} (${rights.owners.join(', ')} does)`)
  if (problems.length === 0) return
  const owner = rights?.owners?.[0] ?? "the tables' owner"
  throw new Error(
    `The role ${rights?.role} may not migrate this database: it ${problems.join(' and ')}. Nothing was changed: run "ii-gateway migrate" once as ${owner}, or set SKIP_MIGRATIONS=true to go without what it adds.`,
  )
}

const few = (names: readonly string[]) =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more tables` : names.join(', ')
