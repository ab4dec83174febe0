import type { Queryable } from './database.ts'

/** A column as PostgreSQL's catalog describes it. */
export interface Column {
  readonly type: string
  readonly nullable: boolean
  readonly default: string | null
}

/** A table as PostgreSQL's catalog describes it. */
export interface Table {
  readonly columns: Readonly<Record<string, Column>>
  /**
   * Foreign keys and checks, by name, with their definitions. Primary keys and unique constraints are among
   * the indexes.
   */
  readonly constraints: Readonly<Record<string, string>>
  /** Definitions by name, each without the index's own name. */
  readonly indexes: Readonly<Record<string, string>>
  readonly triggers: Readonly<Record<string, string>>
}

/** The tables of the schema `public` by name, normalized across PostgreSQL 15 to 18 and PGlite. */
export type Catalog = Readonly<Record<string, Table>>

// The session's search path determines whether definitions qualify tables with the schema.
const statement = `
with tables as (
  select c.oid, c.relname::text as name
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and c.relname <> '_prisma_migrations'
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
)
select t.name as "table", 'column' as part, a.attname::text as name, format_type(a.atttypid, a.atttypmod) as definition,
  not a.attnotnull as nullable, pg_get_expr(d.adbin, d.adrelid) as "default", a.attnum::int as position
from tables t
join pg_attribute a on a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
union all
select t.name, 'constraint', c.conname::text, pg_get_constraintdef(c.oid), null, null, 0
from tables t join pg_constraint c on c.conrelid = t.oid and c.contype in ('f', 'c')
union all
select t.name, 'index', i.relname::text, pg_get_indexdef(x.indexrelid), null, null, 0
from tables t join pg_index x on x.indrelid = t.oid and x.indisvalid join pg_class i on i.oid = x.indexrelid
union all
select t.name, 'trigger', g.tgname::text, pg_get_triggerdef(g.oid), null, null, 0
from tables t join pg_trigger g on g.tgrelid = t.oid and not g.tgisinternal
order by "table", part, position, name`

type Row = {
  table: string
  part: 'column' | 'constraint' | 'index' | 'trigger'
  name: string
  definition: string
  nullable: boolean | null
  default: string | null
}

/** Reads the catalog in one statement. */
export async function readCatalog(database: Queryable): Promise<Catalog> {
  const catalog: Record<string, { [Part in keyof Table]: Record<string, Table[Part][string]> }> = {}
  for (const row of await database.query<Row>(statement)) {
    catalog[row.table] ??= { columns: {}, constraints: {}, indexes: {}, triggers: {} }
    const table = catalog[row.table] as (typeof catalog)[string]
    const definition = row.definition.replaceAll('public.', '')
    if (row.part === 'column') {
      const value = row.default?.replaceAll('public.', '') ?? null
      table.columns[row.name] = { type: definition, nullable: row.nullable === true, default: value }
    } else if (row.part === 'index') {
      table.indexes[row.name] = definition.replace(/ INDEX (\S+|".+?") ON /, ' INDEX ON ')
    } else table[`${row.part}s`][row.name] = definition
  }
  return catalog
}
