import { describe, expect, it } from 'vitest'
import { events, many, searched } from './log-script-rows.ts'
import { onScriptedLog } from './simulator/scripted-log.ts'

describe('a restart', () => {
  it('that lost nothing causes no reading by connected clients', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(3))
      const readers = [1, 2, 3].map(() => log.record())
      await log.pass(1_300)
      const read = () => log.sent(searched) + log.sent('count(*)')
      const before = read()
      await log.restart()
      log.commit({ type: 'next' })
      await log.pass(2_000)
      for (const { types } of readers) expect(types.slice(3)).toEqual(['next'])
      expect(read()).toBe(before)
    }))

  it('loses and repeats nothing for a client that reconnects to a gateway which was behind before it', () =>
    onScriptedLog(async (log) => {
      const behind = log.gateway()
      const before = log.record({ live: behind })
      await log.write({ type: 'a' })
      await log.pass(1_300)
      log.commit({ type: 'b' })
      const ahead = log.record()
      await log.pass(60)
      expect([ahead.types, before.types]).toEqual([['a', 'b'], ['a']])
      await log.restart()
      const cursor = ahead.entries[1]?.cursor ?? ''
      const again = log.record({ live: behind, after: cursor })
      await log.pass(60)
      await log.write({ type: 'c' })
      await log.pass(1_000)
      expect([again.types, before.types]).toEqual([['c'], ['a', 'b', 'c']])
      await behind.close()
    }))
})

describe('the witness of a long log', () => {
  it('has the transactions of its last reading, and those of the recent searches before a whole one', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(501))
      const reader = log.record()
      await log.pass(200)
      await log.write({})
      const slow = log.postgres.begin()
      await log.write({ type: 'a' })
      await log.write({ type: 'b' })
      const [a, b] = [slow + 1, slow + 2]
      const witness = () => reader.entries.at(-1)?.position.witness
      expect(witness()).toMatchObject({ xid: b, concurrent: [] })
      log.insert(slow, { at: log.world.now - 3_600_000, type: 'old' })
      log.postgres.commit([slow], true)
      log.signal()
      await log.pass(30)
      expect(reader.types.slice(-3)).toEqual(['a', 'b', 'old'])
      expect(witness()).toMatchObject({ xid: b, concurrent: [a, slow] })
    }))
})

describe('a gap', () => {
  it('is reported where the row of the cursor was removed, once', () =>
    onScriptedLog(async (log) => {
      const [, key = ''] = await log.write({ type: 'a' }, { type: 'b' }, { type: 'c' })
      const reader = log.record()
      await log.pass(30)
      log.postgres.remove(key)
      const again = log.record({ after: reader.entries[1]?.cursor ?? '' })
      await log.pass(60)
      expect(again.types).toEqual(['gap', 'c'])
      expect(again.entries[0]?.about).toEqual({ kind: 'gap', reason: 'ROWS_REMOVED' })
      const from = log.record({ after: again.entries[0]?.cursor ?? '' })
      await log.pass(60)
      expect(from.types).toEqual(['c'])
    }))

  it('is reported to all where the history is another one, and the whole log follows', () =>
    onScriptedLog(async (log) => {
      await log.write({ key: 'run', status: 'running' }, { type: 'a' })
      const copy = log.postgres.copy()
      const reader = log.record()
      await log.write({ type: 'lost' })
      const cursor = reader.entries.at(-1)?.cursor ?? ''
      await log.restart(copy)
      await log.pass(12_000)
      const again = log.record({ after: cursor })
      await log.pass(60)
      expect(reader.types).toEqual(['running', 'a', 'lost', 'gap', 'running', 'a'])
      expect(again.types).toEqual(['gap', 'running', 'a'])
      expect(again.entries[0]?.about).toEqual({ kind: 'gap', reason: 'OTHER_DATABASE' })
      await log.write({ type: 'next' })
      for (const { types } of [reader, again]) expect(types.at(-1)).toBe('next')
    }))

  it('is not reported after a crash that took nothing back', () =>
    onScriptedLog(async (log) => {
      await log.write({ type: 'a' })
      // Written later than the events, and again after the crash: it proves nothing.
      await log.write({ key: 'run', status: 'running' })
      const reader = log.record()
      await log.pass(30)
      await log.restart()
      log.commit({ key: 'run', status: 'waiting' }, { type: 'b' })
      const again = log.record({ after: reader.entries[0]?.cursor ?? '' })
      await log.pass(12_000)
      expect(reader.types).toEqual(['a', 'running', 'waiting', 'b'])
      expect(again.types).toEqual(['running', 'waiting', 'b'].slice(again.types.includes('running') ? 0 : 1))
    }))
})

describe('a log of a whole table', () => {
  it('begins now for each subscriber', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(20, 'old'))
      const first = log.record()
      await log.pass(60)
      await log.write({ type: 'a' })
      const second = log.record()
      await log.pass(60)
      await log.write({ type: 'b' })
      expect([first.types, second.types]).toEqual([['a', 'b'], ['b']])
      // A row that was committed before without a signal is none of a subscriber that begins now.
      log.commit({ type: 'c' })
      const third = log.record()
      await log.pass(60)
      await log.write({ type: 'd' })
      expect([second.types, third.types]).toEqual([['b', 'c', 'd'], ['d']])
    }, events))

  it('leaves out what is dated further back than its maximum age, also behind a cursor', () =>
    onScriptedLog(async (log) => {
      const reader = log.record()
      await log.pass(60)
      const { now } = log.world
      await log.write({ type: 'old', at: now - 901_000 }, { type: 'recent', at: now - 890_000 })
      expect(reader.types).toEqual(['recent'])
      reader.close()
      await log.pass(3_600_000)
      await log.write({ type: 'older', at: now - 901_000 }, { type: 'missed', at: now + 1_000 })
      const again = log.record({ after: reader.entries[0]?.cursor ?? '' })
      await log.pass(60)
      expect([again.types, again.failure]).toEqual([['missed'], undefined])
      again.close()
      await log.pass(60_000)
      const current = log.record({ after: again.entries[0]?.cursor ?? '' })
      await log.pass(60)
      expect([current.types, current.failure]).toEqual([[], undefined])
    }, events))

  it('misses nothing that is written after the server’s clock was set back or forward by an hour', () =>
    onScriptedLog(async (log) => {
      const reader = log.record()
      await log.pass(60)
      for (const ms of [0, -3_600_000, -7_200_000, 0, 3_600_000]) {
        log.setClock(ms)
        await log.write({ type: `${ms} a` })
        const again = log.record({ after: reader.entries.at(-1)?.cursor ?? '' })
        await log.write({ type: `${ms} b` })
        await log.pass(60)
        expect(reader.types.slice(-2)).toEqual([`${ms} a`, `${ms} b`])
        expect([again.types, again.failure]).toEqual([[`${ms} b`], undefined])
        again.close()
      }
      expect(reader.types).toHaveLength(10)
    }, events))
})
