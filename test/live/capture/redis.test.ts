import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRedisSignals, openPublisher } from '../../../src/live/capture/redis.ts'
import { RedisStub } from './redis-stub.ts'

/** How many times sooner the gateway pings and gives up a silent connection, so that no test waits for seconds. */
const faster = { ping: 1, silence: 1 }
vi.mock('@redis/client', async (original) => {
  const { createClient } = await original<typeof import('@redis/client')>()
  const create: typeof createClient = ({ pingInterval = Number.NaN, socket = {}, ...options } = {}) =>
    createClient({
      ...options,
      pingInterval: pingInterval / faster.ping,
      socket: {
        ...socket,
        socketTimeout: (socket.socketTimeout ?? Number.NaN) / faster.silence,
      } as typeof socket,
    })
  return { createClient: create }
})

const channel = 'changes'
let redis: RedisStub
const ends: (() => unknown)[] = []
beforeEach(async () => {
  Object.assign(faster, { ping: 1, silence: 1 })
  redis = new RedisStub()
  await redis.start()
})
afterEach(async () => {
  for (const end of ends.splice(0)) await end()
  await redis.stop()
})

/** Subscribes, and records what is reported. */
async function listen() {
  const received: string[] = []
  const errors: string[] = []
  const counts = { connects: 0, losses: 0 }
  const published = { is: true }
  const source = createRedisSignals({
    redisUrl: redis.url,
    channel,
    isPublished: async () => published.is,
    onError: ({ message }) => errors.push(message),
  })
  const stop = await source.listen({
    onSignal: (payload) => received.push(payload),
    onConnect: () => {
      counts.connects += 1
    },
    onLoss: () => {
      counts.losses += 1
    },
  })
  let isStopped = false
  const stopOnce = async () => {
    if (!isStopped) await stop()
    isStopped = true
  }
  ends.push(stopOnce)
  return { received, errors, counts, published, source, stop: stopOnce }
}

/** Opens a publisher, and records why it was lost. */
async function publish() {
  const losses: string[] = []
  const publisher = await openPublisher(redis.url, channel, ({ message }) => losses.push(message))
  ends.push(() => publisher.close())
  return { publisher, losses }
}

describe('signals through Redis', () => {
  it('reach the subscribers of the channel, in order', async () => {
    const { received, counts, errors } = await listen()
    expect(counts).toEqual({ connects: 1, losses: 0 })
    const { publisher, losses } = await publish()
    await publisher.publish(['a', 'b'])
    await publisher.publish([])
    await publisher.publish(['c'])
    await expect.poll(() => received).toEqual(['a', 'b', 'c'])
    expect([errors, losses]).toEqual([[], []])
  })

  it('are complete while the connection holds and a gateway publishes', async () => {
    const { source, published, stop } = await listen()
    expect(await source.isComplete()).toBe(true)
    published.is = false
    expect(await source.isComplete()).toBe(false)
    published.is = true
    await stop()
    expect(await source.isComplete()).toBe(false)
    await expect.poll(() => redis.subscribers).toBe(0)
  })

  it('are received again after a lost connection, which is reported once', async () => {
    const { source, counts, errors, received } = await listen()
    await redis.stop()
    await expect.poll(() => counts.losses).toBe(1)
    expect(await source.isComplete()).toBe(false)
    // Attempts meanwhile are reported as errors, and are no further losses.
    await expect
      .poll(() => errors.filter((message) => message.includes('ECONNREFUSED')).length)
      .toBeGreaterThan(2)
    expect(
      errors.every((message) => /closed|ECONNRE/.test(message)),
      errors.join(),
    ).toBe(true)
    await redis.start()
    await expect.poll(() => counts).toEqual({ connects: 2, losses: 1 })
    expect(await source.isComplete()).toBe(true)
    const { publisher } = await publish()
    await publisher.publish(['later'])
    await expect.poll(() => received).toEqual(['later'])
  })

  it('are asked for at growing intervals while Redis is away', async () => {
    await redis.stop()
    const { errors, source, counts } = await listen()
    expect(errors).toHaveLength(1)
    expect([await source.isComplete(), counts]).toEqual([false, { connects: 0, losses: 0 }])
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(errors.length).toBeLessThan(8)
    await redis.start()
    await expect.poll(() => counts.connects).toBe(1)
    expect(counts.losses).toBe(0)
  })

  it('are given up without an error when the gateway stops while it connects', async () => {
    await redis.stop()
    const { errors, stop } = await listen()
    await stop()
    const before = errors.length
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(errors).toHaveLength(before)
  })

  it('are not awaited where Redis refuses the subscription', async () => {
    redis.refused.add('SUBSCRIBE')
    const { errors, source, counts } = await listen()
    expect(errors).toEqual(['ERR refused'])
    expect([await source.isComplete(), counts.connects]).toEqual([false, 0])
  })

  it('are still complete when Redis refuses a ping', async () => {
    faster.ping = 50
    redis.refused.add('PING')
    const { errors, source, counts } = await listen()
    await expect.poll(() => errors).toContain('ERR refused')
    expect([await source.isComplete(), counts.losses]).toEqual([true, 0])
  })

  it('are missed where Redis falls silent, which shows by pings', async () => {
    Object.assign(faster, { ping: 50, silence: 10 })
    const { counts, source } = await listen()
    await expect.poll(() => redis.commands.filter((command) => command === 'PING').length).toBeGreaterThan(2)
    redis.isSilent = true
    await expect.poll(() => source.isComplete()).toBe(false)
    expect(counts.losses).toBeGreaterThan(0)
  })
})

describe('a publisher', () => {
  it('rejects where Redis is away', async () => {
    await redis.stop()
    await expect(openPublisher(redis.url, channel, () => {})).rejects.toThrow('ECONNREFUSED')
    await redis.start()
  })

  it('rejects what Redis does not take', async () => {
    const { publisher } = await publish()
    redis.refused.add('PUBLISH')
    await expect(publisher.publish(['a'])).rejects.toThrow('refused')
  })

  it('is lost for good with its connection', async () => {
    const { publisher, losses } = await publish()
    redis.breakConnections()
    await expect.poll(() => losses.length).toBeGreaterThan(0)
    await expect(publisher.publish(['a'])).rejects.toThrow(/closed/i)
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(redis.connections).toBe(1)
    publisher.close()
  })

  it('is lost where Redis falls silent, with what was not taken', async () => {
    Object.assign(faster, { ping: 50, silence: 10 })
    const { publisher, losses } = await publish()
    await expect.poll(() => redis.commands).toContain('PING')
    redis.isSilent = true
    await expect(publisher.publish(['a'])).rejects.toThrow(/timeout|closed/i)
    expect(losses.length).toBeGreaterThan(0)
  })

  it('has no connection once it is closed', async () => {
    const { publisher, losses } = await publish()
    publisher.close()
    await expect(publisher.publish(['a'])).rejects.toThrow(/closed/i)
    publisher.close()
    expect(losses).toEqual([])
  })
})
