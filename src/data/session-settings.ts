import pg from 'pg'
import { UnusableConnectionError } from './unavailable.ts'

/** Settings of a connection by name, as `pg_settings` shows them. */
export type SessionSettings = Readonly<Record<string, string>>

/**
 * What statements and parsers rely on, whatever the server, the database or the role sets: names are of the schema
 * `public`, times are ISO 8601 in UTC, each statement of a transaction sees what is committed by then, and text is
 * deparsed, quoted and encoded in one way.
 */
const required: SessionSettings = {
  search_path: 'public',
  client_encoding: 'UTF8',
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  standard_conforming_strings: 'on',
  array_nulls: 'on',
  transform_null_equals: 'off',
  quote_all_identifiers: 'off',
  gin_fuzzy_search_limit: '0',
  default_transaction_isolation: 'read committed',
  lock_timeout: '0',
}

/** The required settings, and a statement's most time in milliseconds; 0 is no limit. */
export const sessionSettings = (statementTimeoutMs: number): SessionSettings => ({
  ...required,
  statement_timeout: String(statementTimeoutMs),
})

/** For a connection that is made elsewhere and takes no statement: the settings as PostgreSQL's start-up options. */
export const asStartupOptions = (settings: SessionSettings): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\s\\]/g, '\\$&')}`)
    .join(' ')

/** A setting of a connection: its value now, and the one it has after RESET (that of the role, database or server). */
export type Found = {
  readonly pid: number
  readonly name: string
  readonly setting: string
  readonly reset_val: string
}

/** The process that the server's greeting named; a pooler greets with a number of its own. */
export const greetedPid = (client: pg.ClientBase): number =>
  (client as pg.ClientBase & { processID: number }).processID

const literal = (text: string) => pg.escapeLiteral(text)

/** One message: sets, where the process has this number (or without one, always), and answers with what holds then. */
function statement(settings: SessionSettings, onlyInProcess?: number): string {
  const values = Object.entries(settings).map(([name, value]) => `(${literal(name)}, ${literal(value)})`)
  const names = Object.keys(settings).map(literal)
  const condition = onlyInProcess === undefined ? '' : ` where pg_backend_pid() = ${onlyInProcess}`
  return `select set_config(name, value, false) from (values ${values.join(', ')}) as wanted (name, value)${condition};
    select pg_backend_pid() as pid, name, setting, reset_val from pg_settings where name in (${names.join(', ')})`
}

async function exchange(client: pg.ClientBase, text: string, timeoutMs: number): Promise<Found[]> {
  // Not as one of the client's own statements: no request has sent it.
  const query = pg.Client.prototype.query as (this: pg.ClientBase, config: object) => Promise<unknown>
  const [, found] = (await query.call(client, { text, query_timeout: timeoutMs })) as pg.QueryResult<Found>[]
  return found?.rows ?? []
}

/** Sets the settings if the server's process is the one that greeted; answers with the process and what holds. */
export function setIfDirect(
  client: pg.ClientBase,
  settings: SessionSettings,
  timeoutMs: number,
): Promise<Found[]> {
  return exchange(client, statement(settings, greetedPid(client)), timeoutMs)
}

/** Sets the settings whatever the process is called. */
export function setAnyway(
  client: pg.ClientBase,
  settings: SessionSettings,
  timeoutMs: number,
): Promise<Found[]> {
  return exchange(client, statement(settings), timeoutMs)
}

/** Throws `UnusableConnectionError` unless all settings hold. */
export function verify(found: readonly Found[], settings: SessionSettings): void {
  const actual = new Map(found.map(({ name, setting }) => [name, setting]))
  const wrong = Object.entries(settings).filter(([name, value]) => actual.get(name) !== value)
  if (wrong.length === 0) return
  const list = wrong.map(([name, value]) => `${name} is ${actual.get(name)} instead of ${value}`)
  throw new UnusableConnectionError(`the connection does not keep its settings: ${list.join(', ')}`)
}

const utc = /^(etc\/)?(utc|uct|gmt|zulu|universal)$/i

/** What a role has to set itself, as nothing else keeps it behind a pooler that shares processes: ALTER ROLE statements. */
export function missingDefaults(found: readonly Found[], settings: SessionSettings, role: string): string[] {
  return found
    .filter(({ name, reset_val }) => !isRightByDefault(name, reset_val, settings))
    .map(({ name }) => `ALTER ROLE ${role} SET ${name} = ${literal(settings[name] ?? '')}`)
}

/** Whether a role's own value does: the zone by another name, or a shorter time for a statement. */
function isRightByDefault(name: string, value: string, settings: SessionSettings): boolean {
  const wanted = settings[name]
  if (name === 'TimeZone') return utc.test(value)
  if (name === 'DateStyle') return value.startsWith('ISO')
  if (name === 'statement_timeout') return Number(value) > 0 && Number(value) <= Number(wanted)
  return value.toLowerCase() === wanted?.toLowerCase()
}
