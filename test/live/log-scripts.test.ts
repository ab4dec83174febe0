import { describe, expect, it } from 'vitest'
import { foundRows, type ObservedRows } from '../../src/live/diagnostics.ts'
import { LogStream } from '../../src/live/log-stream.ts'
import type { LogTopic } from '../../src/live/log-topic.ts'
import { topic as runLog } from './simulator/schedule.ts'
import { onScriptedLog, type ScriptedLog } from './simulator/scripted-log.ts'

const many = (count: number, type?: string) => Array.from({ length: count }, () => (type ? { type } : {}))
const events: LogTopic = {
  key: 'events',
  value: null,
  sources: [
    { model: 'RunTask', time: 'updatedAt', columns: [], statusOnly: true },
    { model: 'ApplicationEvent', time: 'createdAt', columns: ['eventType'] },
  ],
  maxAgeMs: 900_000,
}
const searched = 'order by time, rank, key limit'

describe('a log', () => {
  it('is replayed from its beginning, then followed', () =>
    onScriptedLog(async (log) => {
      await log.write({ key: 'run', status: 'running' }, { type: 'a' }, { type: 'b' })
      const first = log.record()
      await log.pass(30)
      await log.write({ type: 'c' })
      const second = log.record()
      await log.pass(30)
      for (const reader of [first, second]) expect(reader.types).toEqual(['running', 'a', 'b', 'c'])
      expect(log.live.counts()).toEqual({ feeds: 1, interests: 2 })
    }))

  it('is read once for all who follow it, and while it is short, for those who join', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(256))
      const first = log.record()
      await log.pass(30)
      const sent = log.statements.length
      const others = [1, 2, 3].map(() => log.record())
      await log.pass(30)
      expect(log.statements).toHaveLength(sent)
      await log.write({ type: 'next' })
      expect(log.statements).toHaveLength(sent + 1)
      for (const { types } of [first, ...others]) expect([types.length, types.at(-1)]).toEqual([257, 'next'])
    }))

  it.each([257, 400, 450])('of %s rows is replayed in pages of 200', (count) =>
    onScriptedLog(async (log) => {
      const keys = await log.write(...many(count))
      const reader = log.record()
      await log.pass(200)
      expect(reader.types).toEqual(keys)
      const pages = log.statements.filter(({ text }) => text.includes(searched))
      expect(pages).toHaveLength(Math.floor(count / 200) + 1)
      expect(new Set(pages.map(({ values }) => values.at(-1)))).toEqual(new Set([200]))
      // Each page is searched from the date of the one before.
      const [first, second] = pages
      expect(first?.values[1]).toBe('-infinity')
      expect(second?.values[1]).toBe(reader.entries[199]?.time)
      await log.write({ type: 'next' })
      expect(reader.types.at(-1)).toBe('next')
    }),
  )

  it('is executed in batches of at most 100 entries of one reading', () =>
    onScriptedLog(async (log) => {
      const reader = log.record()
      await log.write(...many(250))
      await log.pass(200)
      await log.write({})
      const sizes = [0, 99, 100, 249, 250].map((i) => reader.entries[i]?.batch.length)
      expect(sizes).toEqual([100, 100, 100, 50, 1])
      for (const entry of reader.entries) expect(entry.batch).toContain(entry)
    }))

  it('goes on behind each entry, on another gateway too, with nothing lost or repeated', () =>
    onScriptedLog(async (log) => {
      await log.write({ key: 'run', status: 'running' }, ...many(3))
      const reader = log.record()
      await log.pass(30)
      await log.write({}, {})
      const last = await log.write({ type: 'last' })
      expect(last).toHaveLength(1)
      const other = log.gateway()
      for (const [i, { cursor }] of reader.entries.entries()) {
        const again = [log.record({ after: cursor }), log.record({ after: cursor, live: other })]
        await log.pass(60)
        for (const { types } of again) expect(types).toEqual(reader.types.slice(i + 1))
      }
      await other.close()
    }))

  it('waits for a gateway that is behind the cursor', () =>
    onScriptedLog(async (log) => {
      const behind = log.gateway()
      const before = log.record({ live: behind })
      await log.pass(1_100)
      log.commit({ type: 'a' }, { type: 'b' })
      const ahead = log.record()
      await log.pass(30)
      expect([ahead.types, before.types]).toEqual([['a', 'b'], []])
      const after = log.record({ live: behind, after: ahead.entries[0]?.cursor ?? '' })
      await log.pass(60)
      expect([after.types, before.types]).toEqual([['b'], ['a', 'b']])
      log.commit({ type: 'c' })
      log.signal()
      await log.pass(30)
      expect([after.types, before.types]).toEqual([
        ['b', 'c'],
        ['a', 'b', 'c'],
      ])
      await behind.close()
    }))

  it('shows a subscriber the rows that its filter accepts, and the end', () =>
    onScriptedLog(async (log) => {
      const filter = {
        key: 'a',
        accepts: ({ eventType }: Record<string, string | null>) => eventType !== 'b',
      }
      const reader = log.record({ filter })
      const all = log.record()
      await log.write({ type: 'a' }, { type: 'b' }, { type: 'c' })
      await log.write({ key: 'run', status: 'completed' })
      await log.pass(3_000)
      expect(reader.types).toEqual(['a', 'c', 'completed', 'end'])
      expect(all.types).toEqual(['a', 'b', 'c', 'completed', 'end'])
      const { topic, live } = log
      const keyOf = (key?: string) =>
        new LogStream(live, { topic, filter: key ? { ...filter, key } : undefined }).key
      expect(keyOf('a')).toBe(keyOf('a'))
      expect(new Set([keyOf('a'), keyOf('b'), keyOf()]).size).toBe(3)
    }))

  it('tells a status only when it has changed', () =>
    onScriptedLog(async (log) => {
      const reader = log.record()
      for (const status of ['running', 'running', 'waiting', 'running'])
        await log.write({ key: 'run', status })
      expect(reader.types).toEqual(['running', 'waiting', 'running'])
      const again = log.record({ after: reader.entries[2]?.cursor ?? '' })
      await log.write({ key: 'run', status: 'running' })
      await log.pass(60)
      expect(again.types).toEqual([])
    }))
})

