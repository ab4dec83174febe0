import { setTimeout as pause } from 'node:timers/promises'

/** The gateway's writes to the platform's Redis. */
export type PlatformRedis = {
  /** Signals the workers of runs to stop. Rejects if Redis does not accept it within two seconds. */
  cancelRuns(runIds: readonly string[]): Promise<void>
  /**
   * Deletes keys of the platform's cache, after the commit of what they hold. Callers do not wait: keys that come meanwhile
   * are deleted together. A failure is reported, and the keys are then stale until they expire.
   */
  evict(keys: readonly string[]): void
}

type Client = Awaited<ReturnType<typeof openClient>>

const deadlineMs = 2_000
/** Expiry of a cancel key in seconds, the same as the platform's own. */
const expiring = { expiration: { type: 'EX', value: 3_600 } } as const

/** Opens nothing yet: calls are rare, so each connects, rather than that an idle connection is maintained. */
export function createPlatformRedis(
  redisUrl: string,
  onStaleKeys: (error: Error, keys: readonly string[]) => void,
): PlatformRedis {
  const waiting = new Set<string>()
  let isEvicting = false

  async function evictWaiting() {
    isEvicting = true
    while (waiting.size > 0) {
      const keys = [...waiting]
      waiting.clear()
      await connected(redisUrl, (client) => client.del(keys)).catch((error) => onStaleKeys(error, keys))
    }
    isEvicting = false
  }

  return {
    async cancelRuns(runIds) {
      await connected(redisUrl, (client) =>
        Promise.all(runIds.map((id) => client.set(`run_cancel:${id}`, '1', expiring))),
      )
    },
    evict(keys) {
      for (const key of keys) waiting.add(key)
      if (!isEvicting) void evictWaiting()
    },
  }
}

async function openClient(url: string) {
  const { createClient } = await import('@redis/client')
  return createClient({ url, socket: { reconnectStrategy: false } })
}

/** Calls `work` with a new connection. Rejects if it is not done within two seconds. */
async function connected(url: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = await openClient(url)
  // The awaited promise reports each error; without a listener the event would end the process.
  client.on('error', () => {})
  const done = client.connect().then(() => work(client))
  const late = new AbortController()
  const deadline = pause(deadlineMs, undefined, late).then(() => {
    throw new Error(`Redis did not answer within ${deadlineMs} ms`)
  })
  try {
    await Promise.race([done, deadline])
  } finally {
    late.abort()
    client.destroy()
    await Promise.allSettled([done, deadline])
  }
}
