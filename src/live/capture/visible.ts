import { setTimeout as pause } from 'node:timers/promises'
import { type Backoff, backoffMs } from '../../data/backoff.ts'
import type { Queryable } from '../../data/database.ts'

const backoff: Backoff = { minMs: 1, maxMs: 100 }

/**
 * Resolves when these transactions (32-bit ids) have become visible to all snapshots. Logical decoding
 * delivers a commit slightly before its rows are visible, and long before if it waits for a synchronous
 * standby: a read at that time would miss them.
 */
export async function untilVisible(
  sql: Queryable,
  xids: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    const [row] = await sql.query<{ snapshot: string }>({
      name: 'live_snapshot',
      text: 'select pg_current_snapshot()::text as snapshot',
    })
    const isOpen = openIn(row?.snapshot ?? '')
    if (!xids.some(isOpen)) return
    await pause(backoffMs(attempt, backoff), undefined, { signal })
  }
}

/**
 * Returns a function that tells whether a transaction is in progress in a snapshot of the form
 * `xmin:xmax:xip,xip,…` with 64-bit ids.
 */
function openIn(snapshot: string): (xid: number) => boolean {
  const [, next = '', open = ''] = snapshot.split(':')
  const low = (text: string) => Number(BigInt(text) & 0xffff_ffffn)
  const under = new Set(open === '' ? [] : open.split(',').map(low))
  // 32-bit ids wrap around: an id less than half of the range ahead is a later one.
  return (xid) => under.has(xid >>> 0) || ((xid - low(next)) | 0) >= 0
}
