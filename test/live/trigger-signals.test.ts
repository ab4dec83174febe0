import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { createTriggerSignals } from '../../src/live/notification-source.ts'
import { parseSentKeys, type WatchedTables } from '../../src/live/signals/definition.ts'
import { completeSignals, installTriggers, removeTriggers } from '../../src/live/signals/install.ts'
import { readSignals, signalsInstalled } from '../../src/live/signals/installed.ts'
import { type Change, readChange } from '../../src/live/watch-keys.ts'
import { testDatabases } from '../support/database.ts'

const tables: WatchedTables = { notes: ['id', 'owner'], tags: ['label'] }
/** What another version of the gateway watches. */
const others: WatchedTables = { notes: ['id', 'folder'] }

describe.each(testDatabases)('triggers that signal changes, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('empty')
    await database.script(`
      create table notes (id int, owner text, folder text, body text);
      create table tags (label text);
      create function ii_gateway_other() returns int language sql as 'select 1'`)
  })
  beforeEach(() => installTriggers(database, tables))
  afterEach(() => removeTriggers(database))
  afterAll(() => database.close())

  /** The changes that these statements signal, one after the other. */
  async function changesOf(...statements: readonly string[]): Promise<Change[]> {
    const changes: Change[] = []
    const stop = await createTriggerSignals(database).listen({
      onSignal: (payload) => {
        const change = readChange(payload)
        if (change) changes.push(change)
      },
      onConnect: () => {},
      onLoss: () => {},
    })
    const last = `last-${Math.random()}`
    for (const statement of [...statements, `insert into tags values ('${last}')`])
      await database.query(statement)
    const end = { table: 'tags', keys: { label: [last] } }
    await expect.poll(() => changes.at(-1)).toEqual(end)
    await stop()
    return changes.slice(0, -1)
  }
  const notes = (keys: Change['keys']) => ({ table: 'notes', keys })
  const isComplete = () => signalsInstalled(database, tables)
  const missing = async (wanted = tables) => (await readSignals(database, wanted)).missing

  it('send the distinct keys of the rows that a statement inserts, changes or deletes', async () => {
    expect(
      await changesOf(
        `insert into notes values (1, 'ann', 'f'), (2, 'ann', 'f'), (3, null, 'f')`,
        `update notes set owner = 'bob' where id = 1`,
        `update notes set body = 'text' where id = 3`,
        'delete from notes where id > 1',
      ),
    ).toEqual([
      notes({ id: [1, 2, 3], owner: ['ann'] } as never),
      notes({ id: [1], owner: ['ann', 'bob'] } as never),
      notes({ id: [3], owner: null } as never),
      notes({ id: [2, 3], owner: ['ann'] } as never),
    ])
  })

  it('send nothing for a statement that changes no row', async () => {
    expect(
      await changesOf(
        'insert into notes select 9 where false',
        'update notes set body = null where false',
        'delete from notes where false',
      ),
    ).toEqual([])
  })

  it('send no keys where they are too long for a notification, and where a table is emptied', async () => {
    const keysOf = async (statement: string) => (await changesOf(statement)).map(({ keys }) => keys)
    const [few] = await keysOf(`insert into notes select n, 'ann' from generate_series(1000, 2100) n`)
    expect(few?.id).toHaveLength(1_101)
    expect(await keysOf(`insert into notes select n, 'ann' from generate_series(1000, 2400) n`)).toEqual([
      null,
    ])
    // In bytes, which are more than characters.
    expect(await keysOf(`insert into notes values (1, repeat('ü', 3600))`)).toEqual([null])
    expect(await keysOf('truncate notes')).toEqual([null])
  })

  it('are complete once installed, and again after what was lost is installed anew', async () => {
    const [first, rest] = [
      await readSignals(database, tables),
      await missing({ ...tables, of_others: ['id'] }),
    ]
    expect(first).toEqual({ isAnyInstalled: true, tables, missing: {} })
    expect(rest).toEqual({})
    // Where nothing is missing, no session is opened.
    await completeSignals({ ...database, session: () => Promise.reject(new Error('opened')) }, { tables })
    for (const loss of [
      'drop trigger ii_gateway_inserted on notes',
      'drop trigger ii_gateway_updated on notes',
      'alter table notes disable trigger ii_gateway_deleted',
      'alter table notes enable replica trigger ii_gateway_truncated',
    ]) {
      await database.script(loss)
      expect(await missing(), loss).toEqual({ notes: tables.notes })
      const lines: string[] = []
      await completeSignals(database, { tables, log: (line) => lines.push(line) })
      expect(lines).toEqual(['installed the triggers that signal changes of notes'])
      expect(await isComplete()).toBe(true)
    }
    await database.script('alter table notes enable always trigger ii_gateway_truncated')
    expect(await isComplete()).toBe(true)
    await database.script('alter table notes enable trigger ii_gateway_truncated')
  })

  it('are completed where a table has none, and where several lack some', async () => {
    await database.script('drop function ii_gateway_signal_tags cascade')
    const state = await readSignals(database, tables)
    expect(state).toEqual({ isAnyInstalled: true, tables, missing: { tags: tables.tags } })
    await database.script('drop trigger ii_gateway_inserted on notes')
    const lines: string[] = []
    await completeSignals(database, { tables, log: (line) => lines.push(line) })
    expect(lines).toEqual(['installed the triggers that signal changes of notes, tags'])
    expect(await isComplete()).toBe(true)
  })

  it('are installed once a table is no longer locked, which is logged', async () => {
    await database.script('drop trigger ii_gateway_inserted on notes')
    const locked = Object.assign(new Error('locked'), { code: '55P03' })
    let refusals = 1
    const session: Database['session'] = (work) =>
      database.session((own) => {
        const transaction: typeof own.transaction = async (inside) => {
          refusals -= 1
          if (refusals >= 0) throw locked
          return own.transaction(inside)
        }
        return work({ ...own, transaction })
      })
    const lines: string[] = []
    await completeSignals({ ...database, session }, { tables, log: (line) => lines.push(line) })
    expect(lines).toEqual([
      'waiting for other transactions: triggers on notes',
      'installed the triggers that signal changes of notes',
    ])
    expect(await isComplete()).toBe(true)
  })

  it('say which table they cannot be installed on', async () => {
    await database.script('create view all_tags as select * from tags')
    await expect(installTriggers(database, { all_tags: ['label'] })).rejects.toThrow(
      /change signals failed at "triggers on all_tags"/,
    )
    await database.script('drop view all_tags')
  })

  it('send the keys of all versions of the gateway, whichever installs them last', async () => {
    await completeSignals(database, { tables: others })
    const state = await readSignals(database, tables)
    expect([new Set(state.tables.notes), state.missing]).toEqual([new Set(['id', 'owner', 'folder']), {}])
    await installTriggers(database, tables)
    expect(await missing(others)).toEqual({})
    expect(await changesOf(`insert into notes values (1, 'ann', 'f')`)).toEqual([
      notes({ id: [1], owner: ['ann'], folder: ['f'] } as never),
    ])
    await database.script('delete from notes')
  })

  it('send no keys of columns that the table lacks', async () => {
    const later: WatchedTables = { tags: ['label', 'of_a_later_version'] }
    await installTriggers(database, later)
    expect(await missing(later)).toEqual({})
    expect(await changesOf(`insert into tags values ('a')`)).toEqual([
      { table: 'tags', keys: { label: ['a'] } },
    ])
    await database.script('alter table tags add column of_a_later_version int')
    expect(await missing(later)).toEqual({ tags: ['label', 'of_a_later_version'] })
    await database.script('alter table tags drop column of_a_later_version')
    expect(await missing(later)).toEqual({})
  })

  it('are all removed with their functions, and are not completed then', async () => {
    await removeTriggers(database)
    const rest = `select proname::text as name from pg_proc where proname like 'ii\\_gateway%'`
    expect(await database.query(rest)).toEqual([{ name: 'ii_gateway_other' }])
    expect(await database.query(`select from pg_trigger where tgname like 'ii\\_gateway%'`)).toEqual([])
    const lines: string[] = []
    await completeSignals(database, { tables, log: (line) => lines.push(line) })
    expect(await readSignals(database, tables)).toEqual({ isAnyInstalled: false, tables, missing: tables })
    expect([lines, await isComplete()]).toEqual([[], false])
    await removeTriggers(database)
  })

  it('are those of the watched tables where no others are named', async () => {
    const source = createTriggerSignals(database)
    await database.script('create table users (id uuid)')
    const stop = await source.listen({ onSignal: () => {}, onConnect: () => {}, onLoss: () => {} })
    expect(await source.isComplete()).toBe(false)
    await installTriggers(database)
    expect([await source.isComplete(), await missing({ users: ['id'] })]).toEqual([true, {}])
    await database.script('drop trigger ii_gateway_inserted on users')
    expect(await source.isComplete()).toBe(false)
    await completeSignals(database)
    expect(await source.isComplete()).toBe(true)
    await stop()
    // PGlite has no connection for notifications that could be lost.
    expect(await source.isComplete()).toBe(database.kind === 'pglite')
    await database.script('drop table users')
  })

  it('are installed once where two processes start', async () => {
    await database.script('drop trigger ii_gateway_inserted on notes')
    const lines: string[] = []
    // The other is done as soon as this one has found what is missing.
    const session: Database['session'] = async (work) => {
      await installTriggers(database, tables)
      return database.session(work)
    }
    await completeSignals({ ...database, session }, { tables, log: (line) => lines.push(line) })
    expect([lines, await isComplete()]).toEqual([[], true])
  })

  it.each([
    ['a right is missing', '42501', true],
    ['a table stays locked', '55P03', true],
    ['a deadlock is broken', '40P01', true],
    ['the disk is full', '53100', false],
  ])('are missing where %s, which %s is', async (_, code, isReported) => {
    await database.script('drop trigger ii_gateway_inserted on notes')
    const cause = Object.assign(new Error('no'), { code })
    for (const error of [cause, new Error('a step failed', { cause })]) {
      const lines: string[] = []
      const failing: Database = {
        ...database,
        session: async () => {
          throw error
        },
      }
      const completing = completeSignals(failing, { tables, log: (line) => lines.push(line) })
      if (isReported) await completing
      else await expect(completing).rejects.toBe(error)
      const line = `some changes are not signalled, so subscriptions poll: ${error.message}`
      expect(lines).toEqual(isReported ? [line] : [])
    }
  })
})

it('reads the keys that a function sends from its source, each once', () => {
  const source = `jsonb_build_object('id', array_agg(DISTINCT "id") …, 'owner', array_agg(DISTINCT owner) …
    'id', array_agg(DISTINCT "id"), 'other', array_agg("other")`
  expect(parseSentKeys(source)).toEqual(['id', 'owner'])
  expect(parseSentKeys('begin return null; end')).toEqual([])
})
