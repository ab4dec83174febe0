import { setTimeout as pause } from 'node:timers/promises'
import { codeOf } from '../../data/transient-errors.ts'
import type { Handler, ValidCall } from './call.ts'

/**
 * SQLSTATEs of conflicts between two writers that another attempt resolves: deadlock, serialization failure,
 * and a reference to a row that the other writer has just deleted.
 */
const retryableSqlStates: ReadonlySet<string | undefined> = new Set(['40P01', '40001', '23503'])
const maxAttempts = 5
/** Upper bound of the pause before the second attempt, in milliseconds; it doubles with each attempt. */
const firstPauseMs = 20

/**
 * Retries a write after a conflict with another writer, with exponential backoff and full jitter. Rejects
 * with the last error after `maxAttempts`.
 */
export const withRetry =
  (next: Handler<ValidCall>): Handler<ValidCall> =>
  async (call) => {
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await next(call)
      } catch (error) {
        if (!retryableSqlStates.has(codeOf(error)) || attempts === maxAttempts) throw error
      }
      await pause(Math.random() * firstPauseMs * 2 ** (attempts - 1))
    }
  }
