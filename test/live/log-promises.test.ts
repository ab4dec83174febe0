import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { sessions } from '../../src/demo/identities.ts'
import { Live } from '../../src/live/live.ts'
import { readLogPage } from '../../src/live/log-page.ts'
import { LogReader } from '../../src/live/log-reader.ts'
import type { LogTopic } from '../../src/live/log-topic.ts'
import { readPosition } from '../../src/live/position.ts'
import { testDatabases } from '../support/database.ts'
import { eventsOf, LogRecorder } from './log-recorder.ts'

/** The last events of a whole table. */
const recentEvents: LogTopic = {
  key: 'events',
  value: null,
  sources: [{ model: 'ApplicationEvent', time: 'createdAt', columns: ['eventType'] }],
  maxAgeMs: 15 * 60_000,
}
const runLog = (run: string): LogTopic => ({
  key: `run:${run}`,
  value: run,
  sources: [
    { model: 'RunTask', by: 'id', time: 'updatedAt', columns: ['status'] },
    { model: 'ApplicationEvent', by: 'runId', time: 'createdAt', columns: ['eventType'] },
  ],
  statusSource: { model: 'RunTask', hasEnded: (status) => status === 'completed' },
})

describe.each(testDatabases)('a log, on $kind', ({ kind, open }) => {
  const cursors = new Cursors('secret')
  const recorders: LogRecorder[] = []
  let database: Database
  let live: Live
  let session = ''
  beforeAll(async () => {
    database = await open('seeded')
    live = new Live(database, cursors)
  })
  afterAll(async () => {
    await live.close()
    await database.close()
  })
  beforeEach(() => {
    session = randomUUID()
  })
  afterEach(() => {
    for (const recorder of recorders.splice(0)) recorder.close()
  })

  function record(topic: LogTopic, after?: string): LogRecorder {
    const recorder = new LogRecorder(live, topic, after)
    recorders.push(recorder)
    return recorder
  }
  const insert = `insert into application_events (event_type, event_group, session_id, created_at)
    select $2, 'agent', $1, now() + $3::interval from generate_series(1, $4::int)`
  const write = (type: string, age = '0 s', count = 1) => database.query(insert, [session, type, age, count])

  // First, as a short table is kept at hand from its start.
  it('of a whole table begins now for every reader', async () => {
    await write('old', '0 s', 20)
    const first = record(recentEvents)
    await first.settled()
    await write('for the first', '0 s', 20)
    await first.has(20)
    const second = record(recentEvents)
    await second.settled()
    await write('for both')
    await Promise.all([first.has(21), second.has(1)])
    expect(first.types).toEqual([...Array(20).fill('for the first'), 'for both'])
    expect(second.types).toEqual(['for both'])
  })

  it('tells rows dated long ago before those committed after them, in a long log', async () => {
    await write('filling', '0 s', 600)
    const recorder = record(eventsOf(session))
    await recorder.has(600)
    for (const age of ['-140 s', '-1 year', '1 hour', '-10 minutes']) {
      const had = recorder.types.length
      await write(`dated ${age}`, age)
      await recorder.has(had + 1)
      await write('now')
      await recorder.has(had + 2)
    }
    const received = recorder.types.slice(600)
    expect(received.filter((_, i) => i % 2 === 1)).toEqual(['now', 'now', 'now', 'now'])
    expect(received.filter((_, i) => i % 2 === 0)).toEqual([
      'dated -140 s',
      'dated -1 year',
      'dated 1 hour',
      'dated -10 minutes',
    ])
    // By polls alone, each of the four took ten seconds.
  }, 25_000)

  it.each(['0 s', '-5 s', '-1 hour', '1 hour'])(
    'tells the last event of a run whose writer’s clock is off by %s before its end',
    async (skew) => {
      const run = randomUUID()
      await database.query(
        `insert into run_tasks (id, session_id, task_type, status, updated_at)
         values ($1, $2, 'media_generation', 'running', now() + $3::interval)`,
        [run, sessions.research, skew],
      )
      const recorder = record(runLog(run))
      await recorder.has(1)
      await database.query(
        `update run_tasks set status = 'completed', updated_at = now() + $2::interval where id = $1`,
        [run, skew],
      )
      await recorder.has(2)
      await new Promise((resolve) => setTimeout(resolve, 500))
      await database.query(
        `insert into application_events (event_type, event_group, session_id, run_id, created_at)
         values ('last', 'agent', $3, $1, now() + $2::interval)`,
        [run, skew, sessions.research],
      )
      await recorder.has(4)
      expect(recorder.entries.map(({ about }) => about.kind)).toEqual(['row', 'row', 'row', 'end'])
    },
  )

  it.each(['1 hour', '-10 minutes'])(
    'of a whole table goes on behind an event dated %s from now',
    async (skew) => {
      const recorder = record(recentEvents)
      await recorder.settled()
      await write('skewed', skew)
      await recorder.has(1)
      recorder.close()
      await write('missed', '0 s', 10)
      const again = record(recentEvents, recorder.entries[0]?.cursor)
      await again.has(10)
      await write('next')
      await again.has(11)
      expect(again.types).toEqual([...Array(10).fill('missed'), 'next'])
    },
  )

  it('goes on behind a removed row among others of the same date, without repeating them', async () => {
    await write('together', '0 s', 300)
    const recorder = record(eventsOf(session))
    await recorder.has(300)
    const { about, cursor } = recorder.entries[99] ?? {}
    await database.query('delete from application_events where id = $1', [
      about?.kind === 'row' ? about.id : '',
    ])
    const again = record(eventsOf(session), cursor)
    await again.has(201)
    await write('next')
    await again.has(202)
    expect(again.types).toEqual(['gap', ...Array(200).fill('together'), 'next'])
    const from = record(eventsOf(session), again.entries[0]?.cursor)
    await from.has(201)
    expect(from.types[0]).toBe('together')
  })

  it('misses nothing that is committed between pages', async () => {
    const topic = eventsOf(session)
    const reader = new LogReader(database, cursors, topic)
    for (let i = 0; i < 6; i += 1) await write(`row ${i}`, `${i} s`)
    const first = await readLogPage(reader, { limit: 3, fromEnd: false })
    await write('late', '-1 hour')
    const cursor = first.entries.at(-1)?.cursor ?? ''
    const after = readPosition(cursors, topic.key, cursor)
    const second = await readLogPage(reader, { after, limit: 2, fromEnd: false })
    await write('later', '-2 hours')
    const stream = record(topic, second.entries.at(-1)?.cursor)
    await stream.has(3)
    const types = [first, second].flatMap(({ entries }) =>
      entries.map(({ about }) => (about.kind === 'row' ? about.facts.eventType : about.kind)),
    )
    expect([...types, ...stream.types].sort()).toEqual(
      [...Array.from({ length: 6 }, (_, i) => `row ${i}`), 'late', 'later'].sort(),
    )
    const last = await readLogPage(reader, { after, limit: 3, fromEnd: true })
    expect(last.entries.map(({ about }) => about.kind === 'row' && about.facts.eventType)).toEqual([
      'row 5',
      'later',
      'late',
    ])
  })

  // The embedded database has one connection.
  it.runIf(kind === 'postgres')(
    'keeps the order of a writer whose transaction was open before anybody watched',
    async () => {
      await write('filling', '0 s', 600)
      const committed = await database.transaction(async (tx) => {
        await tx.query(insert, [session, 'long', '-140 s', 1])
        const recorder = record(eventsOf(session))
        await recorder.has(600)
        await write('meanwhile')
        await recorder.has(601)
        return recorder
      })
      await write('short')
      await committed.has(603)
      expect(committed.types.slice(600)).toEqual(['meanwhile', 'long', 'short'])
    },
  )
})
