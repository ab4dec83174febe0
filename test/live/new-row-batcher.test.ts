import { describe, expect, it } from 'vitest'
import type { Queryable } from '../../src/data/database.ts'
import type { LogTopic } from '../../src/live/log-topic.ts'
import { NewRowBatcher } from '../../src/live/new-row-batcher.ts'
import { emptySnapshot, noFloor } from '../../src/live/read-snapshot.ts'

const runLog = (value: string): LogTopic => ({
  key: value,
  value,
  sources: [{ model: 'ApplicationEvent', by: 'runId', time: 'createdAt', columns: [] }],
})
const sessionLog = (value: string): LogTopic => ({
  key: value,
  value,
  sources: [{ model: 'ApplicationEvent', by: 'sessionId', time: 'createdAt', columns: [] }],
})

/** A batcher whose statements answer as `answer` says, by default one row for each log. */
function scene(answer?: (values: string[]) => object[]) {
  const statements: string[][] = []
  const query = async (_: unknown, [values]: readonly string[][] = []) => {
    statements.push(values ?? [])
    return answer ? answer(values ?? []) : (values ?? []).map((key, i) => row(i + 1, key))
  }
  const batcher = new NewRowBatcher({ query } as unknown as Queryable)
  const read = async (topic: LogTopic) => {
    const { rows, transactions } = await batcher.read({ topic, from: noFloor, before: emptySnapshot })
    return { keys: rows.map(({ place }) => place[2]), transactions }
  }
  return { statements, read, keys: async (topic: LogTopic) => (await read(topic)).keys }
}

const row = (log: number, key: string) => ({
  log: String(log),
  rank: 0,
  key,
  time: '2026-01-01T00:00:00.000Z',
  xid: '5',
  facts: {},
  horizon: '5',
  snapshot: '5:9:5,7',
})

describe('reads of new rows', () => {
  it('of one turn of the event loop share a statement, and each gets its rows', async () => {
    const { statements, keys } = scene()
    expect(await Promise.all(['a', 'b', 'c'].map((name) => keys(runLog(name))))).toEqual([
      ['a'],
      ['b'],
      ['c'],
    ])
    expect(statements).toEqual([['a', 'b', 'c']])
    expect(await keys(runLog('d'))).toEqual(['d'])
    expect(statements).toHaveLength(2)
  })

  it('that come while a statement runs share the next one', async () => {
    const { statements, keys } = scene()
    const first = keys(runLog('a'))
    await new Promise((resolve) => setImmediate(resolve))
    const others = [keys(runLog('b')), keys(runLog('c'))]
    expect(await Promise.all([first, ...others])).toEqual([['a'], ['b'], ['c']])
    expect(statements).toEqual([['a'], ['b', 'c']])
  })

  it('of logs of other tables or columns have a statement of their own', async () => {
    const { statements, keys } = scene()
    expect(await Promise.all([keys(runLog('a')), keys(sessionLog('b'))])).toEqual([['a'], ['b']])
    expect(statements).toEqual([['a'], ['b']])
  })

  it('take at most 200 logs at a time', async () => {
    const { statements, keys } = scene()
    await Promise.all(Array.from({ length: 450 }, (_, i) => keys(runLog(`${i}`))))
    expect(statements.map(({ length }) => length)).toEqual([200, 200, 50])
  })

  it('tell a log without new rows from one with several', async () => {
    const { keys } = scene(() => [{ ...row(1, ''), rank: null }, row(2, 'x'), row(2, 'y')])
    expect(await Promise.all([keys(runLog('a')), keys(runLog('b'))])).toEqual([[], ['x', 'y']])
  })

  it.each([
    ['5:9:5,7', { next: 9, open: [5, 7] }],
    ['9:9:', { next: 9, open: [] }],
  ])('tell the transactions of a snapshot: %s', async (snapshot, transactions) => {
    const { read } = scene(() => [{ ...row(1, 'x'), snapshot }])
    expect((await read(runLog('a'))).transactions).toEqual(transactions)
  })

  it('fail together, and are repeated by the next', async () => {
    let isBroken = true
    const { keys } = scene((values) => {
      if (isBroken) throw new Error('broken')
      return values.map((key, i) => row(i + 1, key))
    })
    const results = await Promise.allSettled([keys(runLog('a')), keys(runLog('b'))])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    isBroken = false
    expect(await keys(runLog('a'))).toEqual(['a'])
  })

  it('fail for a log that the statement leaves out', async () => {
    const { keys } = scene(() => [row(1, 'a')])
    const results = await Promise.allSettled([keys(runLog('a')), keys(runLog('b'))])
    expect(results).toMatchObject([
      { value: ['a'] },
      { reason: { message: 'The search for new rows answered nothing.' } },
    ])
  })
})
