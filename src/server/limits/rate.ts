import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import type { Limits } from '../../config/limits.ts'
import { LimitError } from '../../schema/errors.ts'

type Counted = 'addressRequests' | 'viewerRequests'

export type RateLimiter = {
  /**
   * Counts requests of an owner; none, to ask only whether there may be more. Rejects with `LIMIT_EXCEEDED`, HTTP 429,
   * when it has sent all it may this minute.
   */
  take(limit: Counted, owner: string, requests?: number): Promise<void>
  close(): void
}

export type RateLimiterOptions = {
  readonly limits: Limits
  /** Counts together with the other gateways that have it; each counts for itself while it is away. */
  readonly redisUrl?: string
  readonly onError: (error: Error) => void
}

const seconds = 60

/** Counts requests a minute, in this process or in Redis, which need not be there. */
export async function createRateLimiter({
  limits,
  redisUrl,
  onError,
}: RateLimiterOptions): Promise<RateLimiter> {
  // Its client is not loaded where there is no Redis: it is a quarter of all that a start would load.
  const redis =
    redisUrl === undefined ? undefined : (await import('../../data/redis.ts')).connectRedis(redisUrl, onError)

  function counter(name: Counted): RateLimiterAbstract | undefined {
    const points = limits[name]
    if (points === 0) return undefined
    const own = new RateLimiterMemory({ points, duration: seconds, keyPrefix: name })
    if (!redis) return own
    return new RateLimiterRedis({
      storeClient: redis,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      insuranceLimiter: own,
      keyPrefix: `ii-gateway:${name}`,
      points,
      duration: seconds,
      // Who is over the limit is refused without asking Redis again.
      inMemoryBlockOnConsumed: points + 1,
    })
  }
  const counters = { addressRequests: counter('addressRequests'), viewerRequests: counter('viewerRequests') }

  return {
    async take(limit, owner, requests = 1) {
      try {
        await counters[limit]?.consume(owner, requests)
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error
        const headers = { 'retry-after': String(Math.ceil(error.msBeforeNext / 1000)) }
        throw new LimitError(limit, limits[limit], { status: 429, headers })
      }
    },
    close() {
      redis?.destroy()
    },
  }
}
