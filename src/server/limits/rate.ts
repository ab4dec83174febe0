import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'
import type { Limits } from '../../config/limits.ts'
import { LimitError } from '../../errors/limit-error.ts'

type Counted = 'addressRequests' | 'viewerRequests'

/** Limits request rates. */
export type RateLimiter = {
  /**
   * Counts requests of an owner; 0 only checks. Rejects with `LIMIT_EXCEEDED`, HTTP 429, beyond the limit per
   * minute. Undefined if there is no limit.
   */
  take(limit: Counted, owner: string, requests?: number): Promise<void> | undefined
  close(): void
}

/** Options of the rate limiter. */
export type RateLimiterOptions = {
  readonly limits: Limits
  /** Shares the counts with other gateways; while Redis is unreachable, each gateway counts separately. */
  readonly redisUrl?: string
  readonly onError: (error: Error) => void
}

const windowSeconds = 60

/** Creates a rate limiter, per minute, in this process or in Redis. */
export async function createRateLimiter({
  limits,
  redisUrl,
  onError,
}: RateLimiterOptions): Promise<RateLimiter> {
  // The client is loaded on demand: it is a quarter of the modules loaded at start.
  const redis =
    redisUrl === undefined ? undefined : (await import('../../data/redis.ts')).connectRedis(redisUrl, onError)

  function counter(name: Counted): RateLimiterAbstract | undefined {
    const points = limits[name]
    if (points === 0) return undefined
    const own = new RateLimiterMemory({ points, duration: windowSeconds, keyPrefix: name })
    if (!redis) return own
    return new RateLimiterRedis({
      storeClient: redis,
      useRedisPackage: true,
      rejectIfRedisNotReady: true,
      insuranceLimiter: own,
      keyPrefix: `ii-gateway:${name}`,
      points,
      duration: windowSeconds,
      // An owner beyond the limit is rejected without asking Redis again.
      inMemoryBlockOnConsumed: points + 1,
    })
  }
  const counters = { addressRequests: counter('addressRequests'), viewerRequests: counter('viewerRequests') }

  async function consume(counter: RateLimiterAbstract, limit: Counted, owner: string, requests: number) {
    try {
      await counter.consume(owner, requests)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      const headers = { 'retry-after': String(Math.ceil(error.msBeforeNext / 1000)) }
      throw new LimitError(limit, limits[limit], { status: 429, headers })
    }
  }

  return {
    take(limit, owner, requests = 1) {
      const counter = counters[limit]
      return counter && consume(counter, limit, owner, requests)
    },
    close() {
      redis?.destroy()
    },
  }
}
