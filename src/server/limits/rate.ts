import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { Limits } from '../../config/limits.ts'
import { LimitError } from '../../errors/limit-error.ts'
import { shareCount } from '../worker-counts.ts'

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

/** Counts requests of an owner; rejects beyond the limit. */
type Consume = (owner: string, requests: number) => Promise<unknown>

/** Creates a rate limiter, per minute: in Redis, or in this process and the other workers of its gateway. */
export async function createRateLimiter({
  limits,
  redisUrl,
  onError,
}: RateLimiterOptions): Promise<RateLimiter> {
  // The client is loaded on demand: it is a quarter of the modules loaded at start.
  const redis =
    redisUrl === undefined ? undefined : (await import('../../data/redis.ts')).connectRedis(redisUrl, onError)

  function counter(name: Counted): Consume | undefined {
    const points = limits[name]
    if (points === 0) return undefined
    const own = new RateLimiterMemory({ points, duration: windowSeconds, keyPrefix: name })
    if (!redis) return countWithOtherWorkers(name, own)
    const inRedis = new RateLimiterRedis({
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
    return (owner, requests) => inRedis.consume(owner, requests)
  }
  const counters = { addressRequests: counter('addressRequests'), viewerRequests: counter('viewerRequests') }

  async function count(consume: Consume, limit: Counted, owner: string, requests: number) {
    try {
      await consume(owner, requests)
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error
      const headers = { 'retry-after': String(Math.ceil(error.msBeforeNext / 1000)) }
      throw new LimitError(limit, limits[limit], { status: 429, headers })
    }
  }

  return {
    take(limit, owner, requests = 1) {
      const consume = counters[limit]
      return consume && count(consume, limit, owner, requests)
    },
    close() {
      redis?.destroy()
    },
  }
}

/** Counts in this process, and in every other worker of its gateway. */
function countWithOtherWorkers(name: Counted, own: RateLimiterMemory): Consume {
  // Windows of different processes that begin at different times would admit the limit in each of them.
  const untilNextMinute = () => ({ customDuration: windowSeconds - ((Date.now() / 1000) % windowSeconds) })
  const share = shareCount(name, (owner, by) => void own.penalty(owner, by, untilNextMinute()))
  if (!share) return (owner, requests) => own.consume(owner, requests)
  return (owner, requests) => {
    if (requests > 0) share(owner, requests)
    return own.consume(owner, requests, untilNextMinute())
  }
}
