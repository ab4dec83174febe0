import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { Live } from '../../src/live/live.ts'
import { installTriggers, removeTriggers } from '../../src/live/signals/install.ts'
import { postgresOnly } from '../support/database.ts'
import { databaseUrl, limits } from '../support/templates.ts'
import { eventsOf, LogRecorder } from './log-recorder.ts'

const cursors = new Cursors('secret')
const servers = postgresOnly()
const hangUpListener = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and query ilike 'listen%'`

// What an operator or the platform does to a server that goes on running.
describe.each(servers)('a log that is followed, on $kind', ({ create }) => {
  let url: string
  /** Of the operator and the writers. */
  let direct: Database
  let gateway: { database: Database; live: Live; close(): Promise<void> }
  let remove: () => Promise<void>
  let session: string
  const recorders: LogRecorder[] = []

  const startGateway = async (databaseUrl = url) => {
    const database = await openDatabase({ databaseUrl, dataDir: '', ...limits })
    const live = new Live(database, cursors)
    return { database, live, close: () => live.close().then(() => database.close()) }
  }
  beforeAll(async () => {
    const made = await create('migrated')
    url = made.config.databaseUrl ?? ''
    remove = made.remove
    direct = await openDatabase({ databaseUrl: url, dataDir: '', ...limits })
    gateway = await startGateway()
  })
  afterAll(async () => {
    await gateway.close()
    await direct.close()
    await remove()
  })
  beforeEach(() => {
    session = randomUUID()
  })
  afterEach(() => {
    for (const recorder of recorders.splice(0)) recorder.close()
  })

  function follow(after?: string): LogRecorder {
    const recorder = new LogRecorder(gateway.live, eventsOf(session), after)
    recorders.push(recorder)
    return recorder
  }
  const write = (type: string, count = 1) =>
    direct.query(
      `insert into application_events (event_type, event_group, session_id)
       select $2 || n, 'agent', $1 from generate_series(1, $3::int) n`,
      [session, type, count],
    )
  const numbered = (type: string, count: number) => Array.from({ length: count }, (_, n) => `${type}${n + 1}`)
  /** A follower that has had three rows. */
  async function followed(): Promise<LogRecorder> {
    await write('before ', 3)
    const follower = follow()
    await follower.has(3)
    return follower
  }

  it('loses nothing when the connection for signals is cut off during a burst, and is as prompt again', async () => {
    const follower = await followed()
    for (let i = 0; i < 200; i += 1) {
      await write(`${i} of `)
      if (i % 40 === 20) await direct.query(hangUpListener)
    }
    await follower.has(203)
    expect(new Set(follower.types).size).toBe(203)
    await pause(1_500)
    const start = performance.now()
    await write('prompt ')
    await follower.has(204)
    // By a signal: the next poll is ten seconds after that of the pause.
    expect(performance.now() - start).toBeLessThan(5_000)
  })

  it('keeps its connections where the database ends idle sessions and long statements', async () => {
    await gateway.close()
    // Longer than a connection takes to set its own, on however slow a machine.
    await direct.script(`do $$ begin
      execute format('alter database %I set idle_session_timeout = 2000', current_database());
      execute format('alter database %I set statement_timeout = 2000', current_database());
    end $$`)
    gateway = await startGateway()
    const listener = () =>
      direct.query(
        `select pid from pg_stat_activity where datname = current_database() and query ilike 'listen%'`,
      )
    const follower = await followed()
    await expect.poll(listener).toHaveLength(1)
    const before = await listener()
    await gateway.database.query('select pg_sleep(2.5)')
    await write('after a pause ')
    await follower.has(4)
    expect(await listener()).toEqual(before)
    await direct.script(
      `do $$ begin execute format('alter database %I reset all', current_database()); end $$`,
    )
  })

  it.each([
    ['TRUNCATE', 'truncate application_events cascade'],
    ['DELETE', 'delete from application_events'],
  ])('goes on behind a %s of its rows, which a client that reconnects is informed of', async (_, sql) => {
    const follower = await followed()
    await direct.script(sql)
    await write('after ', 2)
    await follower.has(5)
    expect(follower.types.slice(3).toSorted()).toEqual(['after 1', 'after 2'])
    const again = follow(follower.entries[1]?.cursor)
    await again.has(3)
    expect(again.types).toEqual(['gap', ...follower.types.slice(3)])
  })

  it.each([
    ['a new column', 'alter table application_events add column extra int default 7'],
    ['VACUUM FULL', 'vacuum (full, analyze) application_events'],
    ['VACUUM FREEZE', 'vacuum (freeze) application_events'],
    ['CLUSTER', 'cluster application_events using idx_app_events_session'],
    ['REINDEX', 'reindex table application_events'],
  ])('neither loses nor repeats a row by %s', async (_, sql) => {
    const follower = await followed()
    const isRunning = direct.query(sql)
    await write('meanwhile ', 10)
    await isRunning
    await write('after ')
    await follower.has(14)
    const all = [...numbered('before ', 3), ...numbered('meanwhile ', 10), 'after 1']
    expect(follower.types.toSorted()).toEqual(all.toSorted())
    const again = follow(follower.entries[2]?.cursor)
    await again.has(11)
    expect(again.types).toEqual(follower.types.slice(3))
  })

  it.each([
    [
      'a column whose default is computed for each row',
      'alter table application_events add column computed float default random()',
    ],
    ['another type of a column', 'alter table application_events alter column event_group type varchar(60)'],
  ])('loses nothing by %s, and repeats at most what was there', (_, sql) => rewrite(sql))

  async function rewrite(sql: string): Promise<void> {
    const follower = await followed()
    await direct.script(`begin; ${sql}; commit`)
    // As a gateway does when it starts: another table has no triggers.
    await installTriggers(direct)
    await write('after ', 2)
    await expect.poll(() => follower.types).toEqual(expect.arrayContaining(['after 1', 'after 2']))
    const count = (type: string) => follower.types.filter((one) => one === type).length
    expect(new Set(follower.types)).toEqual(new Set([...numbered('before ', 3), 'after 1', 'after 2']))
    for (const type of ['after 1', 'after 2']) expect(count(type)).toBe(1)
    for (const type of numbered('before ', 3)) expect(count(type)).toBeLessThanOrEqual(2)
  }

  it('takes 100,000 rows of one transaction, each once, to all who follow', {
    timeout: 600_000,
  }, async () => {
    const followers = [await followed(), follow()]
    await write('copied ', 100_000)
    for (const follower of followers) {
      await follower.has(100_003)
      expect(new Set(follower.types).size).toBe(100_003)
    }
  })

  it('finds by the poll what is written while the triggers are away, and is prompt when they are back', async () => {
    const follower = await followed()
    await removeTriggers(direct)
    await write('unsignalled ', 2)
    await follower.has(5)
    await installTriggers(direct)
    await write('signalled ')
    await follower.has(6)
    expect(follower.types.slice(3).toSorted()).toEqual(['signalled 1', 'unsignalled 1', 'unsignalled 2'])
    expect(follower.types.at(-1)).toBe('signalled 1')
  })

  it('finds by the poll what is written where no trigger fires', async () => {
    const follower = await followed()
    const insert = (table: string, type: string) =>
      `insert into ${table} (id, event_type, event_group, session_id, created_at)
       values (gen_random_uuid(), '${type}', 'agent', '${session}', now());`
    await direct.script(`create table child () inherits (application_events);
      set session_replication_role = replica; ${insert('application_events', 'of a replica')}
      reset session_replication_role; ${insert('child', 'of a child')}`)
    await follower.has(5)
    expect(follower.types.slice(3).toSorted()).toEqual(['of a child', 'of a replica'])
    await direct.script('drop table child')
  })

  it('takes rows that are frozen as they are copied', async () => {
    const follower = await followed()
    const lines = [1, 2, 3].map(
      (n) => `0000000${n}-0000-4000-8000-000000000000\\tcopied ${n}\\tagent\\t${session}`,
    )
    await direct.script(`begin; truncate application_events cascade;
      copy application_events (id, event_type, event_group, session_id)
        from program 'printf "${lines.join('\\n')}\\n"' with (freeze);
      commit`)
    await follower.has(6)
    await write('after ')
    await follower.has(7)
    expect(follower.types.slice(3)).toEqual([...numbered('copied ', 3), 'after 1'])
    const again = follow(follower.entries[4]?.cursor)
    await again.has(2)
    expect(again.types).toEqual(['copied 3', 'after 1'])
  })

  it('goes on when its table is renamed and named back', async () => {
    const follower = await followed()
    await direct.script('alter table application_events rename to renamed')
    await direct.script(
      `insert into renamed (event_type, event_group, session_id) values ('meanwhile', 'agent', '${session}')`,
    )
    await pause(1_000)
    await direct.script('alter table renamed rename to application_events')
    await write('after ')
    await follower.has(5)
    expect(follower.types.slice(3)).toEqual(['meanwhile', 'after 1'])
  })

  it('loses nothing by a copy of the table that takes its place, and repeats at most what was there', () =>
    rewrite(`create table copied (like application_events including all);
      insert into copied select * from application_events;
      drop table application_events cascade;
      alter table copied rename to application_events`))

  it('goes on under another name of the database', async () => {
    const follower = await followed()
    await gateway.close()
    await direct.close()
    const old = new URL(url).pathname.slice(1)
    const server = await openDatabase({ databaseUrl: databaseUrl(url, 'postgres'), dataDir: '', ...limits })
    await server.query(`alter database ${old} rename to ${old}_renamed`)
    const renamed = databaseUrl(url, `${old}_renamed`)
    try {
      direct = await openDatabase({ databaseUrl: renamed, dataDir: '', ...limits })
      gateway = await startGateway(renamed)
      await write('after ')
      const again = follow(follower.entries[1]?.cursor)
      await again.has(2)
      expect(again.types).toEqual([follower.types[2], 'after 1'])
      again.close()
    } finally {
      await gateway.close()
      await direct.close()
      await server.query(`alter database ${old}_renamed rename to ${old}`)
      await server.close()
      direct = await openDatabase({ databaseUrl: url, dataDir: '', ...limits })
      gateway = await startGateway()
    }
  })
})
