import { setTimeout as pause } from 'node:timers/promises'
import { type Backoff, backoffMs } from './backoff.ts'
import type { Session, Transaction } from './database.ts'
import { hasSqlState } from './sql-states.ts'

/** Maximum wait for a table lock in milliseconds, since every writer of the table then queues behind it. */
const maxLockWaitMs = 500
const backoff: Backoff = { minMs: 200, maxMs: 2_000 }

/**
 * Runs `work` in a transaction that waits for a table lock at most half a second, and less than half of
 * `deadlock_timeout`, so that the deadlock detector cancels no queued writer. Retries with exponential
 * backoff and jitter until `waitMs` have passed. `work` must lock at most one table.
 */
export async function withShortLocks<Result>(
  session: Session,
  waitMs: number,
  work: (tx: Transaction) => Promise<Result>,
  onRetry: () => void = () => {},
): Promise<Result> {
  const lockMs = await lockWaitMs(session)
  const end = performance.now() + waitMs
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await session.transaction(async (tx) => {
        await tx.script(`set local lock_timeout = ${lockMs}; set local statement_timeout = 0`)
        return work(tx)
      })
    } catch (error) {
      if (!isLockRefused(error)) throw error
      if (performance.now() > end) throw error
      onRetry()
      await pause(backoffMs(attempt, backoff))
    }
  }
}

async function lockWaitMs(session: Session): Promise<number> {
  const [row] = await session.query<{ ms: number }>(
    `select (extract(epoch from current_setting('deadlock_timeout')::interval) * 1000)::int as ms`,
  )
  return Math.max(1, Math.min(maxLockWaitMs, Math.floor((row?.ms ?? 1000) / 2)))
}

/** True if a statement failed because another transaction holds a conflicting lock. */
export const isLockRefused = (error: unknown): boolean => hasSqlState(error, 'lockRefused')
