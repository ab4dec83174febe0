import { describe, expect, it } from 'vitest'
import { Cursors } from '../../src/data/batching/cursor.ts'
import { createStartPosition, LogReader, type Row, toReading } from '../../src/live/log-reader.ts'
import { type FoundRow, maxConcurrent, startOfLog } from '../../src/live/log-statements.ts'
import { type LogTopic, toWatchKeys } from '../../src/live/log-topic.ts'
import type { Witness } from '../../src/live/moment.ts'
import { emptySnapshot, noFloor } from '../../src/live/read-snapshot.ts'
import { second, toTopic } from './log-topics.ts'

const cursors = new Cursors('secret')

describe('a reader of a log', () => {
  const reader = new LogReader({ query: async () => [] }, cursors, toTopic('run'))
  const moment = { database: '', lifetime: '', flushed: 0, at: second(9) }
  const position = createStartPosition(moment)
  const none: Witness = { xid: 0, place: startOfLog, concurrent: [] }
  const row = (rank: number, xid: number, fact: string): Row => ({
    place: [second(1), rank, rank === 1 ? String(xid).padStart(19, '0') : `key ${xid}`],
    xid,
    facts: rank === 2 ? { eventType: fact } : { status: fact },
  })

  it('begins before the log, having had nothing', () => {
    expect(position).toEqual({
      ...moment,
      before: emptySnapshot,
      upTo: emptySnapshot,
      witness: null,
      place: startOfLog,
      status: '',
      ended: false,
      removed: false,
    })
  })

  it('watches the rows of its sources', () => {
    expect(toWatchKeys(toTopic('run'))).toEqual([
      { table: 'run_tasks', column: 'id', key: 'run' },
      { table: 'task_logs', column: 'task_id', key: 'run' },
      { table: 'application_events', column: 'run_id', key: 'run' },
    ])
    expect(toWatchKeys(toTopic(null))).toEqual(
      ['run_tasks', 'task_logs', 'application_events'].map((table) => ({ table })),
    )
  })

  it('keeps the row of the greatest transaction, of those that stay as they were', () => {
    const witness = (known: number | null, ...rows: Row[]) =>
      reader.witness(known === null ? null : { ...none, xid: known }, rows, [])?.xid
    expect(witness(null)).toBeUndefined()
    expect(witness(null, row(0, 9, 'running'))).toBeUndefined()
    expect(witness(null, row(1, 3, 'a'), row(2, 5, 'b'), row(1, 4, 'c'), row(0, 9, 'running'))).toBe(5)
    expect(witness(6, row(1, 3, 'a'))).toBe(6)
    expect(witness(6, row(1, 8, 'a'))).toBe(8)
    expect(reader.witness(null, [row(1, 1, 'a')], [])?.place).toEqual(row(1, 1, 'a').place)
    // Of several rows of one transaction, the one that is known stays.
    const known = { ...none, xid: 8 }
    expect(reader.witness(known, [row(1, 8, 'a')], [])).toEqual(known)
    const withoutStatus = new LogReader({ query: async () => [] }, cursors, {
      ...toTopic('run'),
      statusSource: undefined,
    })
    expect(withoutStatus.witness(null, [row(0, 9, 'running')], [])?.xid).toBe(9)
  })

  it('keeps the smaller transactions of the last reading that found rows which stay', () => {
    const concurrent = (known: Witness | null, rows: Row[], recent: number[] = []) =>
      reader.witness(known, rows, recent)?.concurrent
    const three = [row(1, 3, 'a'), row(2, 5, 'b'), row(1, 4, 'c'), row(2, 4, 'd')]
    expect(concurrent(null, three)).toEqual([4, 3])
    const known = { ...none, xid: 8, concurrent: [7, 6] }
    expect(concurrent(known, three)).toEqual([5, 4, 3])
    expect(concurrent(known, [row(1, 9, 'a')])).toEqual([])
    expect(concurrent(known, [row(0, 5, 'running')])).toEqual([7, 6])
    // What a search for recent rows found may be newer than what the next whole reading finds.
    expect(concurrent(known, [row(1, 2, 'a')], [6, 8, 12])).toEqual([6, 2])
    expect(concurrent(known, [], [5])).toEqual([7, 6])
    const many = Array.from({ length: maxConcurrent + 2 }, (_, i) => row(1, i + 1, 'a'))
    expect(concurrent(null, many)).toHaveLength(maxConcurrent)
    expect(concurrent(null, many)?.at(-1)).toBe(2)
  })

  it('makes entries of rows, batches of a hundred, and of statuses where they change', () => {
    const rows = [
      row(0, 1, 'running'),
      row(1, 2, 'a'),
      row(0, 3, 'running'),
      row(2, 4, 'b'),
      row(0, 5, 'completed'),
    ]
    const { entries, status } = reader.entries(rows, position)
    expect(status).toBe('completed')
    expect(
      entries.map(({ about, position: { place, status, ended, removed } }) => [
        about,
        place[2],
        status,
        ended,
        removed,
      ]),
    ).toEqual([
      [
        { kind: 'row', model: 'RunTask', id: 'key 1', facts: { status: 'running' } },
        'key 1',
        'running',
        false,
        false,
      ],
      [
        { kind: 'row', model: 'TaskLog', id: '2', facts: { status: 'a' } },
        '2'.padStart(19, '0'),
        'running',
        false,
        false,
      ],
      [
        { kind: 'row', model: 'ApplicationEvent', id: 'key 4', facts: { eventType: 'b' } },
        'key 4',
        'running',
        false,
        false,
      ],
      [
        { kind: 'row', model: 'RunTask', id: 'key 5', facts: { status: 'completed' } },
        'key 5',
        'completed',
        false,
        false,
      ],
    ])
    const many = reader.entries(
      Array.from({ length: 230 }, (_, n) => row(2, n, 'x')),
      position,
    ).entries
    expect([0, 99, 100, 199, 200].map((n) => many[n]?.batch.length)).toEqual([100, 100, 100, 100, 30])
    const known = { ...position, status: 'running' }
    expect(reader.entries([row(0, 1, 'running')], known)).toEqual({ entries: [], status: 'running' })
    expect(reader.entries([row(9, 1, 'of no source')], known)).toEqual({ entries: [], status: 'running' })
  })

  it('makes no entries of a status that only ends the log', () => {
    const { sources, ...topic } = toTopic('run')
    const [life, ...others] = sources as [LogTopic['sources'][number], ...LogTopic['sources']]
    const quiet = new LogReader({ query: async () => [] }, cursors, {
      ...topic,
      sources: [{ ...life, statusOnly: true }, ...others],
    })
    const { entries, status } = quiet.entries([row(0, 1, 'completed'), row(2, 2, 'x')], position)
    expect([entries.length, entries[0]?.position.status, status]).toEqual([1, 'completed', 'completed'])
    expect(
      quiet.entries([{ ...row(0, 1, ''), facts: { status: null } }], { ...position, status: 'x' }).status,
    ).toBe('')
  })

  it('makes entries of an end and of a gap', () => {
    const end = reader.end(second(5), { ...position, status: 'completed', removed: true })
    expect(end.about).toEqual({ kind: 'end', id: 'run', status: 'completed' })
    expect([end.last, end.time, end.batch]).toEqual([true, second(5), [end]])
    expect(end.position).toMatchObject({ place: ['infinity', 99, ''], ended: true, removed: false })
    expect(
      new LogReader({ query: async () => [] }, cursors, toTopic(null)).end('', position).about,
    ).toMatchObject({ id: '' })
    const gap = reader.gap('ROWS_REMOVED', position)
    expect([gap.about, gap.last, gap.position]).toEqual([
      { kind: 'gap', reason: 'ROWS_REMOVED' },
      false,
      position,
    ])
    expect(Math.abs(Date.parse(gap.time) - Date.now())).toBeLessThan(60_000)
  })

  it('surveys a log without rows, and one with them', async () => {
    const answers = (row: object) =>
      new LogReader({ query: async () => [row as never] }, cursors, toTopic('run'))
    const none = { rows: 0, newest: null, status: null, xids: null, witness_xid: null, concurrent: null }
    const now = { ...moment, flushed: '7', horizon: '5' }
    expect(await answers({ ...now, ...none }).survey()).toEqual({
      moment: { ...moment, flushed: 7 },
      rows: 0,
      newest: noFloor,
      status: '',
      seen: { ...emptySnapshot, horizon: 5 },
      witness: null,
    })
    const found = { rows: 2, newest: second(1), status: 'running', xids: ['6', '8'], concurrent: ['6'] }
    const witness = { witness_xid: '8', witness_time: second(1), witness_rank: 2, witness_key: 'key' }
    expect(await answers({ ...now, ...found, ...witness }).survey()).toMatchObject({
      rows: 2,
      newest: second(1),
      status: 'running',
      seen: { horizon: 5, xids: [6, 8] },
      witness: { xid: 8, place: [second(1), 2, 'key'], concurrent: [6] },
    })
  })

  it('fails where a statement answers nothing', async () => {
    const options = { from: noFloor, before: emptySnapshot, upTo: emptySnapshot, place: startOfLog, limit: 1 }
    await expect(reader.survey()).rejects.toThrow('survey of a log answered nothing')
    await expect(reader.search('forward', options)).rejects.toThrow('search of a log answered nothing')
  })

  it.each([
    ['5:9:', { next: 9, open: [] }],
    ['5:9:5,7', { next: 9, open: [5, 7] }],
    [undefined, undefined],
  ])('reads the transactions of snapshot %s', (snapshot, transactions) => {
    const row = { ...moment, flushed: '7', horizon: '5', snapshot, rank: null } as FoundRow
    expect(toReading(row, [row])).toEqual({ ...moment, flushed: 7, horizon: 5, transactions, rows: [] })
  })
})
