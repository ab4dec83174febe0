import type { WriteRight } from '../tables/declaration.ts'
import type { Difference } from './compare-table.ts'
import type { Queryable } from './database.ts'
import { writeRights } from './write-rights.ts'

type Found = {
  readonly role: string
  readonly usage: boolean
  readonly readOnly: ReadOnlyReason | null
  readonly tables: readonly TableRights[]
}

/** Why transactions are read only: the role's own setting, or a standby, the server's or the database's setting. */
export type ReadOnlyReason = 'role' | 'server'

type TableRights = {
  readonly name: string
  readonly mayRead: boolean
  readonly hasPolicies: boolean
  readonly writes: readonly WriteRight[]
  /** Sequences that number its rows and that the role may not use. */
  readonly sequences: readonly string[]
}

/** The privileges that the role lacks. */
export type MissingRights = {
  readonly differences: readonly Difference[]
  /** The gateway's own tables without privileges; they are treated as missing. */
  readonly unusable: readonly string[]
}

const readOnly = `(select case when pg_is_in_recovery() then 'server' when setting = 'off' then null
  when source in ('user', 'database user') then 'role' else 'server' end
  from pg_settings where name = 'default_transaction_read_only')`

const columnsAreReadable = `not exists (select from pg_attribute where attrelid = c.oid and attnum > 0
  and not attisdropped and not has_column_privilege(c.oid, attnum, 'SELECT'))`

const unusableSequences = `array(select s.relnamespace::regnamespace || '.' || quote_ident(s.relname) from pg_depend d join pg_class s on s.oid = d.objid
  where d.refobjid = c.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
    and case when s.relkind = 'S' then not has_sequence_privilege(s.oid, 'USAGE') end)`

const statement = `select quote_ident(current_user) as role, has_schema_privilege('public', 'USAGE') as usage,
  ${readOnly} as "readOnly", coalesce((select json_agg(json_build_object(
    'name', c.relname, 'hasPolicies', row_security_active(c.oid),
    'mayRead', has_table_privilege(c.oid, 'SELECT') or ${columnsAreReadable},
    'writes', array_remove(array[case when has_any_column_privilege(c.oid, 'INSERT') then 'INSERT' end,
      case when has_any_column_privilege(c.oid, 'UPDATE') then 'UPDATE' end,
      case when has_table_privilege(c.oid, 'DELETE') then 'DELETE' end], null),
    'sequences', ${unusableSequences}) order by c.relname)
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
    and c.relname = any($1)), '[]') as tables`

/**
 * Says what the role may not do with these tables of the schema `public`, with the GRANT to run. What it may not read is
 * serious; without a right to write, the mutations that need it answer FORBIDDEN.
 */
export async function findMissingRights(sql: Queryable, names: readonly string[]): Promise<MissingRights> {
  const [found] = await sql.query<Found>(statement, [names])
  if (!found) return { differences: [], unusable: [] }
  const own = found.tables.filter(({ name }) => name.startsWith('gateway_'))
  const platform = found.tables.filter((table) => !own.includes(table))
  const unusable = own.filter(({ mayRead, writes }) => !mayRead || writes.length < 3).map(({ name }) => name)
  const say = (severity: Difference['severity']) => (message: string) => ({
    severity,
    text: `the role ${found.role} ${message}`,
  })
  const harmless = [
    ...unusable.map((table) => {
      const remedy = grant(['SELECT', 'INSERT', 'UPDATE', 'DELETE'], [table], found.role)
      return `may not use ${table}, so idempotency keys are refused: ${remedy}`
    }),
    ...missingWrites(found, platform),
    ...policies(found, platform),
  ]
  return {
    differences: [...findMissingReads(found, platform).map(say('serious')), ...harmless.map(say('harmless'))],
    unusable,
  }
}

/** Why this connection's transactions are read only; null where they are not. */
export async function findReadOnlyReason(sql: Queryable): Promise<ReadOnlyReason | null> {
  const [row] = await sql.query<{ reason: ReadOnlyReason | null }>(`select ${readOnly} as reason`)
  return row?.reason ?? null
}

const grant = (rights: readonly string[], tables: readonly string[], role: string) =>
  `GRANT ${rights.join(', ')} ON ${tables.map((table) => `public.${table}`).join(', ')} TO ${role}`

function findMissingReads({ role, usage }: Found, platform: readonly TableRights[]): string[] {
  const schema = usage ? [] : [`may not use the schema public: GRANT USAGE ON SCHEMA public TO ${role}`]
  const unreadable = platform.filter(({ mayRead }) => !mayRead)
  return [
    ...schema,
    ...unreadable.map(({ name }) => `may not read ${name}: ${grant(['SELECT'], [name], role)}`),
  ]
}

/** What mutations need and the role lacks: a line for each combination of rights. */
function missingWrites({ role, readOnly }: Found, platform: readonly TableRights[]): string[] {
  const lacking = new Map<string, string[]>()
  for (const { name, writes } of platform) {
    const rights = (writeRights[name] ?? []).filter((right) => !writes.includes(right)).join(', ')
    if (rights) lacking.set(rights, [...(lacking.get(rights) ?? []), name])
  }
  const sequences = platform
    .filter(({ name }) => writeRights[name]?.includes('INSERT'))
    .flatMap(({ sequences: unusable }) => unusable)
  const forbidden = 'so mutations that need it answer FORBIDDEN'
  return [
    ...(readOnly ? [readOnlyText[readOnly](role)] : []),
    ...[...lacking].map(
      ([rights, tables]) =>
        `lacks ${rights} on ${formatNames(tables)}, ${forbidden}: ${grant([rights], tables, role)}`,
    ),
    ...sequences.map(
      (name) => `may not use the sequence ${name}, ${forbidden}: GRANT USAGE ON SEQUENCE ${name} TO ${role}`,
    ),
  ]
}

const readOnlyText: Readonly<Record<ReadOnlyReason, (role: string) => string>> = {
  role: (role) =>
    `only reads, so mutations answer FORBIDDEN: ALTER ROLE ${role} RESET default_transaction_read_only`,
  server: () => 'meets a standby or a read-only database, so mutations answer SERVICE_UNAVAILABLE for now',
}

function policies({ role }: Found, platform: readonly TableRights[]): string[] {
  const tables = platform.filter(({ hasPolicies }) => hasPolicies).map(({ name }) => name)
  if (tables.length === 0) return []
  return [
    `reads ${formatNames(tables)} through row level security, so rows that its policies hide are missing: ALTER ROLE ${role} BYPASSRLS`,
  ]
}

/** The first of a list of names, and how many more there are. */
export const formatNames = (names: readonly string[]): string =>
  names.length > 4 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more tables` : names.join(', ')
