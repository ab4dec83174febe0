import { setImmediate as turn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { sessions } from '../../../src/demo/identities.ts'
import { DeltaFeed, SessionDelta } from '../../../src/live/deltas/delta-feed.ts'
import { DeltaStream } from '../../../src/live/deltas/delta-stream.ts'
import type { SocketEvent } from '../../../src/live/deltas/socket-message.ts'
import { emitOf, eventOf, type Payload, pickled, secret } from './publisher.ts'
import { FakeRedisClient } from './redis-fake.ts'

vi.mock('@redis/client', () => ({
  createClient: (options: ConstructorParameters<typeof FakeRedisClient>[0]) => new FakeRedisClient(options),
}))

const session = sessions.website
const delta = (content: Payload, more: Payload = {}) =>
  emitOf(session, eventOf(session, 'agent.response.delta', content, more))

describe('the feed of deltas', () => {
  const errors: Error[] = []
  beforeEach(() => {
    FakeRedisClient.created.length = 0
    FakeRedisClient.failure = undefined
  })
  afterEach(() => {
    expect(errors.splice(0)).toEqual([])
  })

  const openFeed = (onPickle = () => {}) =>
    new DeltaFeed('redis://example:6379/3', { onPickle, onError: (error) => errors.push(error) })
  /** The connections that are open. */
  const clients = () => FakeRedisClient.created.filter(({ isDestroyed }) => !isDestroyed)
  const publish = (...messages: readonly (string | Buffer)[]) => {
    for (const message of messages) for (const client of clients()) client.deliver(message)
  }

  /** Subscribes, publishes the messages, and returns the texts received. */
  async function textsOf(...messages: readonly string[]): Promise<(string | null)[]> {
    const feed = openFeed()
    const texts: (string | null)[] = []
    feed.subscribe(session, ({ text }) => texts.push(text))
    await turn()
    publish(...messages)
    feed.close()
    return texts
  }

  it('masks a text that comes in pieces as one', async () => {
    const pieces = [secret.slice(0, 12), secret.slice(12), ' is it. ']
    expect(await textsOf(...pieces.map((text) => delta({ text })))).toEqual(['', '', '[secret] is it. '])
  })

  it('delivers what is emitted to several rooms to each session, masked by what came before there', async () => {
    const feed = openFeed()
    const texts: (string | null)[][] = [[], []]
    feed.subscribe(session, ({ text }) => texts[0]?.push(text))
    feed.subscribe(sessions.research, ({ text }) => texts[1]?.push(text))
    await turn()
    const rest = eventOf(session, 'agent.response.delta', { text: `${secret.slice(12)} . ` })
    publish(
      delta({ text: secret.slice(0, 12) }),
      emitOf(session, rest, { room: [session, sessions.research] }),
    )
    feed.close()
    expect(texts).toEqual([['', '[secret] . '], [`${secret.slice(12)} . `]])
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

  it('has no text where the content has none', async () => {
    expect(await textsOf(delta({ end: true }), delta({ text: 7 }), delta({ text: 'a ' }))).toEqual([
      null,
      null,
      'a ',
    ])
  })

  it('connects with the first subscriber, to the channel of the platform, and stays for all', async () => {
    const feed = openFeed()
    expect(clients()).toEqual([])
    feed.subscribe(session, () => {})
    feed.subscribe(sessions.slides, () => {})
    await turn()
    expect(clients().map(({ channel }) => channel)).toEqual(['socketio'])
    const { url, pingInterval, socket } = clients()[0]?.options ?? {}
    expect({ url, pingInterval, socket }).toEqual({
      url: 'redis://example:6379/3',
      pingInterval: 5_000,
      socket: { connectTimeout: 10_000, socketTimeout: 10_000, reconnectStrategy: expect.any(Function) },
    })
    const { reconnectStrategy } = socket as { reconnectStrategy: (attempt: number) => number | false }
    expect([0, 1, 20].map((attempt) => Math.round(Math.log10(Number(reconnectStrategy(attempt)))))).toEqual([
      2, 2, 4,
    ])
    feed.close()
    expect([clients(), reconnectStrategy(0)]).toEqual([[], false])
    feed.close()
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
    await turn()
    publish(delta({}))
    expect(received.splice(0)).toEqual(['first', 'second'])
    leave[0]?.()
    publish(delta({}))
    expect(received.splice(0)).toEqual(['second'])
    leave[1]?.()
    expect(clients()).toHaveLength(1)
    subscribe('third', session)
    // Leaving twice does not end what others subscribed to since.
    leave[1]?.()
    publish(delta({}))
    expect(received.splice(0)).toEqual(['third'])
    leave[2]?.()
    expect(clients()).toHaveLength(1)
    feed.close()
  })

  it('disconnects with the last subscriber, and connects again with the next', async () => {
    const feed = openFeed()
    const leave = feed.subscribe(session, () => {})
    await turn()
    leave()
    expect(clients()).toEqual([])
    const received: SessionDelta[] = []
    feed.subscribe(session, (one) => received.push(one))
    await turn()
    publish(delta({}))
    expect([clients().length, received.length]).toEqual([1, 1])
    feed.close()
  })

  it('lets a subscriber leave while it receives', async () => {
    const feed = openFeed()
    const received: string[] = []
    const leave = feed.subscribe(session, () => {
      received.push('first')
      leave()
      feed.subscribe(session, () => received.push('later'))
    })
    feed.subscribe(session, () => received.push('second'))
    await turn()
    publish(delta({}))
    expect(received).toEqual(['first', 'second'])
    feed.close()
  })

  it('forgets texts with the last subscriber', async () => {
    const feed = openFeed()
    const texts: (string | null)[] = []
    const leave = feed.subscribe(session, ({ text }) => texts.push(text))
    await turn()
    publish(delta({ text: 'missed' }))
    leave()
    feed.subscribe(session, ({ text }) => texts.push(text))
    await turn()
    publish(delta({ text: ' seen ' }))
    expect(texts).toEqual(['', ' seen '])
    feed.close()
  })

  it('reports pickle once', async () => {
    const onPickle = vi.fn()
    const feed = openFeed(onPickle)
    const received: SessionDelta[] = []
    feed.subscribe(session, (one) => received.push(one))
    await turn()
    publish('{}')
    expect(onPickle).not.toHaveBeenCalled()
    const ofNobody = emitOf(sessions.slides, eventOf(sessions.slides, 'agent.response.delta', {}))
    publish(pickled, '{}', pickled, ofNobody, delta({}))
    expect([onPickle.mock.calls.length, received.length]).toEqual([1, 1])
    feed.close()
  })

  it('reports nothing where the last subscriber leaves while it connects', async () => {
    openFeed().subscribe(session, () => {})()
    await turn()
    expect([clients(), errors]).toEqual([[], []])
  })

  it('reports that Redis is away, and that the channel is refused', async () => {
    const leave = openFeed().subscribe(session, () => {})
    clients()[0]?.emit('error', new Error('broken'))
    leave()
    for (const step of ['connect', 'subscribe'] as const) {
      FakeRedisClient.failure = { of: step, error: new Error(step) }
      openFeed().subscribe(session, () => {})
      await turn()
    }
    expect(errors.splice(0).map(({ message }) => message)).toEqual(['broken', 'connect', 'subscribe'])
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
    const one = new SessionDelta({} as SocketEvent, session, null, 1)
    expect(stream.batchOf(one)).toEqual([one])
    const taken = Array.from({ length: 501 }, () => subscriber.take())
    expect([taken[0], taken[499], taken[500]]).toEqual([2, 501, undefined])
  })

  it('drops the oldest deltas that wait beyond 4 MB together', () => {
    const { stream, push } = openStream()
    const subscriber = stream.open(() => {})
    const large = Array.from(
      { length: 8 },
      () => new SessionDelta({} as SocketEvent, session, null, 1_000_000),
    )
    for (const delta of large.slice(0, 6)) push(delta)
    expect([subscriber.take(), subscriber.take()]).toEqual([large[2], large[3]])
    push(large[6])
    push(large[7])
    const taken = Array.from({ length: 5 }, () => subscriber.take())
    expect(taken.map((delta) => large.indexOf(delta as SessionDelta))).toEqual([4, 5, 6, 7, -1])
  })
})
