import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/config/limits.ts'
import { createRateLimiter, type RateLimiter } from '../../src/server/limits/rate.ts'
import { hasRedis, type RedisServer, startRedisServer } from '../support/redis-server.ts'

if (!hasRedis)
  console.log('Skipped: counting together in Redis, as there is no redis-server on this machine.')

describe.skipIf(!hasRedis)('requests counted in Redis', () => {
  let redis: RedisServer
  const limits = { ...defaultLimits, viewerRequests: 3 }
  const limiters: RateLimiter[] = []
  const limiter = async () => {
    const made = await createRateLimiter({ limits, redisUrl: redis.url, onError: () => {} })
    limiters.push(made)
    return made
  }
  beforeAll(async () => {
    redis = await startRedisServer()
  })
  afterAll(async () => {
    for (const one of limiters) one.close()
    await redis.stop()
  })
  const taken = (one: RateLimiter, owner: string) =>
    Promise.resolve(one.take('viewerRequests', owner)).then(
      () => 'taken',
      (error: Error & { extensions?: { limit?: string } }) => error.extensions?.limit ?? error.message,
    )

  it('are counted by all gateways together, and by each alone while it is away', async () => {
    const [one, other] = [await limiter(), await limiter()]
    // Until a limiter is connected, it counts for itself.
    await expect
      .poll(async () => {
        const owner = `probe ${Math.random()}`
        const first = [await taken(one, owner), await taken(other, owner), await taken(one, owner)]
        return [...first, await taken(other, owner)].join()
      })
      .toBe('taken,taken,taken,viewerRequests')

    await redis.stop()
    const alone = []
    for (let i = 0; i < 4; i += 1) alone.push(await taken(one, 'after'))
    expect(alone).toEqual(['taken', 'taken', 'taken', 'viewerRequests'])
    expect(await taken(other, 'after')).toBe('taken')
  })
})
