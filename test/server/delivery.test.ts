/** The results of one event for many subscriptions: each encodes and writes them for itself. */
import { expect, it } from 'vitest'
import { Stream, type StreamSubscriber } from '../../src/live/stream.ts'
import { type SerializedSink, SubscriptionIterator } from '../../src/server/subscriptions/delivery.ts'
import type { SubscriptionGroup } from '../../src/server/subscriptions/group.ts'
import { SerializedResult } from '../../src/server/subscriptions/kept-results.ts'
import { countTurns } from '../attack/turn-counter.ts'

const json = JSON.stringify({ data: 'x'.repeat(1_000_000) })

/** Events that exist already, for every subscriber. */
class Events extends Stream<object> {
  readonly key = 'events'
  readonly #events: readonly object[]

  constructor(count: number) {
    super()
    this.#events = Array.from({ length: count }, () => ({}))
  }

  open(): StreamSubscriber<object> {
    let taken = 0
    return { take: () => this.#events[taken++], close: () => {} }
  }

  batchOf(event: object): readonly object[] {
    return [event]
  }
}

/** A group whose results were computed. */
const group = {
  result: () => new SerializedResult({ data: {} }, json),
  join: () => {},
} as unknown as SubscriptionGroup

function subscribe(count: number, socket: SerializedSink): SubscriptionIterator {
  const iterator = new SubscriptionIterator(group, { stream: new Events(count), socket, onClose: () => {} })
  void iterator.next()
  return iterator
}

const nextTurns = async (count: number) => {
  for (let i = 0; i < count; i += 1) await new Promise((resolve) => setImmediate(resolve))
}

it('sends a large result to many subscriptions in several turns of the event loop', async () => {
  const counter = countTurns()
  const turns: number[] = []
  const iterators = Array.from({ length: 20 }, () =>
    subscribe(1, { hasRoom: () => true, send: () => turns.push(counter.turn) }),
  )
  await nextTurns(40)
  counter.stop()
  for (const iterator of iterators) await iterator.return()
  expect(turns).toHaveLength(20)
  // A turn takes four million bytes.
  expect(new Set(turns).size).toBeGreaterThanOrEqual(4)
})

it('sends nothing to a subscription that ended while it waited for a turn', async () => {
  const sent: number[] = []
  const iterators = Array.from({ length: 20 }, (_, i) =>
    subscribe(1, { hasRoom: () => true, send: () => sent.push(i) }),
  )
  await iterators[19]?.return()
  await nextTurns(40)
  for (const iterator of iterators) await iterator.return()
  expect(sent).toEqual(Array.from({ length: 19 }, (_, i) => i))
})

it('asks again for room on a connection after it waited for a turn', async () => {
  let pending = 0
  const resumes: (() => void)[] = []
  const socket: SerializedSink = {
    hasRoom(resume) {
      if (pending === 0) return true
      resumes.push(resume)
      return false
    },
    send: () => {
      pending += 1
    },
  }
  // Others use the turn up, so that all of this connection wait.
  const others = Array.from({ length: 8 }, () => subscribe(1, { hasRoom: () => true, send: () => {} }))
  const iterators = Array.from({ length: 3 }, () => subscribe(1, socket))
  await nextTurns(40)
  expect(pending).toBe(1)
  pending = 0
  for (const resume of resumes.splice(0)) resume()
  await nextTurns(40)
  expect(pending).toBe(1)
  for (const iterator of [...others, ...iterators]) await iterator.return()
})
