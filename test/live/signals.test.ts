import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { signalSql, type WatchedTables } from '../../src/live/signals/definition.ts'
import { completeSignals, installTriggers, removeTriggers } from '../../src/live/signals/install.ts'
import { readSignals, signalsInstalled } from '../../src/live/signals/installed.ts'
import { readChange } from '../../src/live/watch-keys.ts'
import { watched } from '../../src/live/watched.ts'
import { runCommand } from '../cli/process.ts'
import { poolOptions } from '../data/databases.ts'
import { testDatabases } from '../support/database.ts'

describe.each(testDatabases)('change signals, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())
  afterEach(() => installTriggers(database))

  const missing = async (tables?: WatchedTables) =>
    Object.keys((await readSignals(database, tables)).missing).sort()

  /** What a statement sends. */
  async function sent(sql: string) {
    const payloads: string[] = []
    const stop = await database.listen('ii_gateway_changes', (payload) => payloads.push(payload))
    await database.query(sql)
    await expect.poll(() => payloads.length).toBeGreaterThan(0)
    await stop()
    return readChange(payloads[0] ?? '')
  }

  it('are all there in a database that was migrated', async () => {
    expect(await missing()).toEqual([])
  })

  it.each([
    ['a trigger that was dropped', 'drop trigger ii_gateway_deleted on projects'],
    ['a trigger that was disabled', 'alter table projects disable trigger ii_gateway_updated'],
    ['a function that was dropped', 'drop function ii_gateway_signal_projects cascade'],
    [
      'a function that sends less',
      `create or replace function ii_gateway_signal_projects() returns trigger language plpgsql
       as 'begin return null; end'`,
    ],
    [
      'a trigger of another function',
      `create function other() returns trigger language plpgsql as 'begin return null; end';
       create or replace trigger ii_gateway_inserted after insert on projects for each statement execute function other()`,
    ],
  ])('are completed where %s', async (_, sql) => {
    await database.script(sql)
    expect(await missing()).toEqual(['projects'])
    const lines: string[] = []
    await completeSignals(database, { log: (line) => lines.push(line) })
    expect(lines).toEqual(['installed the triggers that signal changes of projects'])
    expect(await missing()).toEqual([])
    const [project] = await database.query<{ id: string; session_id: string; user_id: string }>(
      'select id, session_id, user_id from projects where session_id is not null limit 1',
    )
    expect(await sent(`update projects set name = name where id = '${project?.id}'`)).toEqual({
      table: 'projects',
      keys: { id: [project?.id], session_id: [project?.session_id], user_id: [project?.user_id] },
    })
  })

  it('of two versions of the gateway are complete for both, in whichever order they start', async () => {
    const { projects: _, ...older } = watched
    const newer = { ...watched, waitlist: ['email'], projects: ['id', 'current_build_status'] }
    await completeSignals(database, { tables: older })
    expect(await missing(newer)).toEqual(['projects', 'waitlist'])
    await completeSignals(database, { tables: newer })
    for (const tables of [older, watched, newer]) expect(await missing(tables)).toEqual([])
    const change = await sent('update projects set name = name')
    expect(Object.keys(change?.keys ?? {}).sort()).toEqual([
      'current_build_status',
      'id',
      'session_id',
      'user_id',
    ])
    await completeSignals(database, { tables: older })
    await installTriggers(database, watched)
    for (const tables of [older, watched, newer]) expect(await missing(tables)).toEqual([])
  })

  it('stay away where they were removed on purpose', async () => {
    await installTriggers(database, { ...watched, waitlist: ['email'] })
    await removeTriggers(database)
    await completeSignals(database)
    expect(await readSignals(database)).toMatchObject({ isAnyInstalled: false })
    expect(await database.query(`select from pg_trigger where tgname like 'ii_gateway%'`)).toEqual([])
  })

  it('are installed by the SQL that the command line prints', async () => {
    await removeTriggers(database)
    const { out } = await runCommand(['signals', '--print'])
    expect(out.trim()).toBe(signalSql().trim())
    await database.script(out)
    expect(await signalsInstalled(database)).toBe(true)
    await database.script(out)
    expect(await signalsInstalled(database)).toBe(true)
  })

  it('leave out tables that the database does not have', async () => {
    const tables = { ...watched, of_a_later_platform: ['id'] }
    expect(await missing(tables)).toEqual([])
    await installTriggers(database, tables)
    expect(await missing(tables)).toEqual([])
  })

  it('leave out columns that the database does not have', async () => {
    const tables = { ...watched, skills: ['user_id', 'of_a_later_platform'] }
    await installTriggers(database, tables)
    expect(await missing(tables)).toEqual([])
    expect(Object.keys((await sent('update skills set name = name'))?.keys ?? {})).toEqual(['user_id'])
  })
})

const server = testDatabases.find(({ kind }) => kind === 'postgres')

describe.skipIf(!server)('change signals that a role may not install', () => {
  const role = `no_triggers_${Math.random().toString(36).slice(2)}`

  it('are said to be missing, and the gateway starts', async () => {
    const made = await (server as NonNullable<typeof server>).create('migrated')
    const owner = openPostgres(poolOptions(made.config.databaseUrl ?? ''))
    await owner.script(`create role ${role} login; grant select on all tables in schema public to ${role};
      drop trigger ii_gateway_inserted on projects`)
    const url = new URL(made.config.databaseUrl ?? '')
    url.username = role
    const serving = openPostgres(poolOptions(url.href))
    const lines: string[] = []
    await completeSignals(serving, { log: (line) => lines.push(line) })
    expect(lines).toEqual([expect.stringMatching(/^some changes are not signalled.*permission denied/)])
    expect(await signalsInstalled(serving)).toBe(false)
    await completeSignals(owner)
    expect(await signalsInstalled(serving)).toBe(true)
    await serving.close()
    await owner.script(`drop owned by ${role}; drop role ${role}`)
    await owner.close()
    await made.remove()
  })
})
