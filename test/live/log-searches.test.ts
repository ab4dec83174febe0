import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Queryable } from '../../src/data/database.ts'
import {
  endOfLog,
  type FoundRow,
  findWitness,
  freshValues,
  type Place,
  type Search,
  type SurveyRow,
  search,
  searchFresh,
  searchValues,
  startOfLog,
  survey,
  type WitnessRow,
} from '../../src/live/log-statements.ts'
import type { LogTopic } from '../../src/live/log-topic.ts'
import { emptySnapshot, everythingSeen } from '../../src/live/read-snapshot.ts'
import { testDatabases } from '../support/database.ts'
import { events, records, toTopic, wholeTable } from './log-topics.ts'

const at = (second: number) => `2026-01-01T00:00:0${second}.000000Z`
const run = randomUUID()
const other = randomUUID()
const [a, b, c] = [1, 2, 3].map((n) => `00000000-0000-0000-0000-00000000000${n}`) as [string, string, string]
const recordKey = '0000000000000000012'

describe.each(testDatabases)('searches of logs, on $kind', ({ open }) => {
  let database: Database
  /** The transactions that wrote the rows, oldest first. */
  let xids: number[]
  beforeAll(async () => {
    database = await open('empty')
    await database.script(`
      create table run_tasks (id uuid primary key, status varchar, updated_at timestamptz);
      create table task_logs (id bigint primary key, task_id uuid, created_at timestamptz, status varchar);
      create table application_events (id uuid primary key, run_id uuid, created_at timestamptz, event_type varchar)`)
    xids = []
    for (const rows of [
      `application_events values ('${c}', '${run}', '${at(1)}')`,
      `application_events values ('${a}', '${run}', '${at(3)}'), ('${b}', '${run}', '${at(3)}')`,
      `task_logs values (12, '${run}', '${at(3)}')`,
      `application_events values ('${other}', '${other}', '${at(2)}')`,
      `run_tasks values ('${run}', 'running', '${at(5)}'), ('${other}', 'failed', '${at(2)}')`,
    ])
      xids.push(await write(rows))
  })
  afterAll(() => database.close())

  const ownXid = async (sql: Queryable) => {
    const [row] = await sql.query<{ xid: string }>('select pg_current_xact_id()::text as xid')
    return Number(row?.xid)
  }
  const write = (rows: string) =>
    database.transaction(async (tx) => {
      await tx.query(`insert into ${rows}`)
      return ownXid(tx)
    })
  /** The oldest transaction that is open in any database of the server, another test's as well, or the next one. */
  const oldestOpen = async () => {
    const read = 'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin'
    return Number((await database.query<{ xmin: string }>(read))[0]?.xmin)
  }
  /** The transactions of `run`'s rows, and `more`, that are as new as a survey's oldest open one. */
  const openOrAsNew = (found: SurveyRow | undefined, ...more: number[]) =>
    [...xids.filter((_, i) => i !== 3), ...more].filter((xid) => xid >= Number(found?.horizon)).map(String)
  const surveyOf = async (topic: LogTopic, from = '-infinity', sql: Queryable = database) =>
    (await sql.query<SurveyRow>(survey(topic), [topic.value, from]))[0]

  function read(more: Partial<Search>, direction: 'forward' | 'backward' = 'forward') {
    const place = direction === 'forward' ? startOfLog : endOfLog
    const asked: Search = {
      ...{ topic: toTopic(run), from: '-infinity', before: emptySnapshot, upTo: everythingSeen, place },
      ...{ limit: 100, ...more },
    }
    return database.query<FoundRow>(search(asked.topic, direction), searchValues(asked))
  }
  /** The source and the last digit of a row's key. */
  const toShortKey = ({ rank, key }: FoundRow) => (rank === null ? null : `${rank}${key.at(-1)}`)
  const find = async (...asked: Parameters<typeof read>) => (await read(...asked)).map(toShortKey)
  const runKey = `0${run.at(-1)}`
  const all = ['23', '12', '21', '22', runKey]

  describe('a survey', () => {
    it('has the number of rows, the newest date, the status and the row of the greatest transaction', async () => {
      const found = await surveyOf(toTopic(run))
      expect(found?.xids ?? []).toEqual(openOrAsNew(found))
      expect(found).toMatchObject({
        rows: 5,
        newest: at(5),
        status: 'running',
        witness_xid: String(xids[2]),
        witness_rank: 1,
        ...{ witness_key: recordKey, witness_time: at(3) },
        concurrent: [xids[1], xids[0]].map(String),
      })
    })

    it('takes the newest row of a transaction', async () => {
      await write(`application_events values ('${randomUUID()}', '${other}', '${at(1)}'),
        ('${randomUUID()}', '${other}', '${at(4)}'), ('${randomUUID()}', '${other}', '${at(2)}')`)
      expect(await surveyOf(toTopic(other))).toMatchObject({ rows: 5, witness_time: at(4), status: 'failed' })
    })

    it('takes no row of the run, even where its transaction wrote others too', async () => {
      const [key, event] = [randomUUID(), randomUUID()]
      await database.transaction(async (tx) => {
        await tx.query(`insert into run_tasks values ('${key}', 'running', '${at(5)}')`)
        await tx.query(`insert into application_events values ('${event}', '${key}', '${at(1)}')`)
      })
      expect(await surveyOf(toTopic(key))).toMatchObject({ rows: 2, witness_rank: 2, witness_key: event })
    })

    it('leaves out rows dated earlier', async () => {
      expect(await surveyOf(toTopic(run), at(4))).toMatchObject({ rows: 1, witness_xid: null })
      expect(await surveyOf(toTopic(run), at(3))).toMatchObject({ rows: 4, witness_rank: 1 })
    })

    it('has nothing of a log without rows', async () => {
      expect(await surveyOf(toTopic(randomUUID()))).toMatchObject({
        ...{ rows: 0, newest: null, status: null, xids: null, witness_xid: null, concurrent: null },
      })
    })

    it('has the transactions that are open or as new, each once', async () => {
      await database
        .transaction(async (tx) => {
          const xid = await ownXid(tx)
          for (const key of [randomUUID(), randomUUID()])
            await tx.query(`insert into application_events values ('${key}', '${run}', '${at(9)}')`)
          // A snapshot ends below one's own transaction while an older one, of another test, is open, until a newer one has ended.
          await tx.query('savepoint newer')
          await tx.query(`insert into application_events values ('${randomUUID()}', '${run}', '${at(9)}')`)
          await tx.query('rollback to savepoint newer')
          const found = await surveyOf(toTopic(run), undefined, tx)
          expect([found?.rows, found?.witness_xid]).toEqual([7, String(xid)])
          expect(found?.xids).toEqual(openOrAsNew(found, xid))
          expect(found?.xids?.at(-1)).toBe(String(xid))
          throw new Error('rolled back')
        })
        .catch((error: Error) => expect(error.message).toBe('rolled back'))
    })

    it('has no status where none of its sources has one', async () => {
      expect((await surveyOf(wholeTable))?.status).toBeNull()
      expect((await surveyOf(toTopic(run, [events])))?.status).toBeNull()
      expect((await surveyOf({ ...toTopic(run, [records]), statusSource: undefined }))?.status).toBeNull()
    })

    it('says where and when it was made', async () => {
      const oldest = await oldestOpen()
      const [first, second] = [await surveyOf(toTopic(run)), await surveyOf(toTopic(other))]
      expect(first?.database).toMatch(/^\d+\/\d+\/[0-9A-F]{8}$/)
      expect(first?.lifetime).toMatch(/^[0-9a-f]{12}\/0$/)
      expect([second?.database, second?.lifetime]).toEqual([first?.database, first?.lifetime])
      expect(Date.parse(second?.at ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.at ?? ''))
      expect(Number(first?.horizon)).toBeGreaterThanOrEqual(oldest)
      expect(Number(first?.horizon)).toBeLessThanOrEqual(await oldestOpen())
      expect(Number(first?.flushed)).toBeGreaterThan(0)
    })
  })

  describe('a witness', () => {
    const look = async (rank: number, key: string | null, time: string | null) =>
      (await database.query<WitnessRow>(findWitness(toTopic(run), rank), [key, time, []]))[0]

    it('is found with its transaction, by key and date', async () => {
      expect((await look(2, c, at(1)))?.xid).toBe(String(xids[0]))
      expect((await look(1, '12', at(3)))?.xid).toBe(String(xids[2]))
    })

    it('is not found once it is gone or dated otherwise, or where none is meant', async () => {
      for (const [key, time] of [
        [randomUUID(), at(1)],
        [c, at(2)],
        [null, null],
      ] as const) {
        const found = await look(2, key, time)
        expect(found?.xid).toBeNull()
        expect(found?.database).toBeTruthy()
      }
    })

    it('is of a source of the log', () => {
      expect(() => findWitness(toTopic(run), 3)).toThrow(/no such source/)
    })
  })

  describe('a page', () => {
    it('is in order of dates, then sources, then keys, in either direction', async () => {
      expect(await find({})).toEqual(all)
      expect(await find({}, 'backward')).toEqual(all.toReversed())
    })

    it.each<[Place, number]>([
      [[at(1), 2, c], 1],
      [[at(2), 0, ''], 1],
      [[at(3), 1, recordKey], 2],
      [[at(3), 2, a], 3],
      [[at(5), 0, run], 5],
    ])('begins behind its place, %j, and ends before it backwards', async (place, behind) => {
      const rest = all.slice(behind)
      expect(await find({ place })).toEqual(rest.length > 0 ? rest : [null])
      const before = all.slice(0, place[0] === at(2) ? behind : behind - 1).toReversed()
      expect(await find({ place }, 'backward')).toEqual(before.length > 0 ? before : [null])
    })

    it('has no more rows than asked for, the nearest ones', async () => {
      expect(await find({ limit: 2 })).toEqual(all.slice(0, 2))
      expect(await find({ limit: 2 }, 'backward')).toEqual(all.slice(-2).toReversed())
      expect(await find({ limit: 0 })).toEqual([null])
      expect(await find({ limit: null })).toEqual(all)
    })

    it('has no rows dated earlier than asked for', async () => {
      expect(await find({ from: at(3) })).toEqual(all.slice(1))
      expect(await find({ from: '+012026-01-01T00:00:00.000Z' })).toEqual([null])
    })

    it('has what was not read before', async () => {
      const [first = 0, second = 0] = xids
      expect(await find({ before: { ...emptySnapshot, horizon: second } })).toEqual(all.slice(1))
      expect(await find({ before: { ...emptySnapshot, xids: [first, second] } })).toEqual(['12', runKey])
      // Recent transactions were read as far as their rows are dated late enough.
      const recent = { ...emptySnapshot, recent: [first, second], floor: at(2) }
      expect(await find({ before: recent })).toEqual(['23', '12', runKey])
      expect(await find({ before: { ...recent, floor: at(3) } })).toEqual(['23', '12', runKey])
      expect(await find({ before: { ...recent, floor: at(4) } })).toEqual(all)
      expect(await find({ before: everythingSeen })).toEqual([null])
    })

    it('has nothing that was not yet there', async () => {
      const [first = 0, second = 0, third = 0] = xids
      expect(await find({ upTo: { ...emptySnapshot, horizon: second } })).toEqual(['23'])
      expect(await find({ upTo: { ...emptySnapshot, xids: [first, third] } })).toEqual(['23', '12'])
      const recent = { ...emptySnapshot, recent: [first, second], floor: at(2) }
      expect(await find({ upTo: recent })).toEqual(['21', '22'])
      expect(await find({ upTo: emptySnapshot })).toEqual([null])
    })

    it('has the columns of its sources with each row, and all rows of a whole table', async () => {
      const rows = await read({ limit: null })
      expect(rows.at(-1)).toMatchObject({
        ...{ rank: 0, key: run, time: at(5), xid: String(xids[4]), facts: { status: 'running' } },
      })
      const facts = { eventType: null }
      expect(rows[0]).toMatchObject({ rank: 2, key: c, time: at(1), xid: String(xids[0]), facts })
      const events = await database.query('select from application_events')
      expect(await read({ topic: wholeTable, limit: null })).toHaveLength(events.length)
    })
  })

  describe('a search of several logs', () => {
    const fresh = (...asked: Parameters<typeof freshValues>[0]) =>
      database.query<FoundRow>(searchFresh(toTopic(run)), freshValues(asked))
    const ofRun = { topic: toTopic(run), from: '-infinity', before: emptySnapshot }
    const keys = (rows: readonly FoundRow[], log: number) =>
      rows.filter((row) => row.log === log).map(toShortKey)

    it('has what is new of each, and its snapshot', async () => {
      const [first = 0, second = 0, third = 0] = xids
      const rows = await fresh(
        ofRun,
        { ...ofRun, before: { ...emptySnapshot, horizon: second } },
        { ...ofRun, before: everythingSeen },
        { ...ofRun, topic: toTopic(other), from: at(4) },
        { ...ofRun, before: { ...emptySnapshot, xids: [first, third], recent: [second], floor: at(3) } },
        { ...ofRun, before: { ...emptySnapshot, recent: [second], floor: at(4) } },
      )
      const expected = [all, all.slice(1), [null], [runKey], all]
      expect([1, 2, 3, 5, 6].map((log) => keys(rows, log))).toEqual(expected)
      expect(rows.filter(({ log }) => log === 4).map(({ time }) => time)).toEqual([at(4)])
      expect(rows.map(({ log }) => log)).toEqual(rows.map(({ log }) => log).toSorted())
      for (const { snapshot, horizon } of rows) expect(snapshot?.split(':')[0]).toBe(horizon)
      expect(rows[0]).toMatchObject({ key: c, time: at(1), xid: String(first), facts: { eventType: null } })
    })
  })

  it('are prepared once for all logs of the same sources', () => {
    const kinds = [survey, searchFresh, (topic: LogTopic) => search(topic, 'forward')]
    for (const kind of [...kinds, (topic: LogTopic) => search(topic, 'backward')])
      expect(kind(toTopic(run))).toBe(kind(toTopic(other)))
    const topics = [
      toTopic(run),
      toTopic(run, [events]),
      toTopic(run, [{ ...events, columns: ['id'] }]),
      wholeTable,
    ]
    const made = topics.flatMap((topic) => [...kinds.map((kind) => kind(topic)), search(topic, 'backward')])
    expect(new Set(made.map(({ name }) => name)).size).toBe(16)
    expect(new Set([0, 1, 2].map((rank) => findWitness(toTopic(run), rank).name)).size).toBe(3)
  })
})
