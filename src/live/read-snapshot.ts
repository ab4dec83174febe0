import { compareTimestamps } from '../data/values.ts'

/**
 * Which rows of a log have been read, told by the transactions that wrote them.
 *
 * Ids and times are given out before a transaction commits, so neither tells what is new. A row's `xmin`, the number of
 * the (sub)transaction that wrote it, does: all rows of one become visible at once. Below the horizon, every transaction
 * had ended when the rows were read, so all their rows have been seen; from the horizon on, those of `xids` have. What a
 * snapshot says of transactions under way would not do: it does not list savepoints.
 *
 * Of a long log, most readings look only at rows dated from `floor` on: the transactions found then are `recent`, and
 * their older rows, if there are any, have not been seen.
 */
export type ReadSnapshot = {
  readonly horizon: number
  readonly xids: readonly number[]
  readonly recent: readonly number[]
  readonly floor: string
}

export const noFloor = '-infinity'

export const emptySnapshot: ReadSnapshot = { horizon: 0, xids: [], recent: [], floor: noFloor }

/** More than any transaction: whatever is visible is below. */
export const everythingSeen: ReadSnapshot = { ...emptySnapshot, horizon: Number.MAX_SAFE_INTEGER }

/** After a reading of the whole log that found these transactions, and below whose horizon all had ended. */
export function advance(seen: ReadSnapshot, found: Iterable<number>, horizon: number): ReadSnapshot {
  const xids = new Set([...seen.xids, ...seen.recent, ...found])
  return { ...emptySnapshot, horizon, xids: inOrder([...xids].filter((xid) => xid >= horizon)) }
}

/** After a reading of what is dated from `floor` on, which must not change until the whole log is read again. */
export function advanceRecent(seen: ReadSnapshot, found: Iterable<number>, floor: string): ReadSnapshot {
  return { ...seen, recent: inOrder([...new Set([...seen.recent, ...found])]), floor }
}

/**
 * The same after a restart of the server, for a reader whose rows have numbers up to `last`: greater ones may be used
 * again. `shift` is what the counter of transactions was moved by.
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

/** Whether whoever has seen the one has seen all of the other. It may say no where that could only be told by the rows. */
export function includes(one: ReadSnapshot, other: ReadSnapshot): boolean {
  if (one.horizon < other.horizon) return false
  const whole = new Set(one.xids)
  const recent = new Set(compareTimestamps(one.floor, other.floor) <= 0 ? one.recent : [])
  const has = (xid: number) => xid < one.horizon || whole.has(xid)
  return other.xids.every(has) && other.recent.every((xid) => has(xid) || recent.has(xid))
}

/** As four short texts, for a cursor. */
export function writeSeen({ horizon, xids, recent, floor }: ReadSnapshot): string[] {
  return [
    horizon.toString(36),
    writeSteps(horizon, xids),
    writeSteps(horizon, recent),
    floor === noFloor ? '' : floor,
  ]
}

export function readSeen([start = '', xids = '', recent = '', floor = '']: readonly string[]): ReadSnapshot {
  const horizon = Number.parseInt(start, 36)
  return {
    horizon,
    xids: readSteps(horizon, xids),
    recent: readSteps(horizon, recent),
    floor: floor || noFloor,
  }
}

function writeSteps(from: number, xids: readonly number[]): string {
  return xids.map((xid, i) => (xid - (xids[i - 1] ?? from)).toString(36)).join('.')
}

function readSteps(from: number, steps: string): number[] {
  if (steps === '') return []
  let last = from
  return steps.split('.').map((step) => {
    last += Number.parseInt(step, 36)
    return last
  })
}

const inOrder = (xids: number[]) => xids.sort((a, b) => a - b)
