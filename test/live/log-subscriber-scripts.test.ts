import { describe, expect, it } from 'vitest'
import { foundRows, type ObservedRows } from '../../src/live/diagnostics.ts'
import { LogStream } from '../../src/live/log-stream.ts'
import { many, searched } from './log-script-rows.ts'
import { onScriptedLog, type ScriptedLog } from './simulator/scripted-log.ts'

describe('a failure', () => {
  const away = () =>
    Object.assign(new Error('canceling statement due to statement timeout'), { code: '57014' })

  it('of the search for new rows is reported, and repeated with growing pauses until it passes', () =>
    onScriptedLog(async (log) => {
      const reader = log.record()
      await log.pass(1_300)
      const error = new Error('broken')
      log.failure = { text: 'asked.log', error, times: 4 }
      await log.write({ type: 'a' })
      await log.pass(2_500)
      expect([reader.types, log.errors]).toEqual([['a'], [error, error, error, error]])
      const sent = log.sent('asked.log')
      await log.pass(5_000)
      expect(log.sent('asked.log')).toBe(sent)
      log.failure = { text: 'asked.log', error, times: 1_000 }
      await log.write({ type: 'b' })
      await log.pass(9_000)
      expect(log.errors.length - 4).toBeGreaterThan(4)
      expect(log.errors.length - 4).toBeLessThan(12)
    }))

  it('of a replay is repeated if it passes, and consumes no entry', () =>
    onScriptedLog(async (log) => {
      const keys = await log.write(...many(450))
      log.failure = { text: searched, error: away(), times: 1 }
      const reader = log.record()
      await log.pass(1_000)
      expect(reader.types).toEqual(keys)
      expect(reader.failure).toBeUndefined()
    }))

  it('of a replay ends the stream if it lasts', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(450))
      const error = new Error('broken')
      log.failure = { text: searched, error, times: 1 }
      const reader = log.record()
      await log.pass(1_000)
      expect([reader.failure, reader.types]).toEqual([error, []])
    }))

  it('of a replay is released when the subscriber has left', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(450))
      const error = Object.assign(new Error('broken'), { code: '57014' })
      log.failure = { text: searched, error, times: 100 }
      const reader = log.record()
      await log.pass(100)
      reader.close()
      await log.pass(200_000)
      expect([reader.failure, log.live.counts()]).toEqual([undefined, { feeds: 0, interests: 0 }])
    }))

  it('of the first reading is repeated by who comes next', () =>
    onScriptedLog(async (log) => {
      await log.write({ type: 'a' })
      log.failure = { text: 'count(*)', error: new Error('broken'), times: 1 }
      const first = log.record()
      await log.pass(30)
      expect(first.failure).toBe(log.failure.error)
      const second = log.record()
      await log.pass(60)
      expect(second.types).toEqual(['a'])
    }))

  it('does not hold up a subscriber that waits for a whole reading', () =>
    onScriptedLog(async (log) => {
      const behind = log.gateway()
      const before = log.record({ live: behind })
      await log.pass(1_100)
      log.commit({ type: 'a' }, { type: 'b' })
      const ahead = log.record()
      await log.pass(30)
      log.failure = { text: 'asked.log', error: away(), times: 2 }
      const after = log.record({ live: behind, after: ahead.entries[0]?.cursor ?? '' })
      await log.pass(2_000)
      expect([after.types, before.types]).toEqual([['b'], ['a', 'b']])
      await behind.close()
    }))
})