describe('the end of a log', () => {
  const finished = async (log: ScriptedLog) => {
    await log.write({ key: 'run', status: 'running' }, { type: 'a' })
    const reader = log.record()
    await log.pass(30)
    await log.write({ key: 'run', status: 'completed' })
    return reader
  }

  it('comes two seconds after the run has ended, once', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(1_900)
      expect(reader.types).toEqual(['running', 'a', 'completed'])
      await log.pass(200)
      expect(reader.types).toEqual(['running', 'a', 'completed', 'end'])
      const { about, last } = reader.entries.at(-1) ?? {}
      expect([about, last]).toEqual([{ kind: 'end', id: 'run', status: 'completed' }, true])
      expect(reader.entries.filter((entry) => entry.last)).toHaveLength(1)
      await log.pass(30_000)
      expect(reader.types).toHaveLength(4)
    }))

  it('waits two seconds more after a late row', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(1_500)
      await log.write({ type: 'late' })
      await log.pass(1_800)
      expect(reader.types.at(-1)).toBe('late')
      await log.pass(300)
      expect(reader.types.at(-1)).toBe('end')
    }))

  it('comes after a row whose signal was lost', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      log.commit({ type: 'unsignalled' })
      await log.pass(6_000)
      expect(reader.types.slice(-2)).toEqual(['unsignalled', 'end'])
    }))

  it('is not repeated to who had it, unless the run goes on', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(2_500)
      const end = reader.entries.at(-1)
      const again = log.record({ after: end?.cursor ?? '' })
      await log.pass(5_000)
      expect([again.types, again.hasEnded]).toEqual([[], true])
      const later = log.record({ after: end?.cursor ?? '' })
      await log.write({ type: 'more' })
      await log.pass(2_500)
      expect(later.types).toEqual(['more', 'end'])
    }))

  it('comes at once to a client that has known for two seconds that the run had ended', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.pass(100)
      reader.close()
      await log.pass(2_000)
      const after = reader.entries.at(-1)?.cursor ?? ''
      const again = log.record({ after })
      await log.pass(100)
      expect(again.types).toEqual(['end'])
      await log.write({ type: 'late' })
      const behind = log.record({ after })
      await log.pass(100)
      expect(behind.types).toEqual(['late'])
      await log.pass(2_000)
      expect(behind.types).toEqual(['late', 'end'])
    }))

  it('is waited for in a finished log as in one that is followed', () =>
    onScriptedLog(async (log) => {
      await log.write({ type: 'a' }, { key: 'run', status: 'completed' })
      const reader = log.record()
      await log.pass(1_500)
      expect(reader.types).toEqual(['completed', 'a'])
      await log.pass(1_000)
      expect(reader.types).toEqual(['completed', 'a', 'end'])
    }))

  it('is not reached while the run goes on', () =>
    onScriptedLog(async (log) => {
      const reader = await finished(log)
      await log.write({ key: 'run', status: 'running' })
      await log.pass(30_000)
      expect(reader.types).toEqual(['running', 'a', 'completed', 'running'])
    }))

  it('is found where statuses are no entries', () =>
    onScriptedLog(
      async (log) => {
        const reader = await finished(log)
        await log.pass(2_500)
        expect(reader.types).toEqual(['a', 'end'])
      },
      {
        ...runLog('run'),
        sources: runLog('run').sources.map((source, i) => ({ ...source, statusOnly: i === 0 })),
      },
    ))
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

  it('is not told after a crash that took nothing back', () =>
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
      await log.write({ type: 'missed', at: now + 1_000 })
      const again = log.record({ after: reader.entries[0]?.cursor ?? '' })
      await log.pass(60)
      expect(again.types).toEqual(['missed'])
    }, events))
})

