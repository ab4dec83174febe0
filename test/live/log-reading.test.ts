import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { LogReader, type Row, toReading } from '../../src/live/log-reader.ts'
import {
  type FoundRow,
  freshValues,
  type Place,
  searchFresh,
  startOfLog,
} from '../../src/live/log-statements.ts'
import { emptySnapshot, everythingSeen, noFloor } from '../../src/live/read-snapshot.ts'
import { testDatabases } from '../support/database.ts'
import { second, toTopic } from './log-topics.ts'

const cursors = new Cursors('secret')

const nameOf = ({ facts }: Row) => facts.status ?? facts.eventType

describe.each(testDatabases)('reading a log on $kind', ({ open }) => {
  let database: Database
  let run: string
  let reader: LogReader
  beforeAll(async () => {
    database = await open('migrated')
  })
  afterAll(() => database.close())
  beforeEach(() => {
    run = randomUUID()
    reader = new LogReader(database, cursors, toTopic(run))
  })

  const begin = (status: string, n: number) =>
    database.query(
      `insert into run_tasks (id, session_id, task_type, status, updated_at)
       values ($1, gen_random_uuid(), 'long', $2, $3)`,
      [run, status, second(n)],
    )
  const record = (id: number, n: number) =>
    database.query(`insert into task_logs (id, task_id, status, created_at) values ($1, $2, 'record', $3)`, [
      id,
      run,
      second(n),
    ])
  const happen = async (type: string, time: string, of = run) => {
    const [row] = await database.query<{ xid: string; id: string }>(
      `insert into application_events (event_type, event_group, run_id, created_at)
       values ($1, 'agent', $2, $3) returning xmin::text as xid, id`,
      [type, of, time],
    )
    return { xid: Number(row?.xid), id: row?.id ?? '' }
  }
  const wanted = {
    before: emptySnapshot,
    upTo: everythingSeen,
    from: noFloor,
    place: startOfLog,
    limit: null,
  }

  it('finds nothing in an empty log, and says when', async () => {
    const { moment, seen, ...rest } = await reader.survey()
    expect(rest).toEqual({ rows: 0, newest: noFloor, status: '', witness: null })
    expect(seen).toEqual({ ...emptySnapshot, horizon: seen.horizon })
    expect(seen.horizon).toBeGreaterThan(0)
    expect(moment.database).toMatch(/^\d+\/\d+\/[0-9A-F]{8}$/)
    expect(moment.lifetime).toMatch(/^[0-9a-f]{12}\/0$/)
    expect(moment.flushed).toBeGreaterThan(0)
    expect(Math.abs(Date.parse(moment.at) - Date.now())).toBeLessThan(60_000)
    const found = await reader.search('forward', wanted)
    expect(found).toMatchObject({ rows: [], horizon: expect.any(Number), database: moment.database })
    expect(found.transactions).toBeUndefined()
  })

  it('surveys all kinds of rows, and the greatest transaction of those that stay as they were', async () => {
    await begin('running', 1)
    await record(2_000, 3)
    const { xid, id } = await happen('event', second(2))
    await happen('another run', second(9), randomUUID())
    await database.query(`update run_tasks set status = 'completed' where id = $1`, [run])
    const { rows, newest, status, witness, seen } = await reader.survey()
    expect({ rows, status, witness }).toEqual({
      rows: 3,
      status: 'completed',
      witness: { xid, place: [expect.any(String), 2, id], concurrent: [expect.any(Number)] },
    })
    expect(Date.parse(newest)).toBe(Date.parse(second(3)))
    expect(Date.parse(witness?.place[0] ?? '')).toBe(Date.parse(second(2)))
    expect(xid < seen.horizon || seen.xids.includes(xid)).toBe(true)
    const all = await new LogReader(database, cursors, toTopic(null)).survey()
    expect(all.rows).toBeGreaterThanOrEqual(4)
    expect(all.status).toBe('')
  })

  it('counts no rows older than the age of the log', async () => {
    await happen('old', new Date(Date.now() - 90_000).toISOString())
    await happen('new', new Date().toISOString())
    const aged = new LogReader(database, cursors, { ...toTopic(run), maxAgeMs: 60_000 })
    expect(await aged.survey()).toMatchObject({ rows: 1 })
    // A reader of snapshots of the past, or whose server’s clock is behind, looks further back.
    const past = new Date(Date.now() - 3_600_000).toISOString()
    const future = new Date(Date.now() + 3_600_000).toISOString()
    const agoMs = (...seenAt: string[]) => Date.now() - Date.parse(aged.earliest(...seenAt))
    expect(agoMs()).toBeLessThan(61_000)
    expect(agoMs(future)).toBeLessThan(61_000)
    expect(agoMs(future, past)).toBeGreaterThanOrEqual(3_660_000)
    expect(reader.earliest(past)).toBe(noFloor)
  })

  it('orders rows by time, kind and key, from both ends, up to the limit', async () => {
    await begin('running', 2)
    for (const id of [1_002, 11_001]) await record(id, 2)
    await happen('last', second(3))
    await happen('first', second(1))
    const ids = (rows: readonly Row[]) =>
      rows.map(({ place: [, rank, key] }) => (rank === 1 ? Number(key) : rank))
    const forward = await reader.search('forward', wanted)
    expect(ids(forward.rows)).toEqual([2, 0, 1_002, 11_001, 2])
    expect(forward.rows.map(nameOf)).toEqual(['first', 'running', 'record', 'record', 'last'])
    const backward = await reader.search('backward', { ...wanted, place: ['infinity', 99, ''] })
    expect(backward.rows).toEqual(forward.rows.toReversed())
    for (const [i, { place }] of forward.rows.entries()) {
      const after = await reader.search('forward', { ...wanted, place, limit: 2 })
      expect(after.rows).toEqual(forward.rows.slice(i + 1, i + 3))
      const before = await reader.search('backward', { ...wanted, place, limit: 2 })
      expect(before.rows).toEqual(forward.rows.slice(Math.max(i - 2, 0), i).reverse())
    }
    const late = await reader.search('forward', { ...wanted, from: second(3) })
    expect(late.rows.map(nameOf)).toEqual(['last'])
  })

  it('finds the rows that are in one snapshot and not in another', async () => {
    const { xid: one } = await happen('one', second(1))
    const { xid: two } = await happen('two', second(2))
    await happen('three', second(3))
    const types = async (change: object) =>
      (await reader.search('forward', { ...wanted, ...change })).rows.map(nameOf)
    const seen = (horizon: number, xids: number[] = [], recent: number[] = [], floor = noFloor) => ({
      horizon,
      xids,
      recent,
      floor,
    })
    expect(await types({ before: seen(two) })).toEqual(['two', 'three'])
    expect(await types({ before: seen(one, [two]) })).toEqual(['one', 'three'])
    expect(await types({ before: seen(one, [], [one, two], second(2)) })).toEqual(['one', 'three'])
    expect(await types({ upTo: seen(two) })).toEqual(['one'])
    expect(await types({ upTo: seen(two, [two]), before: seen(two) })).toEqual(['two'])
    expect(await types({ upTo: seen(one, [], [one, two], second(2)) })).toEqual(['two'])
  })

  it('finds the new rows of several logs by one statement, with its snapshot', async () => {
    const other = randomUUID()
    const { xid: one } = await happen('one', second(1))
    const { xid: two } = await happen('two', second(2))
    await happen('other', second(1), other)
    const ask = (of: string | null, from: string, before: object) => ({
      topic: toTopic(of),
      from,
      before: { ...emptySnapshot, ...before },
    })
    const asked = [
      ask(run, noFloor, {}),
      ask(run, second(2), {}),
      ask(run, noFloor, { horizon: two }),
      ask(run, noFloor, { horizon: one, xids: [two] }),
      ask(run, noFloor, { horizon: one, recent: [one, two], floor: second(2) }),
      ask(other, noFloor, {}),
      ask(randomUUID(), noFloor, {}),
    ]
    const rows = await database.query<FoundRow>(searchFresh(toTopic(run)), freshValues(asked))
    const found = asked.map((_, i) => {
      const ofLog = rows.filter(({ log }) => log === i + 1)
      return toReading(ofLog[0] as FoundRow, ofLog)
    })
    expect(found.map((reading) => reading.rows.map(nameOf))).toEqual([
      ['one', 'two'],
      ['two'],
      ['two'],
      ['one'],
      ['one'],
      ['other'],
      [],
    ])
    for (const { transactions, horizon, at } of found) {
      expect(transactions?.next).toBeGreaterThan(two)
      expect(transactions?.open.length === 0 ? transactions.next : horizon).toBe(horizon)
      expect(at).toBe(found[0]?.at)
    }
    const all = await database.query<FoundRow>(
      searchFresh(toTopic(null)),
      freshValues([ask(null, noFloor, { horizon: two })]),
    )
    expect(all.map(({ facts }) => facts.eventType)).toEqual(expect.arrayContaining(['two', 'other']))
  })

  it('tells whether the row of a place is still there', async () => {
    await record(7_000, 1)
    const { id } = await happen('event', second(1))
    const places: Place[] = [
      [second(1), 1, '7000'.padStart(19, '0')],
      [second(1), 2, id],
    ]
    const here = () => Promise.all(places.map((place) => reader.has(place)))
    expect(await here()).toEqual([true, true])
    await database.query('delete from application_events where id = $1', [id])
    expect(await here()).toEqual([true, false])
    await database.query('delete from task_logs where id = 7000')
    expect(await here()).toEqual([false, false])
    // The ends of a log are no rows.
    expect(await reader.has(startOfLog)).toBe(true)
    expect(await reader.has(['infinity', 99, ''])).toBe(true)
  })
})
