import { setTimeout as pause } from 'node:timers/promises'

/** The platform's Redis, as far as the gateway writes to it. */
export type RunCanceller = {
  /** Tells the worker of a run to stop. Rejects when Redis has not taken it within two seconds. */
  cancelRun(runId: string): Promise<void>
}

const deadlineMs = 2_000
/** How long a worker may take to look for it: as long as the platform's own wishes last. */
const wishSeconds = 3_600

/** Connects for each wish, since they are rare, and so nothing has to be kept alive or closed. */
export function createRunCanceller(redisUrl: string): RunCanceller {
  return {
    async cancelRun(runId) {
      const { createClient } = await import('@redis/client')
      const client = createClient({ url: redisUrl, socket: { reconnectStrategy: false } })
      // Each error is told by the promise that waits for it; without a listener it would end the process.
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
