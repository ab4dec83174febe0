/** What an event of a group costs: it is executed, serialized and encoded once, whatever the number of its subscriptions. */
import { promiseHooks } from 'node:v8'
import { parse } from 'graphql'
import pino from 'pino'
import { expect, it } from 'vitest'
import { Stream, type StreamSubscriber } from '../../src/live/stream.ts'
import { type Context, createContext, type Services } from '../../src/schema/context.ts'
import { Explanation } from '../../src/schema/explanation.ts'
import { SubscriptionSource } from '../../src/schema/subscription.ts'
import { SubscriptionIterator } from '../../src/server/subscriptions/delivery.ts'
import { type ExecuteEvent, SubscriptionGroup } from '../../src/server/subscriptions/group.ts'
import { createKeptResults } from '../../src/server/subscriptions/kept-results.ts'

const subscriptions = 500

/** Events that are published to all subscribers at once. */
class Published extends Stream<object> {
  readonly key = 'published'
  readonly #events: object[] = []
  readonly #batches = new Map<object, readonly object[]>()
  readonly #wakes: (() => void)[] = []

  publish(event: object): void {
    this.#events.push(event)
    this.#batches.set(event, [event])
    for (const wake of this.#wakes) wake()
  }

  open(wake: () => void): StreamSubscriber<object> {
    let taken = this.#events.length
    this.#wakes.push(wake)
    return {
      take: () => (taken < this.#events.length ? this.#events[taken++] : undefined),
      close: () => {},
    }
  }

  batchOf(event: object): readonly object[] {
    return this.#batches.get(event) ?? []
  }
}

function subscribeAll(execute: ExecuteEvent) {
  const services = { database: { reads: {} }, live: { signals: { watch: () => () => {} } } }
  const contextValue = createContext({
    services: services as unknown as Services,
    viewer: null,
    requestId: '',
    log: pino({ level: 'silent' }),
    explanation: new Explanation(),
  })
  const stream = new Published()
  const source = new SubscriptionSource(stream, { interests: [], check: async () => {} })
  const args = { schema: undefined as never, document: parse('subscription { event }'), contextValue }
  const group = new SubscriptionGroup('key', args, source, { kept: createKeptResults(1_000_000), execute })
  const sent: (string | Buffer)[] = []
  const socket = { hasRoom: () => true, send: (json: string | Buffer) => void sent.push(json) }
  const steps = Array.from({ length: subscriptions }, () =>
    new SubscriptionIterator(group, { stream, socket, onClose: () => {} }).next(),
  )
  return { stream, sent, steps }
}

it('executes and encodes an event once for all subscriptions, and makes no promise for each', async () => {
  let executions = 0
  const { stream, sent } = subscribeAll(() => {
    executions += 1
    return { data: { event: 'é' } }
  })
  let promises = 0
  const stop = promiseHooks.onInit(() => {
    promises += 1
  })
  stream.publish({})
  await new Promise((resolve) => setImmediate(resolve))
  stop()
  expect(sent).toHaveLength(subscriptions)
  expect(String(sent[0])).toBe('{"data":{"event":"é"}}')
  expect(new Set(sent).size).toBe(1)
  expect(executions).toBe(1)
  expect(promises).toBeLessThan(subscriptions / 5)
})

it('keeps no statements of events for an explanation, which nobody receives', async () => {
  const contexts: Context[] = []
  const { stream } = subscribeAll(({ contextValue }) => {
    contexts.push(contextValue as Context)
    return { data: {} }
  })
  stream.publish({})
  await new Promise((resolve) => setImmediate(resolve))
  expect(contexts.map(({ explanation }) => explanation)).toEqual([undefined])
})

it('ends all subscriptions if an event cannot be executed', async () => {
  const { stream, sent, steps } = subscribeAll(() => {
    throw new Error('cannot be executed')
  })
  stream.publish({})
  const ends = await Promise.all(steps)
  expect(ends.every(({ value }) => value?.errors?.[0]?.originalError?.message === 'cannot be executed')).toBe(
    true,
  )
  expect(sent).toEqual([])
})
