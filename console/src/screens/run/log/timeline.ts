import type { Entry } from './entry.ts'
import type { RunLog } from './run-log.ts'

/** Where a moment stands on the waterfall's axis, from 0 to 1; long times without an entry take little room. */
export type Timeline = {
  readonly start: number
  place(at: number): number
  /** Idle spans that were collapsed. */
  readonly collapsed: number
}

export const idleMs = 60_000
/** The room of a collapsed span, as if so much time had passed. */
const collapsedMs = 2_000

/** Spans without an entry, and how much of them is left out, summed up to their end. */
type Cut = { readonly from: number; readonly to: number; readonly removed: number }

/** Makes the axis of a log from its first entry to `now` or its last one, without the longer times that have no entry. */
export function createTimeline(log: RunLog, now: number | undefined): Timeline {
  const cuts: Cut[] = []
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY
  let busyUntil = Number.NEGATIVE_INFINITY
  let removed = 0
  const read = (entry: Entry) => {
    const { at } = entry
    if (at < first) first = at
    if (busyUntil > 0 && at - busyUntil > idleMs) {
      removed += at - busyUntil - collapsedMs
      cuts.push({ from: busyUntil, to: at, removed })
    }
    if (at > last) last = at
    const isCall = entry.type === 'agent.tool.call'
    busyUntil = Math.max(busyUntil, at, isCall ? at + (entry.duration ?? 0) : at)
  }
  for (const entry of log.head) read(entry)
  for (const entry of log.tail) read(entry)
  const end = Math.max(last, busyUntil, now ?? 0)
  const span = Math.max(1, end - first - removed)

  function shiftOf(at: number): number {
    let low = 0
    let high = cuts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cuts[middle]?.to ?? 0) <= at) low = middle + 1
      else high = middle
    }
    const before = cuts[low - 1]?.removed ?? 0
    const inside = cuts[low]
    return inside && at > inside.from ? before + Math.max(0, at - inside.from - collapsedMs) : before
  }
  return {
    start: first,
    collapsed: cuts.length,
    place: (at) => Math.min(1, Math.max(0, (at - first - shiftOf(at)) / span)),
  }
}
