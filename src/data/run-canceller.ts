import { setTimeout as pause } from 'node:timers/promises'

/** The gateway's writes to the platform's Redis. */
export type RunCanceller = {
  /** Signals the worker of a run to stop. Rejects if Redis does not accept it within two seconds. */
  cancelRun(runId: string): Promise<void>
}

const deadlineMs = 2_000
/** Expiry of the cancel key, the same as the platform's own. */
const wishSeconds = 3_600

/**
 * Creates a canceller that connects per call, since calls are rare and an idle connection would have to be
 * maintained.
 */
export function createRunCanceller(redisUrl: string): RunCanceller {
  return {
    async cancelRun(runId) {
      const { createClient } = await import('@redis/client')
      const client = createClient({ url: redisUrl, socket: { reconnectStrategy: false } })
      // The awaited promise reports each error; without a listener the event would end the process.
      client.on('error', () => {})
      const told = client
        .connect()
        .then(() =>
          client.set(`run_cancel:${runId}`, '1', { expiration: { type: 'EX', value: wishSeconds } }),
        )
      const late = new AbortController()
      const deadline = pause(deadlineMs, undefined, late).then(() => {
        throw new Error(`Redis did not answer within ${deadlineMs} ms`)
      })
      try {
        await Promise.race([told, deadline])
      } finally {
        late.abort()
        client.destroy()
        await Promise.allSettled([told, deadline])
      }
    },
  }
}
