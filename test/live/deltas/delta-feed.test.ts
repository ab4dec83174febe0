import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { DeltaFeed, SessionDelta } from '../../../src/live/deltas/delta-feed.ts'
import { DeltaStream } from '../../../src/live/deltas/delta-stream.ts'
import type { SocketEvent } from '../../../src/live/deltas/socket-message.ts'
import { hasRedis, type RedisServer, startRedisServer } from '../../support/redis-server.ts'
import { emitOf, eventOf, openPublisher, type Payload, type Publisher, pickled, secret } from './publisher.ts'

const session = sessions.website
const delta = (content: Payload, more: Payload = {}) =>
  emitOf(session, eventOf(session, 'agent.response.delta', content, more))

describe.skipIf(!hasRedis)('the feed of deltas', () => {
  let redis: RedisServer
  let publisher: Publisher
  beforeAll(async () => {
    redis = await startRedisServer()
    publisher = await openPublisher(redis.url)
  })
  afterAll(async () => {
    publisher.close()
    await redis.stop()
  })

  const openFeed = (onPickle = () => {}) =>
    new DeltaFeed(redis.url, {
      onPickle,
      onError: (error) => {
        throw error
      },
    })

  /** Subscribes, publishes the messages, and returns the texts received. */
  async function textsOf(...messages: readonly string[]): Promise<(string | null)[]> {
    const feed = openFeed()
    const texts: (string | null)[] = []
    feed.subscribe(session, ({ text }) => texts.push(text))
    await publisher.subscribers(1)
    for (const message of [...messages, delta({ end: true })]) await publisher.publish(message)
    await vi.waitFor(() => expect(texts.at(-1)).toBeNull())
    feed.close()
    await publisher.subscribers(0)
    return texts.slice(0, -1)
  }

  it('masks a text that comes in pieces as one', async () => {
    const pieces = [secret.slice(0, 12), secret.slice(12), ' is it. ']
    expect(await textsOf(...pieces.map((text) => delta({ text })))).toEqual(['', '', '[secret] is it. '])
  })

  it('tells the texts of agents, runs and kinds apart', async () => {
    const run = (id: number) => ({ run_id: `6f9f2c9e-4d0c-4a67-9d3e-0a4f7f3f2b1${id}` })
    const reasoning = eventOf(session, 'agent.reasoning.delta', { text: 'd' }, run(1))
    const messages = [
      delta({ text: 'a', agent_name: 'main' }, run(1)),
      delta({ text: 'b', agent_name: 'helper' }, run(1)),
      delta({ text: 'c', agent_name: 'main' }, run(2)),
      emitOf(session, reasoning),
      delta({ text: ' ', agent_name: 'main' }, run(1)),
      delta({ text: ' ', agent_name: 'helper' }, run(1)),
      delta({ text: ' ', agent_name: 'main' }, run(2)),
      emitOf(session, { ...reasoning, content: { text: ' ' } }),
    ]
    expect(await textsOf(...messages)).toEqual(['', '', '', '', 'a ', 'b ', 'c ', 'd '])
  })

  it('begins another text once the whole one has come', async () => {
    const whole = emitOf(session, eventOf(session, 'agent.response', { text: 'Hello' }, { transient: false }))
    const ofReasoning = emitOf(session, eventOf(session, 'agent.reasoning', {}, { transient: false }))
    expect(await textsOf(delta({ text: 'Hel' }), whole, delta({ text: 'Next ' }))).toEqual(['', 'Next '])
    expect(await textsOf(delta({ text: 'Hel' }), ofReasoning, delta({ text: 'lo ' }))).toEqual(['', 'Hello '])
  })

  it('delivers to the subscribers of the session alone, and to none that left', async () => {
    const feed = openFeed()
    const received: string[] = []
    const subscribe = (name: string, of: string) => feed.subscribe(of, () => received.push(name))
    const leave = [
      subscribe('first', session),
      subscribe('second', session),
      subscribe('other', sessions.slides),
    ]
    await publisher.subscribers(1)
    await publisher.publish(delta({}))
    await vi.waitFor(() => expect(received).toEqual(['first', 'second']))
    leave[0]?.()
    await publisher.publish(delta({}))
    await vi.waitFor(() => expect(received).toEqual(['first', 'second', 'second']))
    leave[1]?.()
    await publisher.subscribers(1)
    leave[2]?.()
    await publisher.subscribers(0)
    subscribe('later', session)
    // Leaving twice does not end what others subscribed to since.
    leave[1]?.()
    await publisher.subscribers(1)
    await publisher.publish(delta({}))
    await vi.waitFor(() => expect(received.at(-1)).toBe('later'))
    feed.close()
    await publisher.subscribers(0)
  })

  it('forgets texts with the last subscriber', async () => {
    const feed = openFeed()
    const texts: (string | null)[] = []
    const leave = feed.subscribe(session, ({ text }) => texts.push(text))
    await publisher.subscribers(1)
    await publisher.publish(delta({ text: 'missed' }))
    await vi.waitFor(() => expect(texts).toHaveLength(1))
    leave()
    await publisher.subscribers(0)
    feed.subscribe(session, ({ text }) => texts.push(text))
    await publisher.subscribers(1)
    await publisher.publish(delta({ text: ' seen ' }))
    await vi.waitFor(() => expect(texts).toEqual(['', ' seen ']))
    feed.close()
  })

  it('reports pickle once', async () => {
    const onPickle = vi.fn()
    const feed = openFeed(onPickle)
    const received: SessionDelta[] = []
    feed.subscribe(session, (one) => received.push(one))
    await publisher.subscribers(1)
    const send = async (...messages: readonly (string | Buffer)[]) => {
      received.length = 0
      for (const message of [...messages, delta({})]) await publisher.publish(message)
      await vi.waitFor(() => expect(received).toHaveLength(1))
    }
    await send('{}')
    expect(onPickle).not.toHaveBeenCalled()
    await send(pickled, '{}', pickled)
    expect(onPickle).toHaveBeenCalledTimes(1)
    feed.close()
  })

  it('reports that Redis is away', async () => {
    const onError = vi.fn()
    const feed = new DeltaFeed('redis://127.0.0.1:1', { onPickle: () => {}, onError })
    const leave = feed.subscribe(session, () => {})
    await vi.waitFor(() => expect(String(onError.mock.calls[0]?.[0])).toContain('ECONNREFUSED'))
    // And tries again.
    await vi.waitFor(() => expect(onError.mock.calls.length).toBeGreaterThan(2), 3_000)
    leave()
    feed.close()
  })
})

