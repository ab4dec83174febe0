import { type Backoff, backoffMs } from '../data/backoff.ts'
import type { Cancellation } from '../data/cancellation.ts'
import { isTransient, isUnreachable } from '../data/transient-errors.ts'
import { DatabaseUnavailableError } from '../data/unavailable.ts'

const backoff: Backoff = { minMs: 100, maxMs: 5_000 }
/** Maximum time that the same work may fail on a reachable database before the subscriber is disconnected. */
const maxFailingMs = 120_000

/** Returns the pause before a retry of a live read or connection in milliseconds; `attempt` counts from 0. */
export function pauseBefore(attempt: number): number {
  return backoffMs(attempt, backoff)
}

/**
 * Retries `work` with exponential backoff while its errors are transient: indefinitely while the database is
 * unreachable, and for two minutes otherwise, then rejects with `DatabaseUnavailableError`. Throws the last
 * error once cancelled.
 */
export async function retryTransient<Result>(
  work: () => Promise<Result>,
  cancellation: Cancellation,
): Promise<Result> {
  let failingSince: number | undefined
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error) || cancellation.isCancelled) throw error
      if (isUnreachable(error)) failingSince = undefined
      else failingSince ??= performance.now()
      if (failingSince !== undefined && performance.now() - failingSince > maxFailingMs)
        throw new DatabaseUnavailableError('The same work failed for too long.', { cause: error })
      await pause(pauseBefore(attempt), cancellation)
      if (cancellation.isCancelled) throw error
    }
  }
}

/** Resolves after `ms` milliseconds, or on cancellation. */
function pause(ms: number, cancellation: Cancellation): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      stopListening()
      resolve()
    }
    const timer = setTimeout(end, ms)
    const stopListening = cancellation.onCancel(end)
  })
}
