import type { Pgoutput } from 'pg-logical-replication'
import { describe, expect, it } from 'vitest'
import type { Queryable } from '../../../src/data/database.ts'
import { Relay } from '../../../src/live/capture/relay.ts'
import { waitUntilVisible } from '../../../src/live/capture/visible.ts'

const settled = () => new Promise((resolve) => setTimeout(resolve, 20))

/** A relay that has started, whose server answers with a snapshot, and whose publisher waits to be let go. */
async function relayOf(options: { snapshot?: string; waits?: boolean } = {}) {
  const state = { snapshot: options.snapshot ?? '100:100:', failure: undefined as Error | undefined }
  let hasStarted = false
  const published: string[][] = []
  const done: string[] = []
  const failures: Error[] = []
  const waiting: (() => void)[] = []
  const stop = new AbortController()
  const sql = { query: async () => [{ snapshot: state.snapshot }] } as unknown as Queryable
  const publish = async (signals: readonly string[]) => {
    if (state.failure) throw state.failure
    if (!hasStarted) return
    published.push(signals.map((signal) => JSON.parse(signal).keys.id[0]))
    if (options.waits) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  const relay = new Relay({
    sql,
    publisher: { publish, close: () => {} },
    from: '0/1',
    signal: stop.signal,
    onDone: (position) => done.push(position),
    onFailure: (error) => failures.push(error),
  })
  relay.start()
  await settled()
  hasStarted = true
  done.length = 0
  const send = (...messages: object[]) => {
    for (const message of messages) relay.onMessage(message as Pgoutput.Message)
  }
  const insert = (id: string) => ({ tag: 'insert', relation: { name: 'run_tasks' }, new: { id } })
  const transaction = (xid: number, end: string, ...ids: string[]) =>
    send({ tag: 'begin', xid }, ...ids.map(insert), { tag: 'commit', commitEndLsn: end })
  return { relay, state, published, done, failures, waiting, stop, send, insert, transaction }
}

describe('a relay', () => {
  it('publishes the changes of each transaction, then its position', async () => {
    const { transaction, published, done, failures } = await relayOf()
    transaction(90, '0/10', 'a')
    await settled()
    transaction(91, '0/20', 'b')
    await settled()
    expect([published, done, failures]).toEqual([[['a'], ['b']], ['0/10', '0/20'], []])
  })

  it('publishes together what ends while it publishes, and nothing of a transaction that goes on', async () => {
    const { transaction, send, insert, published, done, waiting } = await relayOf({ waits: true })
    transaction(90, '0/10', 'a')
    await settled()
    transaction(91, '0/20', 'b')
    transaction(92, '0/30')
    send({ tag: 'begin', xid: 93 }, insert('c'))
    expect(done).toEqual([])
    waiting.shift()?.()
    await settled()
    waiting.shift()?.()
    await settled()
    expect([published, done]).toEqual([
      [['a'], ['b']],
      ['0/10', '0/30'],
    ])
    send({ tag: 'commit', commitEndLsn: '0/40' })
    await settled()
    expect(published.at(-1)).toEqual(['c'])
  })

  it('publishes nothing of transactions without watched rows, and what follows a lone message', async () => {
    const { transaction, send, insert, published, done } = await relayOf()
    send(insert('of no transaction'), { tag: 'commit', commitEndLsn: '0/5' })
    transaction(90, '0/10')
    await settled()
    expect([published, done.at(-1)]).toEqual([[], '0/10'])
  })

  it('confirms positions between transactions, and none beyond what was published', async () => {
    const { relay, transaction, send, waiting } = await relayOf({ waits: true })
    expect(relay.onPosition('0/8')).toBe('0/8')
    send({ tag: 'begin', xid: 90 })
    expect(relay.onPosition('0/9')).toBe('0/8')
    send({ tag: 'commit', commitEndLsn: '0/10' })
    await settled()
    expect(relay.onPosition('0/11')).toBe('0/11')
    transaction(91, '0/20', 'a')
    await settled()
    expect(relay.onPosition('0/21')).toBe('0/11')
    waiting.shift()?.()
    await settled()
    expect(relay.onPosition('0/22')).toBe('0/22')
  })

  it('waits until the transactions are visible', async () => {
    const { state, transaction, published } = await relayOf({ snapshot: '90:91:90' })
    transaction(90, '0/10', 'a')
    await settled()
    expect(published).toEqual([])
    state.snapshot = '91:91:'
    await expect.poll(() => published).toEqual([['a']])
  })

  it('stops with an error, and confirms nothing that was not published', async () => {
    const { relay, state, transaction, published, done, failures } = await relayOf()
    state.failure = new Error('Redis is away.')
    transaction(90, '0/10', 'a')
    await settled()
    state.failure = undefined
    transaction(91, '0/20', 'b')
    await settled()
    expect([published, done, failures.map(({ message }) => message)]).toEqual([[], [], ['Redis is away.']])
    expect(relay.onPosition('0/30')).toBe('0/1')
  })
})

describe('waiting for transactions', () => {
  const epoch = 2 ** 32
  const isVisible = async (snapshot: string, ...xids: number[]) => {
    const stop = new AbortController()
    let asked = 0
    const sql = {
      query: async () => {
        asked += 1
        if (asked > 2) stop.abort()
        return [{ snapshot }]
      },
    } as unknown as Queryable
    return waitUntilVisible(sql, xids, stop.signal).then(
      () => asked === 1,
      () => false,
    )
  }

  it.each([
    ['ended', '100:100:', [99], true],
    ['the next one, which is not given out yet', '100:100:', [100], false],
    ['listed as open', '90:100:90,95', [95], false],
    ['ended beside open ones', '90:100:90,95', [92, 96], true],
    ['some of which are open', '90:100:90', [92, 90], false],
    ['none', '90:100:90', [], true],
    ['ended in another epoch', `${epoch + 5}:${epoch + 5}:`, [4], true],
    ['before the numbers began anew', `${epoch + 5}:${epoch + 5}:`, [epoch - 3], true],
    [
      'open since before the numbers began anew',
      `${epoch - 3}:${epoch + 5}:${epoch - 3}`,
      [epoch - 3],
      false,
    ],
    ['to come after the numbers begin anew', `${epoch - 3}:${epoch - 3}:`, [2], false],
  ])('sees that they are %s', async (_, snapshot, xids, expected) => {
    expect(await isVisible(snapshot, ...xids)).toBe(expected)
  })
})
