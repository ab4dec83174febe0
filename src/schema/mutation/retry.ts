import { setTimeout as pause } from 'node:timers/promises'
import { hasSqlState } from '../../data/sql-states.ts'
import type { Handler, ValidCall } from './call.ts'

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
        if (!hasSqlState(error, 'writeConflict') || attempts === maxAttempts) throw error
      }
      await pause(Math.random() * firstPauseMs * 2 ** (attempts - 1))
    }
  }
