import { describe, expect, it } from 'vitest'
import { Cursors } from '../../src/data/batching/cursor.ts'
import type { Database } from '../../src/data/database.ts'
import { ChangedKeyStream } from '../../src/live/changed-key-stream.ts'
import { Live } from '../../src/live/live.ts'
import type { SignalEvents } from '../../src/live/notification-source.ts'
import { StateStream } from '../../src/live/state-stream.ts'
import { Stream } from '../../src/live/stream.ts'
import { isSignalled } from '../../src/live/watched.ts'
import { maxWatchedKeys } from '../../src/live/watched-rows.ts'

const row = { table: 'sessions', column: 'id', key: 's' }

/** The live updates of a process that hears what a test says; it has no database. */
function liveOf() {
  let events: SignalEvents | undefined
  const source = {
    listen: async (added: SignalEvents) => {
      events = added
      return async () => {}
    },
    isComplete: async () => true,
  }
  const database = { query: async () => [] } as unknown as Database
  const live = new Live(database, new Cursors('secret'), () => {}, source)
  const signal = async (table: string, keys: object | null) => {
    await Promise.resolve()
    events?.onSignal(JSON.stringify({ table, keys }))
  }
  return { live, signal }
}

/** A subscriber of a state, with how often it was woken since the last question. */
function subscriberOf(stream: StateStream) {
  let count = 0
  const subscriber = stream.open(() => {
    count += 1
  })
  const woken = () => {
    const before = count
    count = 0
    return before
  }
  const take = () => subscriber.take() as { revision: number } | undefined
  return { ...subscriber, take, woken }
}

