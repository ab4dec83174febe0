import { setTimeout as pause } from 'node:timers/promises'
import { type Backoff, fullJitterMs } from '../../data/backoff.ts'
import { hasSqlState } from '../../data/sql-states.ts'
import type { Handler, ValidCall } from './call.ts'

const maxAttempts = 5
const backoff: Backoff = { minMs: 20, maxMs: 160 }

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
      await pause(fullJitterMs(attempts - 1, backoff))
    }
  }
