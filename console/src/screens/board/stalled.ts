import type { BoardRunFragment, LastEventsFragment } from '../../gql/graphql.ts'

/** A run of the board, with what happened in it last. */
export type BoardRow = {
  readonly run: BoardRunFragment
  readonly events: LastEventsFragment | undefined
  /** Milliseconds since its last entry. */
  readonly silentMs: number
  readonly isStalled: boolean
}

const minStalledMs = 60_000
/** A run is stalled after so many times the usual time between its entries. */
const patience = 5

/** Whether a run at work has been silent for longer than is usual for it: its average time between entries so far. */
export function toRow(run: BoardRunFragment, events: LastEventsFragment | undefined, now: number): BoardRow {
  const started = Date.parse(run.createdAt)
  const last = Date.parse(events?.nodes[0]?.createdAt ?? run.updatedAt)
  const silentMs = Math.max(0, now - last)
  const averageMs = (last - started) / Math.max(1, events?.totalCount ?? 1)
  const isAtWork = run.status === 'RUNNING' || run.status === 'ABORTING'
  return {
    run,
    events,
    silentMs,
    isStalled: isAtWork && silentMs > Math.max(minStalledMs, patience * averageMs),
  }
}

/** Stalled ones first, then those that wait for someone, then by their last entry. */
export function compareRows(one: BoardRow, other: BoardRow): number {
  const rank = ({ isStalled, run }: BoardRow) => (isStalled ? 0 : run.status === 'WAITING_FOR_INPUT' ? 1 : 2)
  return rank(one) - rank(other) || one.silentMs - other.silentMs
}
