import { describe, expect, it, vi } from 'vitest'
import type { Queryable } from '../../src/data/database.ts'
import { DatabaseUnavailableError } from '../../src/data/unavailable.ts'
import { carryOver } from '../../src/live/history.ts'
import { createPositionAfter } from '../../src/live/log-reader.ts'
import type { LogTopic } from '../../src/live/log-topic.ts'
import { assertSameLifetime, isSameLifetime } from '../../src/live/moment.ts'
import type { Position } from '../../src/live/position.ts'

const topic: LogTopic = {
  key: 'events',
  value: 'x',
  sources: [{ model: 'ApplicationEvent', by: 'runId', time: 'createdAt', columns: [] }],
}
const at = '2026-01-01T00:00:00.000Z'
const moment = { database: '1/1/1', lifetime: 'a/0', flushed: 1_000, at }
const seen = { horizon: 700, xids: [702, 710], recent: [], floor: '-infinity' }
const key = '00000000-0000-0000-0000-000000000001'
const witness = { xid: 705, place: [at, 0, key] as const, concurrent: [703, 701] }
const position: Position = createPositionAfter(moment, seen, 'running', witness)
const epoch = 2 ** 32

/** What the server says now. */
const now = (row: object): Queryable =>
  ({
    query: async () => [
      {
        database: '1/1/1',
        lifetime: 'b/0',
        flushed: '2000',
        at: '2026-01-01T01:00:00.000Z',
        xid: '705',
        ...row,
      },
    ],
  }) as unknown as Queryable

describe('a position after a restart of the server', () => {
  it('goes on above its greatest row, which is there as it was', async () => {
    expect(await carryOver(now({}), topic, position)).toEqual({
      ...position,
      lifetime: 'b/0',
      flushed: 2_000,
      before: { ...seen, xids: [702] },
      upTo: { ...seen, xids: [702] },
    })
  })

  it('sees everything anew where it has seen no row', async () => {
    const none = { ...seen, horizon: 0, xids: [] }
    const carried = await carryOver(now({ xid: null }), topic, { ...position, witness: null })
    expect(carried).toMatchObject({ before: none, upTo: none, witness: null })
  })

  it('moves with a counter that was set forward', async () => {
    const xid = String(705 + epoch)
    expect(await carryOver(now({ xid, lifetime: 'b/1' }), topic, position)).toMatchObject({
      before: { horizon: 700 + epoch, xids: [702 + epoch] },
      witness: { xid: 705 + epoch, concurrent: [703 + epoch, 701 + epoch] },
    })
  })

  it.each([
    ['another cluster, database or timeline', { database: '1/1/2' }],
    ['less WAL than there was', { flushed: '999' }],
    ['its greatest row missing', { xid: null }],
    ['its greatest row written anew', { xid: '706' }],
    ['an older number of that row', { xid: '704' }],
    ['a number that is whole epochs less', { xid: String(705 - epoch) }],
    ['another epoch, and the row with the same number', { lifetime: 'b/1' }],
    [
      'enough WAL for an epoch of transactions',
      { xid: String(705 + epoch), flushed: String(1_000 + epoch * 34) },
    ],
  ])('is of another history where there is %s', async (_, row) => {
    expect(await carryOver(now(row), topic, position)).toBeNull()
  })

  it('is carried over with as much WAL as it had', async () => {
    expect(await carryOver(now({ flushed: '1000' }), topic, position)).not.toBeNull()
    const flushed = String(1_000 + epoch * 34 - 1)
    expect(await carryOver(now({ xid: String(705 + epoch), flushed }), topic, position)).not.toBeNull()
  })

  it('is compared by the row that it names, or by none', async () => {
    const query = vi.fn(async (_statement: unknown, _values: unknown) => [] as never[])
    const silent = { query } as unknown as Queryable
    await expect(carryOver(silent, topic, position)).rejects.toThrow('answered nothing')
    expect(query.mock.lastCall?.[1]).toEqual([key, at, [2, 4]])
    await expect(carryOver(silent, topic, { ...position, witness: null })).rejects.toThrow('answered nothing')
    expect(query.mock.lastCall?.[1]).toEqual([null, null, []])
  })

  it('is no position of a log without its source', async () => {
    const elsewhere = { ...position, witness: { ...witness, place: [at, 7, key] as const } }
    expect(await carryOver(now({}), topic, elsewhere)).toBeNull()
  })
})

describe('two moments', () => {
  it('are of one lifetime where database and lifetime are the same', () => {
    expect(isSameLifetime(moment, { ...moment, flushed: 5, at: 'later' })).toBe(true)
    expect(isSameLifetime(moment, { ...moment, database: 'b' })).toBe(false)
    expect(isSameLifetime(moment, { ...moment, lifetime: 'b' })).toBe(false)
  })

  it('of two lifetimes are worth another attempt', () => {
    expect(() => assertSameLifetime(moment, moment)).not.toThrow()
    expect(() => assertSameLifetime(moment, { ...moment, lifetime: 'b' })).toThrow(DatabaseUnavailableError)
  })
})
