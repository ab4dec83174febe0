import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database, Statement } from '../../src/data/database.ts'
import type { LogEntry } from '../../src/live/log-entry.ts'
import { type LogPage, type LogPart, readLogPage } from '../../src/live/log-page.ts'
import { LogReader } from '../../src/live/log-reader.ts'
import { type Position, readPosition } from '../../src/live/position.ts'
import { testDatabases } from '../support/database.ts'
import { toTopic } from './log-topics.ts'

const cursors = new Cursors('secret')

const nameOf = ({ about }: LogEntry) => {
  if (about.kind === 'end') return `end ${about.status}`
  return about.kind === 'row' ? (about.facts.status ?? about.facts.eventType ?? '') : about.reason
}
const names = ({ entries }: LogPage) => entries.map(nameOf)

/** Replaces what identifies the run of the server, and keeps the epoch of its transactions. */
const ofEarlierRun = (position: Position): Position => ({
  ...position,
  lifetime: position.lifetime.replace(/^[^/]+/, 'another'),
})

describe.each(testDatabases)('pages of a log on $kind', ({ open }) => {
  let database: Database
  let run: string
  let reader: LogReader
  let recordId = 98
  beforeAll(async () => {
    database = await open('migrated')
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    run = randomUUID()
    reader = new LogReader(database, cursors, toTopic(run))
    await database.query(
      `insert into run_tasks (id, session_id, task_type, status, updated_at)
       values ($1, gen_random_uuid(), 'long', 'completed', '2026-01-01T00:00:00Z')`,
      [run],
    )
    // Two records and two events of one moment: keys of numbers in their order, kinds in that of the sources.
    recordId += 100
    await database.query(
      `insert into task_logs (id, task_id, status, created_at)
       select n, $1, 'record ' || n, '2026-01-01T00:00:01Z' from unnest($2::bigint[]) n`,
      [run, [recordId, recordId + 1].map((n) => 10 ** 10 * (n % 2) + n)],
    )
    await happen('event 1', 1)
    await happen('event 2', 2)
    await happen('event 3', 3)
  })
  const happen = (type: string, second: number) =>
    database.query(
      `insert into application_events (event_type, event_group, run_id, created_at)
       values ($2, 'agent', $1, timestamptz '2026-01-01T00:00:00Z' + $3 * interval '1 s')`,
      [run, type, second],
    )
  const read = (part: Partial<LogPart> = {}) => readLogPage(reader, { limit: 100, fromEnd: false, ...part })
  const positionOf = (entry: LogEntry | undefined) =>
    readPosition(cursors, reader.topic.key, entry?.cursor ?? '')
  const position = (page: LogPage, name: string) =>
    positionOf(page.entries.find((entry) => nameOf(entry) === name))

  it.each([1, 2, 3, 6, 7, 8])('of %s entries join to the whole log, from either end', async (limit) => {
    const whole = names(await read())
    expect(whole).toHaveLength(7)
    expect([whole[0], ...whole.slice(-4)]).toEqual([
      'completed',
      'event 1',
      'event 2',
      'event 3',
      'end completed',
    ])
    expect(await read()).toMatchObject({ more: false })
    for (const fromEnd of [false, true]) {
      let joined: string[] = []
      let page = await read({ limit, fromEnd })
      for (;;) {
        expect(page.entries.length).toBeLessThanOrEqual(limit)
        joined = fromEnd ? [...names(page), ...joined] : [...joined, ...names(page)]
        expect(page.more).toBe(joined.length < 7)
        if (!page.more) break
        const edge = positionOf(page.entries.at(fromEnd ? 0 : -1))
        page = await read({ limit, fromEnd, [fromEnd ? 'before' : 'after']: edge })
      }
      expect(joined).toEqual(whole)
    }
  })

  it('order rows of one moment by kind, then by key: numbers as numbers', async () => {
    const keys = (await read()).entries.flatMap(({ about }) =>
      about.kind === 'row' && about.model === 'TaskLog' ? [Number(about.id)] : [],
    )
    expect(keys).toHaveLength(2)
    expect(keys).toEqual(keys.toSorted((a, b) => a - b))
    expect((await read()).entries.map(({ about }) => about.kind === 'row' && about.model)).toEqual([
      'RunTask',
      'TaskLog',
      'TaskLog',
      'ApplicationEvent',
      'ApplicationEvent',
      'ApplicationEvent',
      false,
    ])
  })

  it('lie between two cursors, without the rows of these and without the end', async () => {
    const all = await read()
    const between = { after: position(all, 'completed'), before: position(all, 'event 3') }
    for (const fromEnd of [false, true]) {
      const page = await read({ ...between, fromEnd })
      expect([names(page).slice(2), page.more]).toEqual([['event 1', 'event 2'], false])
      expect(names(page)).toHaveLength(4)
      expect(names(await read({ before: between.before, fromEnd }))[0]).toBe('completed')
    }
    expect(await read({ ...between, limit: 1, fromEnd: true })).toMatchObject({ more: true })
    expect(names(await read({ ...between, limit: 1, fromEnd: true }))).toEqual(['event 2'])
  })

  it('go on behind a cursor with what was committed since, after the rest of its reading', async () => {
    const after = position(await read(), 'event 2')
    await happen('late', 0.5)
    await happen('later', 4)
    const rest = ['event 3', 'late', 'later', 'end completed']
    for (const fromEnd of [false, true]) expect(names(await read({ after, fromEnd }))).toEqual(rest)
    for (const limit of [1, 2, 3]) {
      expect(names(await read({ after, limit }))).toEqual(rest.slice(0, limit))
      expect(names(await read({ after, limit, fromEnd: true }))).toEqual(rest.slice(-limit))
    }
    const page = await read({ after, limit: 2 })
    expect(names(await read({ after: positionOf(page.entries[1]) }))).toEqual(['later', 'end completed'])
  })

  it('do not repeat the end, unless rows follow it', async () => {
    const after = position(await read(), 'end completed')
    for (const fromEnd of [false, true]) {
      const page = await read({ after, fromEnd })
      expect([names(page), page.more]).toEqual([[], false])
    }
    await happen('afterwards', 1)
    expect(names(await read({ after }))).toEqual(['afterwards', 'end completed'])
  })

  it('have no end while the run goes on', async () => {
    await database.query(`update run_tasks set status = 'running' where id = $1`, [run])
    expect(names(await read())).toHaveLength(6)
    expect(names(await read()).at(-1)).toBe('event 3')
  })

  it('show a status once, until it changes behind the cursor', async () => {
    await database.query(`update run_tasks set status = 'running' where id = $1`, [run])
    const after = position(await read(), 'event 3')
    const become = (status: string) =>
      database.query('update run_tasks set status = $2 where id = $1', [run, status])
    await become('running')
    expect(names(await read({ after }))).toEqual([])
    await become('completed')
    expect(names(await read({ after }))).toEqual(['completed', 'end completed'])
  })

  it('behind a cursor of another history begin behind its place', async () => {
    const after = { ...position(await read(), 'event 2'), database: 'another' }
    await happen('late', 0.5)
    expect(names(await read({ after }))).toEqual(['event 3', 'end completed'])
  })

  it('go on behind a cursor of an earlier run of the server', async () => {
    const after = ofEarlierRun(position(await read(), 'event 2'))
    await happen('late', 0.5)
    const rest = names(await read({ after }))
    expect(rest.slice(-1)).toEqual(['end completed'])
    expect(rest.toSorted()).toEqual(['end completed', 'event 3', 'late'])
  })

  it('read no rows older than the log’s age', async () => {
    const topic = { ...toTopic(run), maxAgeMs: 3_600_000 }
    const recent = new LogReader(database, cursors, topic)
    expect((await readLogPage(recent, { limit: 9, fromEnd: false })).entries.map(nameOf)).toEqual([
      'end completed',
    ])
    await database.query(
      `insert into application_events (event_type, event_group, run_id) values ('now', 'agent', $1)`,
      [run],
    )
    expect((await readLogPage(recent, { limit: 9, fromEnd: false })).entries.map(nameOf)).toEqual([
      'now',
      'end completed',
    ])
  })

  it.each([
    ['the rows', (text: string) => text.includes(' limit $14')],
    ['the row of the cursor', (text: string) => text.includes('as xid from snapshot')],
  ])('fail for now if the server restarts before %s are read', async (_, isMeant) => {
    const after = ofEarlierRun(position(await read(), 'event 2'))
    const query = async (statement: Statement | string, values: readonly unknown[] = []) => {
      const rows = await database.query<Position>(statement, values)
      const { text } = statement as Statement
      return isMeant(text) ? rows.map(ofEarlierRun) : rows
    }
    const restarting = new LogReader({ query } as never, cursors, reader.topic)
    await expect(readLogPage(restarting, { after, limit: 9, fromEnd: false })).rejects.toThrow(
      'was restarted',
    )
  })
})
