import { setTimeout as pause } from 'node:timers/promises'
import type { Session, Transaction } from './database.ts'

/** A lock is waited for no longer than this, since every writer of the table then waits behind it. */
const maxLockWaitMs = 500
const minBackoffMs = 200
const maxBackoffMs = 2_000
/** SQLSTATEs of a lock that was not to be had: timeout, deadlock. */
const lockRefused = /^(55P03|40P01)$/

/**
 * Runs `work` in a transaction that waits for a table's lock at most half a second, and less than half of
 * `deadlock_timeout`, so that nobody who waits behind it is ended by the deadlock detector. Retries with exponential
 * backoff and jitter until `waitMs` have passed. `work` must lock one table at most.
 */
export async function withShortLocks<Result>(
  session: Session,
  waitMs: number,
  work: (tx: Transaction) => Promise<Result>,
  onRetry: () => void = () => {},
): Promise<Result> {
  const lockMs = await lockWaitMs(session)
  const end = performance.now() + waitMs
  for (let backoff = minBackoffMs; ; backoff = Math.min(backoff * 2, maxBackoffMs)) {
    try {
      return await session.transaction(async (tx) => {
        await tx.script(`set local lock_timeout = ${lockMs}; set local statement_timeout = 0`)
        return work(tx)
      })
    } catch (error) {
      if (!isLockRefused(error)) throw error
      if (performance.now() > end) throw error
      onRetry()
      await pause(backoff * (0.5 + Math.random() / 2))
    }
  }
}

async function lockWaitMs(session: Session): Promise<number> {
  const [row] = await session.query<{ ms: number }>(
    `select (extract(epoch from current_setting('deadlock_timeout')::interval) * 1000)::int as ms`,
  )
  return Math.max(1, Math.min(maxLockWaitMs, Math.floor((row?.ms ?? 1000) / 2)))
}

/** Whether a statement failed because another transaction holds what it wanted to lock. */
export const isLockRefused = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && lockRefused.test(String(error.code))
