import { LRUCache } from 'lru-cache'
import { connectRedis } from './redis.ts'

/** When viewers last wrote. Moments are of this process's `performance.now()`. */
export type LastWrites = {
  /** A viewer's write has just ended, whatever came of it. */
  note(viewer: string): Promise<void>
  /** The moment by which all that this viewer wrote was committed, as far as it is remembered. */
  before(viewer: string): Promise<number>
  close(): void
}

export type LastWritesOptions = {
  /** Shares them with the other gateways that have it; without it, each knows of its own. */
  readonly redisUrl: string | undefined
  /** For how long a write is remembered, in milliseconds. */
  readonly memoryMs: number
  readonly onError: (error: Error) => void
}

const maxRememberedViewers = 100_000
/** Redis tells times in whole milliseconds, and by a clock that it does not read each time. */
const roundingMs = 5
/** What Redis says of the life of a key that is not there. */
const nothing = -2
const keyOf = (viewer: string) => `ii-gateway:wrote:${viewer}`

/**
 * Remembers for a while that viewers wrote. Redis holds no moments, since clocks differ: how much of its life a key has
 * left says how long ago that was.
 */
export function rememberWrites({ redisUrl, memoryMs, onError }: LastWritesOptions): LastWrites {
  const own = new LRUCache<string, number>({ max: maxRememberedViewers, ttl: memoryMs })
  // What was written before, through another process or while Redis could not be told, is not known.
  let knownSince = performance.now()
  const redis = redisUrl === undefined ? undefined : connectRedis(redisUrl, onError)
  redis?.on('ready', () => {
    knownSince = performance.now()
  })

  async function elsewhere(viewer: string): Promise<number> {
    const left = (await redis?.pTTL(keyOf(viewer))) ?? nothing
    return left < 0 ? 0 : performance.now() - (memoryMs - left) + roundingMs
  }

  return {
    async note(viewer) {
      own.set(viewer, performance.now())
      await redis?.set(keyOf(viewer), '', { expiration: { type: 'PX', value: memoryMs } }).catch(onError)
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
