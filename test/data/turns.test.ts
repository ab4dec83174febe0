import { EventEmitter } from 'node:events'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { meterConnection } from '../../src/data/byte-meter.ts'
import { inTurn, isTurnSpent, reserve, reserveToEnd, spend, spentInTurn } from '../../src/data/turns.ts'

const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
const much = 10_000_000

beforeEach(nextTurn)

describe('work of a turn of the event loop', () => {
  it('is reserved at once while there is room', () => {
    expect(reserve(1)).toBeUndefined()
    expect(reserve(much)).toBeUndefined()
    expect(isTurnSpent()).toBe(true)
  })

  it('waits in order for a turn that has room', async () => {
    spend(much)
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 4 }, async (_, i) => {
        await reserve(much)
        order.push(i)
      }),
    )
    expect(order).toEqual([0, 1, 2, 3])
  })

  it('needs no callback while it is small, and is counted all the same', async () => {
    const setCallback = vi.spyOn(globalThis, 'setImmediate')
    for (let i = 0; i < 9; i += 1) spend(10_000)
    expect(setCallback).not.toHaveBeenCalled()
    expect(spentInTurn()).toBeGreaterThanOrEqual(90_000)
    spend(10_000)
    expect(setCallback).toHaveBeenCalledTimes(1)
    setCallback.mockRestore()
    await nextTurn()
    expect(spentInTurn()).toBe(0)
  })

  it('waits for the turn after one that was filled by others', async () => {
    spend(much)
    const work = vi.fn()
    inTurn(work)
    await nextTurn()
    expect(work).not.toHaveBeenCalled()
    await nextTurn()
    expect(work).toHaveBeenCalledTimes(1)
  })

  it('waits where it does not fit into what is left of a turn', async () => {
    spend(1_500_000)
    expect(reserve(400_000)).toBeUndefined()
    const order: string[] = []
    const large = reserve(1_000_000)?.then(() => order.push('large'))
    expect(large).toBeInstanceOf(Promise)
    // Not earlier than what came before it.
    await Promise.all([large, reserve(1)?.then(() => order.push('small'))])
    expect(order).toEqual(['large', 'small'])
  })

  it('that ends a request goes before other work that waits', async () => {
    spend(much)
    const order: string[] = []
    const others = [1, 2].map((n) => inTurn(() => order.push(`other ${n}`)))
    const ends = [1, 2].map((n) => reserveToEnd(much)?.then(() => order.push(`end ${n}`)))
    await Promise.all([...others, ...ends])
    expect(order).toEqual(['end 1', 'end 2', 'other 1', 'other 2'])
  })

  it('of several that wait is done in several turns', async () => {
    spend(much)
    let turn = 0
    const done: number[] = []
    const waiting = Array.from({ length: 4 }, () => inTurn(() => done.push(turn) && spend(much)))
    while (done.length < waiting.length) {
      await nextTurn()
      turn += 1
    }
    expect(new Set(done).size).toBe(4)
  })
})

/** A driver's connection whose rows are large. */
function openConnection() {
  let isPaused = false
  const stream = Object.assign(new EventEmitter(), {
    pause: () => {
      isPaused = true
    },
    resume: () => {
      isPaused = false
    },
    isPaused: () => isPaused,
  })
  stream.on('data', () => {})
  const connection = Object.assign(new EventEmitter(), { stream })
  connection.on('dataRow', () => {})
  meterConnection(
    { connection },
    () => undefined,
    () => {},
  )
  const receive = (length: number) => connection.emit('dataRow', { length, fields: ['x'.repeat(10)] })
  return { receive, stream, connection }
}

describe('a connection of the database', () => {
  it('is not read from for the rest of a turn in which it returned large rows', async () => {
    const { receive, stream } = openConnection()
    for (let i = 0; i < 100; i += 1) receive(8_000)
    expect(stream.isPaused()).toBe(false)
    receive(8_000_000)
    expect(stream.isPaused()).toBe(true)
    await nextTurn()
    await nextTurn()
    expect(stream.isPaused()).toBe(false)
  })

  it('is not read from for the rest of a turn in which it returned a row of many keys', async () => {
    const { connection, stream } = openConnection()
    const receiveKeys = (keys: number) =>
      connection.emit('dataRow', { length: 20_000, fields: [`{${'"k":0,'.repeat(keys)}`] })
    receiveKeys(3_000)
    expect(stream.isPaused()).toBe(false)
    receiveKeys(60_000)
    expect(stream.isPaused()).toBe(true)
  })

  it('waits with its large row where another one returned such a row in this turn', async () => {
    const connections = Array.from({ length: 3 }, openConnection)
    for (const { stream } of connections.slice(0, 2)) stream.emit('data', Buffer.alloc(100_000))
    const paused = () => connections.map(({ stream }) => stream.isPaused())
    connections[0]?.receive(8_000_000)
    expect(paused()).toEqual([true, true, false])
    for (let n = 0; n < 3; n += 1) await nextTurn()
    expect(paused()).toEqual([false, false, false])
    // Its row has begun in a later turn only.
    connections[1]?.receive(8_000_000)
    expect(paused()).toEqual([false, true, false])
  })

  it('keeps one listener for chunks and one for rows, however often it is metered', () => {
    const { connection, stream } = openConnection()
    for (let i = 0; i < 3; i += 1)
      meterConnection(
        { connection },
        () => undefined,
        () => {},
      )
    expect([stream.listenerCount('data'), connection.listenerCount('dataRow')]).toEqual([1, 1])
  })
})
