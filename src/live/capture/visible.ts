import { setTimeout as pause } from 'node:timers/promises'
import type { Queryable } from '../../data/database.ts'

const maxBackoffMs = 100

/**
 * Resolves when these transactions (by their numbers of 32 bits) have ended for everybody. The log tells of a commit a
 * moment before others can see its rows, and long before where it waits for a synchronous standby: who looked then would
 * miss them.
 */
export async function untilVisible(
  sql: Queryable,
  xids: readonly number[],
  signal: AbortSignal,
): Promise<void> {
  for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, maxBackoffMs)) {
    const [row] = await sql.query<{ snapshot: string }>({
      name: 'live_snapshot',
      text: 'select pg_current_snapshot()::text as snapshot',
    })
    const isOpen = openIn(row?.snapshot ?? '')
    if (!xids.some(isOpen)) return
    await pause(waitMs, undefined, { signal })
  }
}

/** Tells whether a transaction is under way in a snapshot, which is written `oldest:next:open,open,…` in 64 bits. */
function openIn(snapshot: string): (xid: number) => boolean {
  const [, next = '', open = ''] = snapshot.split(':')
  const low = (text: string) => Number(BigInt(text) & 0xffff_ffffn)
  const under = new Set(open === '' ? [] : open.split(',').map(low))
  // Numbers go round: what is less than half of them ahead comes later.
  return (xid) => under.has(xid >>> 0) || ((xid - low(next)) | 0) >= 0
}