describe('a state', () => {
  it('is sent at first, then once for the changes since the last time', async () => {
    const { live, signal } = liveOf()
    const stream = new StateStream(live, 'state', row)
    const one = subscriberOf(stream)
    const first = one.take()
    expect(first?.revision).toBeGreaterThan(0)
    expect([one.take(), one.woken()]).toEqual([undefined, 0])
    await signal('sessions', { id: ['other'] })
    expect([one.take(), one.woken()]).toEqual([undefined, 0])
    await signal('sessions', { id: ['s'] })
    await signal('sessions', { id: ['s'] })
    expect(one.woken()).toBe(2)
    expect(one.take()?.revision).toBeGreaterThan(first?.revision ?? 0)
    expect(one.take()).toBeUndefined()
    await live.close()
  })

  it('has one feed for its subscribers, from the first to the last', async () => {
    const { live, signal } = liveOf()
    const stream = new StateStream(live, 'state', row)
    const [one, other] = [subscriberOf(stream), subscriberOf(stream)]
    expect(live.counts()).toEqual({ feeds: 1, interests: 1 })
    expect(one.take()).toBe(other.take())
    one.close()
    one.close()
    await signal('sessions', { id: ['s'] })
    expect([one.woken(), other.woken()]).toEqual([0, 1])
    other.close()
    expect(live.counts()).toEqual({ feeds: 0, interests: 0 })
    const later = subscriberOf(stream)
    // A subscriber that is closed again takes nothing from those of a later feed.
    other.close()
    expect(live.counts()).toEqual({ feeds: 1, interests: 1 })
    expect(later.take()).toBeDefined()
    await live.close()
    expect(live.counts()).toEqual({ feeds: 0, interests: 0 })
  })

  it('is read anew for subscribers that join later, once for those of one turn', async () => {
    const { live } = liveOf()
    const stream = new StateStream(live, 'state', row)
    const first = subscriberOf(stream)
    const before = first.take()
    expect(subscriberOf(stream).take()).toBe(before)
    await new Promise(setImmediate)
    const [one, other] = [subscriberOf(stream), subscriberOf(stream)]
    const after = one.take()
    expect(after?.revision).toBeGreaterThan(before?.revision ?? 0)
    expect([other.take(), first.take()]).toEqual([after, after])
    await live.close()
  })

  it('is executed alone, compared with itself, and shared by a group', () => {
    const { live } = liveOf()
    const stream = new StateStream(live, 'state', row)
    const tick = subscriberOf(stream).take() as never
    expect(stream.batchOf(tick)).toEqual([tick])
    expect(stream.stateOf()).toBe('state')
    expect(stream.isLast(tick)).toBe(false)
    const group = new StateStream(live, 'state', row)
    expect(stream.sharedBy(group)).toBe(group)
  })

  it('wakes by the rows that its last readings reported, and no others', async () => {
    const { live, signal } = liveOf()
    const stream = new StateStream(live, 'state', row)
    expect(stream.record()).toBeUndefined()
    const one = subscriberOf(stream)
    const reading = (...rows: Parameters<NonNullable<ReturnType<typeof stream.record>>['onRead']>[]) => {
      const recording = stream.record()
      for (const read of rows) recording?.onRead(...read)
      return recording
    }
    const events = { model: 'ApplicationEvent', by: 'sessionId', key: 's' } as const
    reading([events], [{ model: 'RunTask' }], [{ model: 'User', by: 'email', key: 'a@example.org' }])?.end()
    expect([one.woken(), live.signals.size]).toEqual([0, 3])
    await signal('application_events', { session_id: ['s'] })
    await signal('run_tasks', { id: ['any'] })
    expect(one.woken()).toBe(2)
    await signal('users', { id: ['any'] })
    await signal('application_events', { session_id: ['other'] })
    expect(one.woken()).toBe(0)
    // While two readings overlap, what either has reported is watched.
    const [early, late] = [reading([events]), reading([{ model: 'Session', by: 'id', key: 't' }])]
    early?.end()
    expect(live.signals.size).toBe(4)
    late?.end()
    expect(live.signals.size).toBe(3)
    reading()?.end()
    expect(live.signals.size).toBe(1)
    await live.close()
  })

  it('is read again where rows were reported after they had been read, if they were not watched', () => {
    const { live } = liveOf()
    const stream = new StateStream(live, 'state', row)
    const one = subscriberOf(stream)
    one.take()
    const report = (isLate: boolean) => {
      const recording = stream.record()
      recording?.onRead({ model: 'Session', by: 'id', key: 't' }, isLate)
      expect(one.woken()).toBe(0)
      recording?.end()
      return one.woken()
    }
    expect([report(true), report(true), report(false)]).toEqual([1, 0, 0])
    expect(one.take()).toBeDefined()
    const recording = stream.record()
    recording?.onRead({ model: 'Session', by: 'id', key: 'u' }, true)
    one.close()
    recording?.end()
    recording?.onRead({ model: 'Session', by: 'id', key: 'v' }, true)
    expect([one.woken(), live.counts()]).toEqual([0, { feeds: 0, interests: 0 }])
  })

  it('watches a thousand keys at most', async () => {
    const { live } = liveOf()
    const stream = new StateStream(live, 'state', row)
    subscriberOf(stream)
    const recording = stream.record()
    for (let key = 0; key < maxWatchedKeys + 5; key += 1)
      recording?.onRead({ model: 'Session', by: 'id', key })
    expect(live.signals.size).toBe(1_001)
    recording?.end()
    await live.close()
  })

  it('can depend on any row of a watched table, or on those with a value in a watched column', () => {
    expect([isSignalled('sessions'), isSignalled('sessions', 'id'), isSignalled('sessions', 'name')]).toEqual(
      [true, true, false],
    )
    expect([isSignalled('run_tasks', 'user_id'), isSignalled('storybook_pages', 'user_id')]).toEqual([
      true,
      false,
    ])
    expect([isSignalled('no_such_table'), isSignalled('no_such_table', 'user_id')]).toEqual([false, false])
  })
})

