import { setTimeout as pause } from 'node:timers/promises'
import { codeOf } from '../data/transient-errors.ts'

/**
 * SQLSTATEs of two writers that came in each other's way, which another attempt does not meet: a deadlock, a
 * serialization failure, or a reference to a row that the other has just deleted.
 */
const retryableSqlStates: ReadonlySet<string | undefined> = new Set(['40P01', '40001', '23503'])
const maxAttempts = 5
/** The longest pause before the second attempt, in milliseconds; it doubles with each. */
const firstPauseMs = 20

/** Repeats a write that met another one, with exponential backoff and full jitter. Rejects with the last error. */
export async function retryOnConflict<Result>(attempt: () => Promise<Result>): Promise<Result> {
  for (let attempts = 1; ; attempts += 1) {
    try {
      return await attempt()
    } catch (error) {
      if (!retryableSqlStates.has(codeOf(error)) || attempts === maxAttempts) throw error
    }
    await pause(Math.random() * firstPauseMs * 2 ** (attempts - 1))
  }
}
