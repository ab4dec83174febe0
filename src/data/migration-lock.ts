import { setTimeout as pause } from 'node:timers/promises'
import type { Session } from './database.ts'

/** The advisory lock number of Prisma's migration engine. */
const lockNumber = 72707369
const pollMs = 100

/**
 * Runs `work` while holding the migration lock. Polls for the lock, because a statement waiting for it would
 * hold a snapshot, for which concurrent index builds wait. Throws after `waitMs`.
 */
export async function withMigrationLock<Result>(
  session: Session,
  waitMs: number,
  work: () => Promise<Result>,
): Promise<Result> {
  const end = performance.now() + waitMs
  for (;;) {
    const [row] = await session.query<{ mine: boolean }>(`select pg_try_advisory_lock(${lockNumber}) as mine`)
    if (row?.mine) break
    if (performance.now() > end)
      throw new Error(
        `Another process has been migrating this database for ${Math.round(waitMs / 1000)} s; start again when it is done.`,
      )
    await pause(pollMs)
  }
  try {
    return await work()
  } finally {
    await session.query(`select pg_advisory_unlock(${lockNumber})`).catch(() => {})
  }
}
