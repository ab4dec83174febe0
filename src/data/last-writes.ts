import { LRUCache } from 'lru-cache'
import { connectRedis } from './redis.ts'

/** The times of viewers' last writes, of this process's `performance.now()`. */
export type LastWrites = {
  /** Records that a write of this viewer has ended, with or without success. */
  note(viewer: string): Promise<void>
  /** Returns a time by which all remembered writes of this viewer were committed. */
  before(viewer: string): Promise<number>
  close(): void
}

/** Options of `rememberWrites`. */
export type LastWritesOptions = {
  /** Shares the times with other gateways; without it, each gateway knows only its own. */
  readonly redisUrl: string | undefined
  /** How long a write is remembered, in milliseconds. */
  readonly memoryMs: number
  readonly onError: (error: Error) => void
}

const maxRememberedViewers = 100_000
/** Redis reports times in whole milliseconds, from a clock that it caches. */
const roundingMs = 5
/** The TTL that Redis reports for a missing key. */
const nothing = -2
const toRedisKey = (viewer: string) => `ii-gateway:wrote:${viewer}`

/**
 * Remembers the times of viewers' writes for `memoryMs`. Redis stores no timestamps, since clocks differ: the
 * remaining TTL of a viewer's key tells how long ago the write was.
 */
export function rememberWrites({ redisUrl, memoryMs, onError }: LastWritesOptions): LastWrites {
  const own = new LRUCache<string, number>({ max: maxRememberedViewers, ttl: memoryMs })
  // Writes before this time, by other processes or while Redis was unreachable, are unknown.
  let knownSince = performance.now()
  const redis = redisUrl === undefined ? undefined : connectRedis(redisUrl, onError)
  redis?.on('ready', () => {
    knownSince = performance.now()
  })

  async function elsewhere(viewer: string): Promise<number> {
    const left = (await redis?.pTTL(toRedisKey(viewer))) ?? nothing
    return left < 0 ? 0 : performance.now() - (memoryMs - left) + roundingMs
  }

  return {
    async note(viewer) {
      own.set(viewer, performance.now())
      await redis?.set(toRedisKey(viewer), '', { expiration: { type: 'PX', value: memoryMs } }).catch(onError)
    },
    async before(viewer) {
      try {
        return Math.max(knownSince, own.get(viewer) ?? 0, await elsewhere(viewer))
      } catch (error) {
        onError(error as Error)
        return Number.POSITIVE_INFINITY
      }
    },
    close() {
      redis?.destroy()
    },
  }
}