describe('a subscriber', () => {
  const open = (log: ScriptedLog, wake: () => void = () => {}) =>
    new LogStream(log.live, { topic: log.topic }).open(wake)

  it('that falls behind the entries at hand reads them from the database', () =>
    onScriptedLog(async (log) => {
      const slow = open(log)
      expect(slow.isReplaying).toBe(true)
      await Promise.all([slow.take(), log.pass(60)])
      expect([slow.isReplaying, slow.take()]).toEqual([false, undefined])
      const fast = log.record()
      for (let i = 0; i < 4; i += 1) await log.write(...many(100))
      expect(fast.types).toHaveLength(400)
      const taken: unknown[] = []
      for (let i = 0; i < 1_000; i += 1) {
        const entry = slow.take()
        if (entry instanceof Promise) {
          expect(slow.isReplaying).toBe(true)
          await Promise.all([entry, log.pass(30)])
        } else if (entry) taken.push(entry.about.kind === 'row' && entry.about.id)
      }
      expect(taken).toEqual(fast.types)
      slow.close()
    }))

  it('that takes entries within some milliseconds needs no replay of a burst', () =>
    onScriptedLog(async (log) => {
      const taken: unknown[] = []
      const take = async () => {
        await log.world.pause(5)
        for (let entry = slow.take(); entry; entry = slow.take()) {
          if (entry instanceof Promise) await entry
          else taken.push(entry)
        }
      }
      const slow = open(log, () => void take())
      void take()
      const fast = log.record()
      await log.pass(1_300)
      const searches = log.sent(searched)
      await log.write(...many(1_000))
      await log.pass(500)
      expect([taken.length, fast.types.length]).toEqual([1_000, 1_000])
      expect(log.sent(searched)).toBe(searches)
      slow.close()
    }))

  it('that does not read delays the others by at most 50 ms', () =>
    onScriptedLog(async (log) => {
      const stalled = open(log)
      await Promise.all([stalled.take(), log.pass(60)])
      const reader = log.record()
      await log.pass(1_300)
      await log.write(...many(300))
      // Nothing is held up while what the stalled one needs is kept.
      expect(reader.types.length).toBeGreaterThanOrEqual(200)
      await log.pass(60)
      expect(reader.types).toHaveLength(300)
      await log.write(...many(300))
      await log.pass(10)
      expect(reader.types).toHaveLength(600)
      stalled.close()
    }))

  it('leaves nothing behind when it leaves, and others undisturbed', () =>
    onScriptedLog(async (log) => {
      const [first, second] = [log.record(), log.record()]
      await log.write({ type: 'a' })
      first.close()
      await log.write({ type: 'b' })
      expect([first.types, second.types]).toEqual([['a'], ['a', 'b']])
      expect(log.live.counts()).toEqual({ feeds: 1, interests: 2 })
      second.close()
      await log.pass(100)
      expect(log.live.counts()).toEqual({ feeds: 0, interests: 0 })
      expect(log.world.pending).toBe(0)
      // A second call does not close what was opened meanwhile.
      const third = log.record()
      second.close()
      expect(log.live.counts().feeds).toBe(1)
      await log.write({ type: 'c' })
      expect(third.types).toEqual(['a', 'b', 'c'])
    }))

  it('of a gateway that closes gets nothing more, and no timer is left', () =>
    onScriptedLog(async (log) => {
      await log.write({ key: 'run', status: 'completed' }, ...many(3))
      const reader = log.record()
      await log.pass(100)
      log.commit({ type: 'late' })
      log.signal()
      const closing = log.live.close()
      await log.pass(60)
      await closing
      const sent = log.statements.length
      expect(reader.types).toHaveLength(4)
      expect(log.live.counts()).toEqual({ feeds: 0, interests: 0 })
      await log.pass(30_000)
      expect(log.world.pending).toBe(0)
      expect(log.statements).toHaveLength(sent)
    }))

  it('of a gateway that closes while a reading fails leaves no attempt behind', () =>
    onScriptedLog(async (log) => {
      log.record()
      await log.pass(1_300)
      log.live.signals.wakeAll()
      await log.pass(0.1)
      const closing = log.live.close()
      log.postgres.stop(true)
      await log.pass(50)
      await closing
      expect([log.errors.length, log.world.pending]).toEqual([1, 0])
    }))

  it('lets metrics know how long rows took, from the first signal on', () =>
    onScriptedLog(async (log) => {
      const observed: ObservedRows[] = []
      const observe = (rows: unknown) => void observed.push(rows as ObservedRows)
      foundRows.subscribe(observe)
      log.record()
      await log.pass(1_300)
      const { now } = log.world
      await log.write({ type: 'a' }, { type: 'b' }, { key: 'run', status: 'completed' })
      // The reading before the end, which no signal caused, finds a row.
      log.commit({ type: 'unsignalled' })
      await log.pass(2_100)
      foundRows.unsubscribe(observe)
      const at = new Date(now).toISOString()
      expect(observed).toEqual([{ signalledAt: expect.any(Number), times: [at, at, at] }])
      expect((observed[0]?.signalledAt ?? 0) - now).toBeLessThan(10)
      expect(observed[0]?.signalledAt).toBeGreaterThanOrEqual(now)
    }))

  it('lets metrics know how long rows took, attempts that failed and further signals included', () =>
    onScriptedLog(async (log) => {
      const observed: ObservedRows[] = []
      const observe = (rows: unknown) => void observed.push(rows as ObservedRows)
      foundRows.subscribe(observe)
      log.record()
      await log.pass(1_300)
      const { now } = log.world
      log.failure = { text: 'asked.log', error: new Error('broken'), times: 2 }
      log.commit({ type: 'a' })
      log.signal()
      await log.pass(20)
      log.signal()
      await log.pass(2_000)
      foundRows.unsubscribe(observe)
      expect(observed).toHaveLength(1)
      expect((observed[0]?.signalledAt ?? 0) - now).toBeLessThan(10)
    }))
})
