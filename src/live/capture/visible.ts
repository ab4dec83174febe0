import { setTimeout as pause } from 'node:timers/promises'
import { type Backoff, backoffMs } from '../../data/backoff.ts'
import type { Queryable } from '../../data/database.ts'

const backoff: Backoff = { minMs: 1, maxMs: 100 }

/**
 * Resolves when these transactions (32-bit ids) have become visible to all snapshots. Logical decoding
 * delivers a commit slightly before its rows are visible, and long before if it waits for a synchronous
 * standby: a read at that time would miss them.
 */
export async function waitUntilVisible(
  sql: Queryable,
  xids: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const rows = await sql.query<{ snapshot: string }>({
      name: 'live_snapshot',
      text: 'select pg_current_snapshot()::text as snapshot',
    })
    if (!rows.some(({ snapshot }) => xids.some(openIn(snapshot)))) return
    await pause(backoffMs(attempt, backoff), undefined, { signal })
  }
}

/**
 * Returns a function that tells whether a transaction is in progress in a snapshot of the form
 * `xmin:xmax:xip,xip,…` with 64-bit ids.
 */
function openIn(snapshot: string): (xid: number) => boolean {
  // Where none is in progress, the list is empty text, which becomes 0: no transaction has this id.
  const [, next = 0, ...open] = snapshot.split(/[:,]/).map((id) => Number(BigInt(id) & 0xffff_ffffn))
  // 32-bit ids wrap around: an id less than half of the range ahead is a later one.
  return (xid) => open.includes(xid >>> 0) || ((xid - next) | 0) >= 0
}
