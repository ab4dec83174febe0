import pg from 'pg'
import { UnusableConnectionError } from './unavailable.ts'

/** Settings of a connection by name, as `pg_settings` shows them. */
export type SessionSettings = Readonly<Record<string, string>>

/**
 * The settings that statements and parsers rely on, regardless of server, database and role defaults: names
 * resolve in `public`, timestamps are ISO 8601 in UTC, transactions are read committed, and text is quoted
 * and encoded consistently.
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

/**
 * Settings that are not required of a pooler. The just-in-time compiler takes 40 to 400 ms for a page of a list
 * whose plan looks expensive without its limit; it saves less on counts. Idle connections are closed by the pool, and
 * the one that listens is idle by nature.
 */
const preferred: SessionSettings = { jit: 'off', idle_session_timeout: '0' }

/** Returns the required settings with a statement timeout in milliseconds; 0 means none. */
export const createSessionSettings = (statementTimeoutMs: number): SessionSettings => ({
  ...required,
  statement_timeout: String(statementTimeoutMs),
})

/** Formats settings as PostgreSQL start-up options, for connections on which no SET can be sent. */
export const asStartupOptions = (settings: SessionSettings): string =>
  Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value.replaceAll(/[\s\\]/g, '\\$&')}`)
    .join(' ')

/**
 * A setting of a connection: its current value, and its value after RESET (of the role, database or server).
 */
export type Found = {
  readonly pid: number
  readonly name: string
  readonly setting: string
  readonly reset_val: string
}

/** Returns the process id of the server's greeting; a pooler sends an id of its own. */
export const greetedPid = (client: pg.ClientBase): number =>
  (client as pg.ClientBase & { processID: number }).processID

const literal = (text: string) => pg.escapeLiteral(text)

/**
 * Returns a script that applies the settings and the preferred ones (only in the server process of this id,
 * if given) and returns the resulting values of the settings.
 */
function statement(settings: SessionSettings, onlyInProcess?: number): string {
  const values = Object.entries({ ...settings, ...preferred }).map(
    ([name, value]) => `(${literal(name)}, ${literal(value)})`,
  )
  const names = Object.keys(settings).map(literal)
  const condition = onlyInProcess === undefined ? '' : ` where pg_backend_pid() = ${onlyInProcess}`
  return `select set_config(name, value, false) from (values ${values.join(', ')}) as wanted (name, value)${condition};
    select pg_backend_pid() as pid, name, setting, reset_val from pg_settings where name in (${names.join(', ')})`
}

async function exchange(client: pg.ClientBase, text: string, timeoutMs: number): Promise<Found[]> {
  // Bypasses the client's observed `query`, because no request has sent the statement.
  const query = pg.Client.prototype.query as (this: pg.ClientBase, config: object) => Promise<unknown>
  const [, found] = (await query.call(client, { text, query_timeout: timeoutMs })) as pg.QueryResult<Found>[]
  return found?.rows ?? []
}

/**
 * Applies the settings if the server process is the one that greeted; returns the process and the resulting
 * settings.
 */
export function setIfDirect(
  client: pg.ClientBase,
  settings: SessionSettings,
  timeoutMs: number,
): Promise<Found[]> {
  return exchange(client, statement(settings, greetedPid(client)), timeoutMs)
}

/** Applies the settings in any server process. */
export function overrideSetting(
  client: pg.ClientBase,
  settings: SessionSettings,
  timeoutMs: number,
): Promise<Found[]> {
  return exchange(client, statement(settings), timeoutMs)
}

/** Throws `UnusableConnectionError` unless all settings are in effect. */
export function verify(found: readonly Found[], settings: SessionSettings): void {
  const actual = new Map(found.map(({ name, setting }) => [name, setting]))
  const wrong = Object.entries(settings).filter(([name, value]) => actual.get(name) !== value)
  if (wrong.length === 0) return
  const list = wrong.map(([name, value]) => `${name} is ${actual.get(name)} instead of ${value}`)
  throw new UnusableConnectionError(`the connection does not keep its settings: ${list.join(', ')}`)
}

const utc = /^(etc\/)?(utc|uct|gmt|zulu|universal)$/i

/**
 * Returns the ALTER ROLE statements for settings that the role must have by default, because a pooler with
 * shared processes keeps no session settings.
 */
export function findMissingDefaults(
  found: readonly Found[],
  settings: SessionSettings,
  role: string,
): string[] {
  return found
    .filter(({ name, reset_val }) => !isRightByDefault(name, reset_val, settings))
    .map(({ name }) => `ALTER ROLE ${role} SET ${name} = ${literal(settings[name] ?? '')}`)
}

/** True if the role's default suffices: another name of UTC, or a shorter statement timeout. */
function isRightByDefault(name: string, value: string, settings: SessionSettings): boolean {
  const wanted = settings[name]
  if (name === 'TimeZone') return utc.test(value)
  if (name === 'DateStyle') return value.startsWith('ISO')
  if (name === 'statement_timeout') return Number(value) > 0 && Number(value) <= Number(wanted)
  return value.toLowerCase() === wanted?.toLowerCase()
}