describe('a long log', () => {
  const start = async (log: ScriptedLog) => {
    await log.write(...many(500))
    const reader = log.record()
    await log.pass(1_300)
    await log.write({})
    return { reader, told: () => reader.types.slice(501) }
  }

  it('is searched for recent rows after a signal: old ones beside them come with the poll', () =>
    onScriptedLog(async (log) => {
      const { told } = await start(log)
      const at = log.world.now - 121_000
      await log.write({ type: 'old', at }, { type: 'new' })
      expect(told()).toEqual(['new'])
      await log.pass(10_100)
      expect(told()).toEqual(['new', 'old'])
    }))

  it('is searched as a whole at once where nothing recent is found', () =>
    onScriptedLog(async (log) => {
      const { told } = await start(log)
      await log.write({ type: 'old', at: log.world.now - 3_600_000 })
      await log.write({ type: 'new' })
      expect(told()).toEqual(['old', 'new'])
    }))

  it('keeps the order of a writer whose transaction was open for a minute', () =>
    onScriptedLog(async (log) => {
      const { told } = await start(log)
      const open = log.postgres.begin()
      log.insert(open, { type: 'long' })
      await log.write({ type: 'meanwhile' })
      await log.pass(61_000)
      await log.write({ type: 'after a minute' })
      await log.pass(120_000)
      // Its row is dated before the recent ones when it is committed, just before the writer's next one.
      log.postgres.commit([open], true)
      log.commit({ type: 'next of the same writer' })
      log.signal()
      await log.pass(30)
      expect(told()).toEqual(['meanwhile', 'after a minute', 'long', 'next of the same writer'])
    }))

  it.each([
    ['ends before it', 90_000],
    ['is still open', Number.POSITIVE_INFINITY],
  ])('keeps the order of a writer whose long transaction is younger than one that %s', (_, firstMs) =>
    onScriptedLog(async (log) => {
      const { told } = await start(log)
      const first = log.postgres.begin()
      await log.pass(30_000)
      const second = log.postgres.begin()
      log.insert(second, { type: 'long' })
      for (let ms = 0; ms < 145_000; ms += 5_000) {
        if (ms === firstMs) log.postgres.commit([first], true)
        await log.write({ type: 'meanwhile' })
        await log.pass(5_000)
      }
      log.postgres.commit([second], true)
      log.commit({ type: 'next of the same writer' })
      log.signal()
      await log.pass(30)
      expect(told().slice(-2)).toEqual(['long', 'next of the same writer'])
    }),
  )

  it('keeps the order of a writer whose transaction was open before anybody watched', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(500))
      const open = log.postgres.begin()
      log.insert(open, { type: 'long' })
      await log.pass(110_000)
      await log.write({})
      const { told } = await start(log)
      for (let i = 0; i < 5; i += 1) {
        await log.write({})
        await log.pass(10_500)
      }
      log.postgres.commit([open], true)
      log.commit({ type: 'next of the same writer' })
      log.signal()
      await log.pass(30)
      expect(told().slice(-2)).toEqual(['long', 'next of the same writer'])
    }))

  it('keeps new rows back while cursors would name some 2,000 transactions, and loses none', () =>
    onScriptedLog(async (log) => {
      const open = log.postgres.begin()
      for (let i = 0; i < 1_990; i += 1) log.commit({})
      const reader = log.record()
      await log.pass(200)
      expect(reader.types).toHaveLength(1_990)
      for (let i = 0; i < 30; i += 1) await log.write({})
      await log.pass(12_000)
      expect(reader.types.length).toBeLessThanOrEqual(2_000)
      log.postgres.commit([open], true)
      await log.pass(2_100)
      expect(reader.types).toHaveLength(2_020)
      expect(new Set(reader.types).size).toBe(2_020)
      await log.write({ type: 'next' })
      expect(reader.types.at(-1)).toBe('next')
    }))
})

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
      const { length } = log.statements.filter(({ text }) => text.includes('asked.log'))
      await log.pass(5_000)
      expect(log.sent('asked.log')).toBe(length)
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

  it('of a replay is nobody’s once the subscriber has left', () =>
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
      await log.pass(1_300)
      const searches = log.sent(searched)
      await log.write(...many(1_000))
      await log.pass(500)
      expect(taken).toHaveLength(1_000)
      expect(log.sent(searched)).toBe(searches)
      slow.close()
    }))

  it('that takes nothing holds up the others for 50 ms at most', () =>
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
      expect(reader.types).toHaveLength(4)
      expect(log.live.counts()).toEqual({ feeds: 0, interests: 0 })
      await log.pass(30_000)
      expect(log.world.pending).toBe(0)
    }))

  it('lets metrics know how long rows took, from the first signal on', () =>
    onScriptedLog(async (log) => {
      const observed: ObservedRows[] = []
      const observe = (rows: unknown) => void observed.push(rows as ObservedRows)
      foundRows.subscribe(observe)
      log.record()
      await log.pass(1_300)
      const { now } = log.world
      await log.write({ type: 'a' }, { type: 'b' })
      foundRows.unsubscribe(observe)
      const at = new Date(now).toISOString()
      expect(observed).toEqual([{ signalledAt: expect.any(Number), times: [at, at] }])
      expect((observed[0]?.signalledAt ?? 0) - now).toBeLessThan(10)
      expect(observed[0]?.signalledAt).toBeGreaterThanOrEqual(now)
    }))
})
