import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database, Queryable } from '../../src/data/database.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { asStartupOptions, createSessionSettings } from '../../src/data/session-settings.ts'
import { sessions } from '../../src/demo/identities.ts'
import { postgresOnly } from '../support/database.ts'
import { viewers, writerOf } from '../support/writes.ts'
import { poolOptions } from './databases.ts'

/** What a role, a database or a server may set, each against what the gateway relies on. */
const hostile: Readonly<Record<string, string>> = {
  search_path: 'elsewhere, public',
  client_encoding: 'LATIN1',
  TimeZone: 'Asia/Kathmandu',
  DateStyle: 'German, DMY',
  IntervalStyle: 'sql_standard',
  bytea_output: 'escape',
  extra_float_digits: '-15',
  standard_conforming_strings: 'off',
  array_nulls: 'off',
  transform_null_equals: 'on',
  quote_all_identifiers: 'on',
  gin_fuzzy_search_limit: '1',
  default_transaction_isolation: 'serializable',
  lock_timeout: '1',
  statement_timeout: '50',
}

test('the hostile values are of the settings that are set, each another than the required one', () => {
  const required = createSessionSettings(0)
  expect(Object.keys(hostile).sort()).toEqual(Object.keys(required).sort())
  for (const [name, value] of Object.entries(required)) expect(hostile[name]).not.toBe(value)
})

test('start-up options keep spaces and backslashes inside of a value', () => {
  expect(asStartupOptions({ a: 'read committed', b: '\\' })).toBe('-c a=read\\ committed -c b=\\\\')
})

const onServer = postgresOnly()

describe.each(onServer)('with a role whose settings differ from all that is relied on', ({ create }) => {
  const role = `hostile_settings_${Math.random().toString(36).slice(2)}`
  let owner: Database
  let serving: Database
  let remove = async () => {}
  beforeAll(async () => {
    const made = await create('seeded')
    remove = made.remove
    owner = openPostgres(poolOptions(made.config.databaseUrl ?? ''))
    const settings = Object.entries(hostile).map(([name, value]) => {
      const list = name === 'search_path' ? value : `'${value}'`
      return `alter role ${role} set ${name} = ${list};`
    })
    await owner.script(`create role ${role} login in role pg_read_all_data, pg_write_all_data;
      create schema elsewhere; grant all on schema public, elsewhere to ${role};
      create table elsewhere.sessions (like public.sessions); grant all on elsewhere.sessions to ${role};
      ${settings.join('\n')}`)
    const url = new URL(made.config.databaseUrl ?? '')
    url.username = role
    serving = openPostgres(poolOptions(url.href))
  })
  afterAll(async () => {
    await serving.close()
    await owner.script(`drop owned by ${role}; drop role ${role}`)
    await owner.close()
    await remove()
  })

  const inForce = async (sql: Queryable) => {
    const names = Object.keys(hostile)
    const rows = await sql.query<{ name: string; setting: string }>(
      'select name, setting from pg_settings where name = any($1)',
      [names],
    )
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
  }

  test('the required ones hold on the pool, in transactions, and on connections of their own', async () => {
    const required = createSessionSettings(poolOptions('').statementTimeoutMs)
    expect(await inForce(serving)).toEqual(required)
    expect(await inForce(serving.reads)).toEqual(required)
    expect(await serving.transaction(inForce)).toEqual(required)
    expect(await serving.session(inForce)).toEqual(createSessionSettings(0))
  })

  test('statements are not compiled just in time, though the server would', async () => {
    const jit = async (sql: Queryable) => (await sql.query<{ jit: string }>('show jit'))[0]?.jit
    expect(await jit(owner.reads)).toBe('off')
    expect(await serving.session(jit)).toBe('off')
  })

  test('rows of the schema public are read', async () => {
    const [row] = await serving.query<{ name: string }>('select name from sessions where id = $1', [
      sessions.research,
    ])
    expect(row?.name).toBeTypeOf('string')
  })

  test('times, intervals, bytes and numbers are returned as on any other connection', async () => {
    const values = `select '2026-04-02 10:00:00.123456+02'::timestamptz as at, interval '1 day 2 hours' as for,
      '\\x00ff'::bytea as bytes, 0.1::float8 + 0.2::float8 as number, array[null, 1] as list, 'é\\n' as text`
    expect(await serving.query(values)).toEqual(await owner.query(values))
  })

  test('forty concurrent writes to one row all succeed', async () => {
    const { write } = writerOf(serving, viewers.demo)
    const writes = Array.from({ length: 40 }, (_, i) => write('updateProfile', { firstName: `Ada ${i}` }))
    const outcomes = await Promise.all(writes)
    expect(new Set(outcomes.map(({ __typename }) => __typename))).toEqual(new Set(['UpdateProfileSuccess']))
  })

  test('signals are heard', async () => {
    const warning = new Promise<string>((resolve) => {
      void serving.listen('hostile_signals', resolve, () => {
        void owner.query(`select pg_notify('hostile_signals', 'é')`)
      })
    })
    expect(await warning).toBe('é')
  })
})
