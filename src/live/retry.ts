import { isTransient, isUnreachable } from '../data/transient-errors.ts'
import { DatabaseUnavailableError } from '../data/unavailable.ts'

const maxBackoffMs = 5_000
/** For how long a database that can be reached may fail the same work, before whoever waits is sent away to come back. */
const maxFailingMs = 120_000

/** How long to wait before trying again, in milliseconds: growing, and never the same for everyone. */
export function pauseBefore(attempt: number): number {
  return Math.min(100 * 2 ** attempt, maxBackoffMs) * (0.75 + Math.random() / 2)
}

/**
 * Repeats `work` with exponential backoff while its errors are transient: as long as the database is away, and for two
 * minutes where it answers, with a `DatabaseUnavailableError` after them. Throws the last error once the signal aborts.
 */
export async function retryTransient<Result>(
  work: () => Promise<Result>,
  signal: AbortSignal,
): Promise<Result> {
  let failingSince: number | undefined
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isTransient(error) || signal.aborted) throw error
      if (isUnreachable(error)) failingSince = undefined
      else failingSince ??= performance.now()
      if (failingSince !== undefined && performance.now() - failingSince > maxFailingMs)
        throw new DatabaseUnavailableError('The same work failed for too long.', { cause: error })
      await pause(pauseBefore(attempt), signal)
      if (signal.aborted) throw error
    }
  }
}

/** Resolves after so many milliseconds, or when the signal aborts. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
}
