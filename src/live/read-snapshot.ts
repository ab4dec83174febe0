import { compareTimestamps } from '../data/values.ts'

/**
 * The set of rows of a log that have been read, identified by their writing transactions. Ids and timestamps
 * are assigned before commit, so neither tells what is new; a row's `xmin`, its (sub)transaction id, does:
 * all rows of a transaction become visible at once. Below the horizon, every transaction had ended, so all of
 * their rows have been seen; from the horizon on, those of `xids` have. `pg_snapshot`'s list of open
 * transactions is insufficient, because it omits subtransactions. Most reads of a long log cover only rows
 * dated from `floor` on: the transactions found then are `recent`, and their older rows, if any, have not
 * been seen.
 */
export type ReadSnapshot = {
  readonly horizon: number
  readonly xids: readonly number[]
  readonly recent: readonly number[]
  readonly floor: string
}

export const noFloor = '-infinity'

export const emptySnapshot: ReadSnapshot = { horizon: 0, xids: [], recent: [], floor: noFloor }

/** Greater than any transaction id: includes all visible rows. */
export const everythingSeen: ReadSnapshot = { ...emptySnapshot, horizon: Number.MAX_SAFE_INTEGER }

/** Returns the snapshot after a full read that found these transactions, with its horizon. */
export function advance(seen: ReadSnapshot, found: Iterable<number>, horizon: number): ReadSnapshot {
  const xids = new Set([...seen.xids, ...seen.recent, ...found])
  return { ...emptySnapshot, horizon, xids: inOrder([...xids].filter((xid) => xid >= horizon)) }
}

/**
 * Returns the snapshot after a read of rows dated from `floor` on; `floor` must not change until the next
 * full read.
 */
export function advanceRecent(seen: ReadSnapshot, found: Iterable<number>, floor: string): ReadSnapshot {
  return { ...seen, recent: inOrder([...new Set([...seen.recent, ...found])]), floor }
}

/**
 * Renumbers a snapshot after a server restart, for a reader whose rows have ids up to `last`: greater ids may
 * be reused. `shift` is the change of the transaction counter.
 */
export function renumber(
  { horizon, xids, recent, floor }: ReadSnapshot,
  last: number,
  shift: number,
): ReadSnapshot {
  const move = (list: readonly number[]) => list.filter((xid) => xid <= last).map((xid) => xid + shift)
  const below = Math.min(horizon, last + 1)
  return { horizon: below === 0 ? 0 : below + shift, xids: move(xids), recent: move(recent), floor }
}

/**
 * True if snapshot `a` includes every transaction of `b`. May return a false negative, never a false
 * positive.
 */
export function includes(a: ReadSnapshot, b: ReadSnapshot): boolean {
  if (a.horizon < b.horizon) return false
  const whole = new Set(a.xids)
  const recent = new Set(compareTimestamps(a.floor, b.floor) <= 0 ? a.recent : [])
  const has = (xid: number) => xid < a.horizon || whole.has(xid)
  return b.xids.every(has) && b.recent.every((xid) => has(xid) || recent.has(xid))
}

/** Serializes a snapshot as four short texts for a cursor. */
export function writeSeen({ horizon, xids, recent, floor }: ReadSnapshot): string[] {
  return [
    horizon.toString(36),
    writeSteps(horizon, xids),
    writeSteps(horizon, recent),
    floor === noFloor ? '' : floor,
  ]
}

/** Parses a serialized snapshot. */
export function readSeen([start = '', xids = '', recent = '', floor = '']: readonly string[]): ReadSnapshot {
  const horizon = Number.parseInt(start, 36)
  return {
    horizon,
    xids: readSteps(horizon, xids),
    recent: readSteps(horizon, recent),
    floor: floor || noFloor,
  }
}

/** Serializes ascending ids, as differences. */
export function writeSteps(from: number, xids: readonly number[]): string {
  return xids.map((xid, i) => (xid - (xids[i - 1] ?? from)).toString(36)).join('.')
}

/** Parses what `writeSteps` wrote. */
export function readSteps(from: number, steps: string): number[] {
  if (steps === '') return []
  let last = from
  return steps.split('.').map((step) => {
    last += Number.parseInt(step, 36)
    return last
  })
}

const inOrder = (xids: number[]) => xids.sort((a, b) => a - b)
