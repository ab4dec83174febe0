import { setTimeout as pause } from 'node:timers/promises'

/** The gateway's writes to the platform's Redis. */
export type RunCanceller = {
  /** Signals the workers of runs to stop. Rejects if Redis does not accept it within two seconds. */
  cancelRuns(runIds: readonly string[]): Promise<void>
}

const deadlineMs = 2_000
/** Expiry of a cancel key in seconds, the same as the platform's own. */
const expiring = { expiration: { type: 'EX', value: 3_600 } } as const

/**
 * Creates a canceller that connects per call, since calls are rare and an idle connection would have to be
 * maintained.
 */
export function createRunCanceller(redisUrl: string): RunCanceller {
  return {
    async cancelRuns(runIds) {
      const { createClient } = await import('@redis/client')
      const client = createClient({ url: redisUrl, socket: { reconnectStrategy: false } })
      // The awaited promise reports each error; without a listener the event would end the process.
      client.on('error', () => {})
      const sent = client
        .connect()
        .then(() => Promise.all(runIds.map((id) => client.set(`run_cancel:${id}`, '1', expiring))))
      const late = new AbortController()
      const deadline = pause(deadlineMs, undefined, late).then(() => {
        throw new Error(`Redis did not answer within ${deadlineMs} ms`)
      })
      try {
        await Promise.race([sent, deadline])
      } finally {
        late.abort()
        client.destroy()
        await Promise.allSettled([sent, deadline])
      }
    },
  }
}