describe('the stream of deltas', () => {
  /** A stream whose feed is this function. */
  function openStream() {
    const subscribed: string[] = []
    const close = vi.fn()
    let push: (delta: unknown) => void = () => {}
    const feed = {
      subscribe(of: string, subscriber: (delta: unknown) => void) {
        subscribed.push(of)
        push = subscriber
        return close
      },
    }
    const stream = new DeltaStream(feed as unknown as DeltaFeed, session)
    return { stream, subscribed, close, push: (delta: unknown) => push(delta) }
  }

  it('wakes its subscriber for each delta, which takes them in order', () => {
    const { stream, subscribed, close, push } = openStream()
    const wake = vi.fn()
    const subscriber = stream.open(wake)
    expect([stream.key, subscribed]).toEqual([`deltas:${session}`, [session]])
    push('a')
    push('b')
    expect(wake).toHaveBeenCalledTimes(2)
    expect([subscriber.take(), subscriber.take(), subscriber.take()]).toEqual(['a', 'b', undefined])
    subscriber.close()
    expect(close).toHaveBeenCalledTimes(1)
  })

  it('drops the oldest of more than 500 deltas that wait', () => {
    const { stream, push } = openStream()
    const subscriber = stream.open(() => {})
    for (let n = 0; n < 502; n += 1) push(n)
    const one = new SessionDelta({} as SocketEvent, null)
    expect(stream.batchOf(one)).toEqual([one])
    const taken = Array.from({ length: 501 }, () => subscriber.take())
    expect([taken[0], taken[499], taken[500]]).toEqual([2, 501, undefined])
  })
})
