import { describe, expect, it } from 'vitest'
import { LogStream } from '../../src/live/log-stream.ts'
import { many } from './log-script-rows.ts'
import { onScriptedLog, type ScriptedLog } from './simulator/scripted-log.ts'

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
      const none = log.record({ filter: { key: 'none', accepts: () => false } })
      await log.pass(60)
      expect(none.types).toEqual(['end'])
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

describe('a long log', () => {
  const start = async (log: ScriptedLog) => {
    await log.write(...many(500))
    const reader = log.record()
    await log.pass(1_300)
    await log.write({})
    return { reader, received: () => reader.types.slice(501) }
  }

  it('is searched for recent rows after a signal: old ones beside them come with the poll', () =>
    onScriptedLog(async (log) => {
      const { received } = await start(log)
      const at = log.world.now - 121_000
      await log.write({ type: 'old', at }, { type: 'new' })
      expect(received()).toEqual(['new'])
      await log.pass(10_100)
      expect(received()).toEqual(['new', 'old'])
    }))

  it('is searched as a whole where signals were missed, whichever signal comes beside', () =>
    onScriptedLog(async (log) => {
      const { received } = await start(log)
      log.commit({ type: 'old', at: log.world.now - 3_600_000 }, { type: 'new' })
      log.live.signals.wakeAll()
      log.signal()
      await log.pass(30)
      expect(received()).toEqual(['old', 'new'])
    }))

  it('is searched as a whole after a search that failed, whichever signal comes before the next attempt', () =>
    onScriptedLog(async (log) => {
      const { received } = await start(log)
      log.commit({ type: 'old', at: log.world.now - 3_600_000 }, { type: 'new' })
      log.failure = { text: 'asked.log', error: new Error('broken'), times: 1 }
      log.signal()
      await log.pass(20)
      log.signal()
      await log.pass(200)
      expect(received()).toEqual(['old', 'new'])
    }))

  it('is searched as a whole for a client whose cursor is of a gateway ahead', () =>
    onScriptedLog(async (log) => {
      const { received } = await start(log)
      const ahead = log.gateway()
      log.commit({ type: 'old', at: log.world.now - 3_600_000 }, { type: 'new' })
      const other = log.record({ live: ahead })
      await log.pass(200)
      expect(received()).toEqual([])
      const cursor = other.entries.find(
        ({ about }) => about.kind === 'row' && about.facts.eventType === 'new',
      )?.cursor
      const again = log.record({ after: cursor ?? '' })
      await log.pass(60)
      expect([received().toSorted(), again.failure]).toEqual([['new', 'old'], undefined])
      await ahead.close()
    }))

  it('is searched whole at once if nothing recent is found', () =>
    onScriptedLog(async (log) => {
      const { received } = await start(log)
      await log.write({ type: 'old', at: log.world.now - 3_600_000 })
      await log.write({ type: 'new' })
      expect(received()).toEqual(['old', 'new'])
    }))

  it('keeps the order of a writer whose transaction was open for a minute', () =>
    onScriptedLog(async (log) => {
      const { received } = await start(log)
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
      expect(received()).toEqual(['meanwhile', 'after a minute', 'long', 'next of the same writer'])
    }))

  it.each([
    ['ends before it', 90_000],
    ['is still open', Number.POSITIVE_INFINITY],
  ])('keeps the order of a writer whose long transaction is younger than one that %s', (_, firstMs) =>
    onScriptedLog(async (log) => {
      const { received } = await start(log)
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
      expect(received().slice(-2)).toEqual(['long', 'next of the same writer'])
    }),
  )

  it('keeps the order of a writer whose transaction was open before anybody watched', () =>
    onScriptedLog(async (log) => {
      await log.write(...many(500))
      const open = log.postgres.begin()
      log.insert(open, { type: 'long' })
      await log.pass(110_000)
      await log.write({})
      const { received } = await start(log)
      for (let i = 0; i < 5; i += 1) {
        await log.write({})
        await log.pass(10_500)
      }
      log.postgres.commit([open], true)
      log.commit({ type: 'next of the same writer' })
      log.signal()
      await log.pass(30)
      expect(received().slice(-2)).toEqual(['long', 'next of the same writer'])
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

  it('is not followed from a gateway that keeps back rows that the client has, until it has read them', () =>
    onScriptedLog(async (log) => {
      const behind = log.gateway()
      const before = log.record({ live: behind })
      await log.pass(1_100)
      const open = log.postgres.begin()
      for (let i = 0; i < 1_990; i += 1) log.commit({})
      const ahead = log.record()
      await log.pass(300)
      expect([ahead.types.length, before.types.length]).toEqual([1_990, 0])
      for (let i = 0; i < 20; i += 1) log.commit({})
      const again = log.record({ live: behind, after: ahead.entries.at(-1)?.cursor ?? '' })
      await log.pass(300)
      log.postgres.commit([open], true)
      await log.pass(12_000)
      expect(before.types).toHaveLength(2_010)
      expect([again.types.length, again.failure]).toEqual([20, undefined])
      await behind.close()
    }))
})
