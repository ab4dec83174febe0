import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { installSignals, removeSignals } from '../../../src/cli/signals.ts'
import type { Database } from '../../../src/data/database.ts'
import { openDatabase } from '../../../src/data/open.ts'
import { people, sessions } from '../../../src/demo/identities.ts'
import { Capture } from '../../../src/live/capture/capture.ts'
import { connectCapture } from '../../../src/live/capture/connections.ts'
import { readCaptureNames, readSlotState } from '../../../src/live/capture/publication.ts'
import { type LogicalServer, startLogicalServer } from '../../support/logical-server.ts'
import { hasRedis, type RedisServer, startRedisServer } from '../../support/redis-server.ts'
import { programs } from '../../support/replication.ts'
import { administer, limits } from '../../support/templates.ts'
import { type ReceivedSignals, recordRedis, recordTriggers } from './heard.ts'

if (!hasRedis)
  console.log('Skipped: changes captured by the log, as there is no redis-server on this machine.')

// Gateways are notified through Redis, and the log is that of a server of the tests' own.
describe.skipIf(!hasRedis || !programs)('changes captured by the log', () => {
  let redis: RedisServer
  let server: LogicalServer
  let databaseUrl: string
  let database: Database
  let slot: string
  let channel: string
  let received: ReceivedSignals
  const running = new Set<Capture>()
  let readers: number[] = []

  beforeAll(async () => {
    redis = await startRedisServer()
    server = await startLogicalServer()
    databaseUrl = await server.newDatabase()
    database = await openDatabase({ databaseUrl, dataDir: '', ...limits })
    await installSignals(database, 'replication')
    const names = await readCaptureNames(database)
    slot = names.slot
    channel = names.channel
  })
  afterAll(async () => {
    await database.close()
    await server.remove()
    await redis.stop()
  })
  beforeEach(async () => {
    readers = []
    received = await recordRedis(redis.url, channel)
  })
  afterEach(async () => {
    await Promise.all([...running].map((capture) => stop(capture)))
    await received.close()
  })

  async function start(number = 1): Promise<Capture> {
    const capture = await Capture.start({
      database,
      connections: connectCapture({ databaseUrl, redisUrl: redis.url }, () => {}),
      onReading: () => readers.push(number),
      onError: () => {},
    })
    running.add(capture)
    return capture
  }
  async function stop(capture: Capture): Promise<void> {
    running.delete(capture)
    await capture.close()
  }
  const isRead = () => expect.poll(() => readers.length, { timeout: 20_000 }).toBeGreaterThan(0)
  const isFree = () =>
    expect.poll(async () => (await readSlotState(database, slot))?.active, { timeout: 20_000 }).toBe(false)
  const insert = (session: string, rows = 1) =>
    `insert into application_events (event_type, event_group, session_id, run_id)
     select 'captured', 'agent', '${session}', null from generate_series(1, ${rows})`
  const eventOf = (session: string) => ({
    table: 'application_events',
    keys: { run_id: null, session_id: [session], user_id: null },
  })
  const behind = async () => {
    const [row] = await database.query<{ bytes: string }>(
      `select pg_current_wal_lsn() - confirmed_flush_lsn as bytes from pg_replication_slots where slot_name = $1`,
      [slot],
    )
    return Number(row?.bytes)
  }

  it('are signalled as the triggers signal them', async () => {
    await start()
    await isRead()
    const triggered = await recordTriggers(databaseUrl)
    const first = randomUUID()
    await database.query(insert(first))
    await Promise.all([received.has(eventOf(first)), triggered.has(eventOf(first))])
    received.changes.length = 0
    triggered.changes.length = 0
    const [run, user] = [randomUUID(), randomUUID()]
    const statements = [
      insert(sessions.research, 3),
      `insert into run_tasks (id, session_id, task_type, status) values ('${run}', '${sessions.research}', 'media_generation', 'running')`,
      `update run_tasks set status = 'completed' where id = '${run}'`,
      `update sessions set name = name || '!' where user_id = '${people.demo.id}'`,
      'update sessions set name = name where false',
      `insert into task_logs (task_id, status) values ('${run}', 'done'), ('${run}', 'done')`,
      `insert into users (id, email, role) values ('${user}', 'captured@example.com', 'user')`,
      `delete from users where id = '${user}'`,
      'truncate slide_contents cascade',
    ]
    for (const statement of statements) await database.query(statement)
    const last = randomUUID()
    await database.query(insert(last))
    await Promise.all([received.has(eventOf(last)), triggered.has(eventOf(last))])
    // Concurrent statements may share a notification, so only its content counts, not the number.
    const distinctChanges = ({ changes }: ReceivedSignals) =>
      new Set(changes.map((change) => JSON.stringify(change)))
    expect(distinctChanges(received)).toEqual(distinctChanges(triggered))
    await triggered.close()
  })

  it('are signalled once, however many rows; rolled back ones never', async () => {
    await start()
    await isRead()
    const [kept, undone, last] = [randomUUID(), randomUUID(), randomUUID()]
    await database.script(`begin; savepoint one; ${insert(undone)}; rollback to one; ${insert(kept, 10_000)}; commit;
      begin; ${insert(undone)}; rollback; ${insert(last)}`)
    await received.has(eventOf(last))
    const signalledSessions = received.changes.map(({ keys }) => keys?.session_id)
    expect(signalledSessions.filter((keys) => keys?.includes(kept))).toHaveLength(1)
    expect(signalledSessions.filter((keys) => keys?.includes(undone))).toEqual([])
  })

  it('stand for the whole table where the log does not name what was deleted', async () => {
    await start()
    await isRead()
    const session = randomUUID()
    await database.query(insert(session))
    await database.query(`delete from application_events where session_id = '${session}'`)
    await received.has({ table: 'application_events', keys: null })
  })

  it('are signalled when others can see them, not before', async () => {
    await start()
    await isRead()
    // What the last reader did not confirm comes again, and would be signalled together with what follows.
    await expect.poll(behind, { timeout: 20_000 }).toBe(0)
    let session = ''
    const standby = async (name: string) => {
      await administer(server.adminUrl, `alter system set synchronous_standby_names = '${name}'`)
      await administer(server.adminUrl, 'select pg_reload_conf()')
    }
    const waiting = `select from pg_stat_activity where wait_event = 'SyncRep'`
    await standby('nobody')
    try {
      // It is in the log, and waits for a standby that there is not.
      let isStuck = false
      const writing = (async () => {
        while (!isStuck) {
          session = randomUUID()
          await database.query(insert(session))
        }
      })()
      await expect.poll(async () => (await database.query(waiting)).length).toBe(1)
      isStuck = true
      const signalled = received.names(session).then(() => 'signalled')
      // That nothing comes shows only by waiting.
      expect(await Promise.race([signalled, pause(1_000, 'not signalled')])).toBe('not signalled')
      await standby('')
      await writing
      await signalled
    } finally {
      await standby('')
    }
  })

  it('of a partition, and where triggers do not fire, are signalled as those of the table', async () => {
    const url = await server.newDatabase()
    const partitioned = await openDatabase({ databaseUrl: url, dataDir: '', ...limits })
    await partitioned.script(`
      alter table task_logs rename to task_logs_all;
      create table task_logs (like task_logs_all including defaults, primary key (id)) partition by range (id);
      alter table task_logs attach partition task_logs_all default`)
    await installSignals(partitioned, 'replication')
    const names = await readCaptureNames(partitioned)
    const signals = await recordRedis(redis.url, names.channel)
    const capture = await Capture.start({
      database: partitioned,
      connections: connectCapture({ databaseUrl: url, redisUrl: redis.url }, () => {}),
      onReading: () => readers.push(1),
      onError: () => {},
    })
    await isRead()
    // Triggers do not fire either way.
    for (const table of ['task_logs', 'task_logs_all']) {
      const task = randomUUID()
      await partitioned.script(`set session_replication_role = replica;
        insert into ${table} (task_id, status) values ('${task}', 'x'); reset session_replication_role`)
      await signals.has({ table: 'task_logs', keys: { task_id: [task] } })
    }
    await capture.close()
    await expect.poll(async () => (await readSlotState(partitioned, names.slot))?.active).toBe(false)
    await removeSignals(partitioned, 'replication')
    await signals.close()
    await partitioned.close()
  })

  it('are confirmed when Redis has them, and told by the next reader otherwise', async () => {
    await start(1)
    await start(2)
    await isRead()
    await redis.stop()
    const session = randomUUID()
    await database.query(insert(session))
    await expect
      .poll(async () => (await readSlotState(database, slot))?.active, { timeout: 20_000 })
      .toBe(false)
    expect(await behind()).toBeGreaterThan(0)
    await received.close()
    redis = await startRedisServer(Number(new URL(redis.url).port))
    received = await recordRedis(redis.url, channel)
    await received.has(eventOf(session))
    await expect.poll(behind, { timeout: 20_000 }).toBe(0)
  })

  it('hold nothing of the log back while others write to it', async () => {
    await start()
    await isRead()
    await administer(
      server.adminUrl,
      'create table if not exists others as select generate_series(1, 100000)',
    )
    await expect.poll(behind, { timeout: 20_000 }).toBe(0)
  })

  it('are read by one process, and by the next as soon as it stops', async () => {
    const [one, other] = [await start(1), await start(2)]
    await isRead()
    await expect.poll(() => other.signals && readSlotState(database, slot)).toMatchObject({ active: true })
    const [first] = readers
    await stop(first === 1 ? one : other)
    const from = performance.now()
    await expect.poll(() => readers.length, { timeout: 20_000 }).toBe(2)
    expect(performance.now() - from).toBeLessThan(5_000)
    expect(new Set(readers).size).toBe(2)
  })

  it('come again after the server gave the slot up, and everything is looked at', async () => {
    const capture = await start()
    await isRead()
    await stop(capture)
    await isFree()
    await administer(server.adminUrl, `alter system set max_slot_wal_keep_size = '1MB'`)
    await administer(server.adminUrl, 'select pg_reload_conf()')
    const lose = async () => {
      await database.query(insert(randomUUID()))
      await database.query('select pg_switch_wal()')
      await database.query('checkpoint')
      return (await readSlotState(database, slot))?.lost
    }
    await expect.poll(lose, { timeout: 20_000 }).toBe(true)
    await administer(server.adminUrl, 'alter system reset max_slot_wal_keep_size', 'select pg_reload_conf()')
    await start()
    await received.has({ table: 'run_tasks', keys: null })
    const session = randomUUID()
    await expect.poll(() => readers.length, { timeout: 20_000 }).toBe(2)
    await database.query(insert(session))
    await received.has(eventOf(session))
  })

  it('leave nothing behind once they are taken away, and are not while somebody reads', async () => {
    const capture = await start()
    await isRead()
    await expect(removeSignals(database, 'replication')).rejects.toThrow(/active/)
    await stop(capture)
    await isFree()
    await removeSignals(database, 'replication')
    expect(await database.query('select from pg_replication_slots')).toEqual([])
    expect(await database.query('select from pg_publication')).toEqual([])
    await installSignals(database, 'replication')
  })
})