describe('a stream', () => {
  it('has by default events that all count, none the last, and is opened anew for each subscription', () => {
    class Plain extends Stream {
      readonly key = 'plain'
      open = () => ({ take: () => undefined, close: () => {} })
      batchOf = () => []
    }
    const [plain, group] = [new Plain(), new Plain()]
    expect([plain.stateOf({}), plain.isLast({}), plain.record()]).toEqual([undefined, false, undefined])
    expect(plain.sharedBy(group)).toBe(plain)
  })
})

describe('the keys of changed rows', () => {
  function changesOf(start: () => Promise<readonly string[]>) {
    const { live, signal } = liveOf()
    const stream = new ChangedKeyStream(live, 'run_tasks', 'id', start)
    let woken = 0
    const subscriber = stream.open(() => {
      woken += 1
    })
    /** The keys that can be taken now, and their batches' sizes. */
    const taken = async () => {
      const keys: string[] = []
      const sizes: number[] = []
      for (;;) {
        const next = subscriber.take()
        if (next instanceof Promise) await next
        else if (!next) return { keys, sizes }
        else {
          keys.push(next.key)
          sizes.push(stream.batchOf(next).length)
          expect(stream.batchOf(next)).toContain(next)
          expect(stream.stateOf(next)).toBe(next.key)
        }
      }
    }
    return { live, signal, stream, subscriber, taken, woken: () => woken }
  }

  it('are those of the start, then of the changes, each once until it is taken', async () => {
    const { live, signal, taken, woken, stream } = changesOf(async () => ['a', 'b'])
    expect(stream.key).toBe('run_tasks.id')
    expect(await taken()).toEqual({ keys: ['a', 'b'], sizes: [2, 2] })
    await signal('run_tasks', { id: ['b', 'c'] })
    await signal('run_tasks', { id: ['c'] })
    await signal('sessions', { id: ['x'] })
    expect(woken()).toBe(2)
    expect((await taken()).keys).toEqual(['b', 'c'])
    expect((await taken()).keys).toEqual([])
    await live.close()
  })

  it('come in batches of fifty', async () => {
    const { live, taken } = changesOf(async () => Array.from({ length: 60 }, (_, n) => `key ${n}`))
    const { keys, sizes } = await taken()
    expect([keys.length, new Set(keys).size, sizes[0], sizes[49], sizes[50]]).toEqual([60, 60, 50, 50, 10])
    await live.close()
  })

  it('are read anew when changes may have been missed, with those of before that may have left', async () => {
    let now = ['a', 'b']
    const { live, signal, taken } = changesOf(async () => now)
    await taken()
    await signal('run_tasks', { id: ['c'] })
    await taken()
    now = ['b', 'd']
    live.signals.wakeAll()
    expect((await taken()).keys.toSorted()).toEqual(['a', 'b', 'c', 'd'])
    // A notification without keys, or without those of this column, stands for every row.
    now = ['e']
    for (const keys of [null, { session_id: ['s'] }]) {
      await signal('run_tasks', keys)
      expect((await taken()).keys).toContain('e')
    }
    await live.close()
  })

  it('include the changes during a start', async () => {
    let begin = (_: string[]) => {}
    const { live, signal, taken } = changesOf(() => new Promise<string[]>((resolve) => (begin = resolve)))
    const all = taken()
    await signal('run_tasks', { id: ['meanwhile'] })
    begin(['a'])
    expect((await all).keys.toSorted()).toEqual(['a', 'meanwhile'])
    await live.close()
  })

  it('are not asked for again once the subscriber has closed', async () => {
    let starts = 0
    const { live, signal, subscriber, woken } = changesOf(async () => {
      starts += 1
      throw Object.assign(new Error('The statement was cancelled.'), { code: '57014' })
    })
    const taking = subscriber.take()
    await signal('run_tasks', { id: ['a'] })
    subscriber.close()
    await expect(taking).rejects.toThrow('cancelled')
    await signal('run_tasks', { id: ['b'] })
    expect([starts, woken(), live.signals.size]).toEqual([1, 1, 0])
  })
})
