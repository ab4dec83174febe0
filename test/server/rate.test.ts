import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { usualLimits } from '../../src/config/limits.ts'
import { createRateLimiter, type RateLimiter } from '../../src/server/limits/rate.ts'

const hasRedis = spawnSync('redis-server', ['--version']).status === 0
if (!hasRedis)
  console.log('Skipped: counting together in Redis, as there is no redis-server on this machine.')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : 0
}

describe.skipIf(!hasRedis)('requests counted in Redis', () => {
  let redis: ChildProcess
  let redisUrl: string
  const limits = { ...usualLimits, viewerRequests: 3 }
  const limiters: RateLimiter[] = []
  const limiter = () => {
    const made = createRateLimiter({ limits, redisUrl, onTrouble: () => {} })
    limiters.push(made)
    return made
  }
  beforeAll(async () => {
    const port = await freePort()
    redis = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--save', ''])
    redisUrl = `redis://127.0.0.1:${port}`
    for await (const line of redis.stdout ?? []) if (/Ready to accept/.test(String(line))) break
  })
  afterAll(() => {
    for (const one of limiters) one.close()
    redis.kill()
  })
  const taken = (one: RateLimiter, owner: string) =>
    one.take('viewerRequests', owner).then(
      () => 'taken',
      (error: Error & { extensions?: { limit?: string } }) => error.extensions?.limit ?? error.message,
    )

  it('are counted by all gateways together, and by each alone while it is away', async () => {
    const [one, other] = [limiter(), limiter()]
    // Until a limiter is connected, it counts for itself.
    await expect
      .poll(async () => {
        const owner = `probe ${Math.random()}`
        const first = [await taken(one, owner), await taken(other, owner), await taken(one, owner)]
        return [...first, await taken(other, owner)].join()
      })
      .toBe('taken,taken,taken,viewerRequests')

    redis.kill()
    await once(redis, 'exit')
    const alone = []
    for (let i = 0; i < 4; i += 1) alone.push(await taken(one, 'after'))
    expect(alone).toEqual(['taken', 'taken', 'taken', 'viewerRequests'])
    expect(await taken(other, 'after')).toBe('taken')
  })
})
