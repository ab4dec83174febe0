import type { Queryable } from '../../src/data/database.ts'

/** PostgreSQL's long names of types, and the short ones that the expectation uses. */
const shortNames: readonly (readonly [RegExp, string])[] = [
  [/character varying/g, 'varchar'],
  [/timestamp with time zone/g, 'timestamptz'],
  [/boolean/g, 'bool'],
  [/double precision/g, 'float8'],
  [/integer/g, 'int4'],
]

const shortType = (type: string) =>
  shortNames.reduce((short, [long, name]) => short.replace(long, name), type)

/** `'user'::character varying` → `'user'`; the sequence that `bigserial` makes → `bigserial`. */
const plainDefault = (value: string, table: string, column: string) =>
  value === `nextval('${table}_${column}_seq'::regclass)` ? 'bigserial' : value.replace(/::[a-z ]+$/, '')

/** PostgreSQL keeps `a IN (…)` as `((a)::text = ANY ((ARRAY[…])::text[]))`: this reads it back. */
const plainPredicate = (definition: string) =>
  definition
    .replace(/\(\((\w+)\)::text = ANY \(\(ARRAY\[(.*)\]\)::text\[\]\)\)/, '$1 IN ($2)')
    .replaceAll('::character varying', '')
    .replace(/WHERE \((.*)\)$/, 'WHERE $1')

const relationKinds: Record<string, string> = {
  r: 'table',
  p: 'table',
  v: 'view',
  m: 'view',
  f: 'foreign table',
}

type Line = { table: string; text: string }

async function columns(database: Queryable): Promise<Line[]> {
  const rows = await database.query<{
    table: string
    column: string
    type: string
    required: boolean
    value: string | null
  }>(`
    SELECT c.relname AS "table", a.attname AS "column", format_type(a.atttypid, a.atttypmod) AS type,
           a.attnotnull AS required, pg_get_expr(d.adbin, d.adrelid) AS value
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped
    ORDER BY c.relname, a.attnum`)
  return rows.map(({ table, column, type, required, value }) => ({
    table,
    text: `${column} ${shortType(type)}${required ? ' not null' : ''}${
      value === null ? '' : ` default ${plainDefault(value, table, column)}`
    }`,
  }))
}

/** Not-null constraints are left out: PostgreSQL 18 lists them, older ones do not, and the columns say the same. */
async function constraints(database: Queryable): Promise<Line[]> {
  return database.query<Line>(`
    SELECT c.relname AS "table", 'constraint ' || n.conname || ' ' || pg_get_constraintdef(n.oid) AS text
    FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
    WHERE c.relnamespace = 'public'::regnamespace AND n.contype <> 'n'
    ORDER BY c.relname, n.conname COLLATE "C"`)
}

/** Those that no constraint made by itself. */
async function indexes(database: Queryable): Promise<Line[]> {
  const rows = await database.query<{ table: string; name: string; definition: string }>(`
    SELECT t.relname AS "table", i.relname AS name, pg_get_indexdef(i.oid) AS definition
    FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
    WHERE t.relnamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_constraint n WHERE n.conindid = i.oid AND n.conrelid = t.oid)
    ORDER BY t.relname, i.relname COLLATE "C"`)
  return rows.map(({ table, name, definition }) => ({
    table,
    text: plainPredicate(
      definition.replace(
        /^CREATE (UNIQUE )?INDEX .* USING /,
        (_, unique) => `index ${name} ${unique ? 'unique ' : ''}`,
      ),
    ),
  }))
}

async function triggers(database: Queryable): Promise<Line[]> {
  return database.query<Line>(`
    SELECT c.relname AS "table", 'trigger ' || g.tgname AS text
    FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT g.tgisinternal
    ORDER BY c.relname, g.tgname`)
}

/**
 * What the schema `public` holds, one readable text for each of its parts: a table with its columns in order, its
 * constraints, indexes and triggers, each on a line; and views, functions and types by their names.
 */
export async function describeCatalog(database: Queryable): Promise<string[]> {
  const lines = [
    ...(await columns(database)),
    ...(await constraints(database)),
    ...(await indexes(database)),
    ...(await triggers(database)),
  ]
  const relations = await database.query<{ name: string; kind: string }>(`
    SELECT relname AS name, relkind::text AS kind FROM pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY relname`)
  const others = await database.query<{ name: string }>(`
    SELECT 'function ' || proname AS name FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT 'type ' || typname FROM pg_type WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd', 'r')
    ORDER BY 1`)
  return [
    ...relations.map(({ name, kind }) =>
      [
        `${relationKinds[kind]} ${name}`,
        ...lines.filter((line) => line.table === name).map((line) => `  ${line.text}`),
      ].join('\n'),
    ),
    ...others.map(({ name }) => name),
  ]
}
