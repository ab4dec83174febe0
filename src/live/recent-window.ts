import { compareTimestamps } from '../data/values.ts'
import type { Survey } from './log-reader.ts'
import type { Position } from './position.ts'
import { noFloor } from './read-snapshot.ts'

/** A log with more rows is searched only from a recent time on after a notification. */
const longLog = 500
const recentMs = 120_000
/** A transaction open for this long may have written rows dated before the recent window. */
const longTransactionMs = 60_000
/** Maximum number of transactions since the last full read before the whole log is read again. */
const maxRecentTransactions = 200

/** Decides how far back a log is searched after a notification: all of it, or only its newest rows. */
export class RecentWindow {
  #rows = 0
  #newest = noFloor
  #held = { horizon: 0, since: 0 }

  /** The time of the newest row. */
  get newest(): string {
    return this.#newest
  }

  /** Starts with what a survey of the log counted. */
  reset({ rows, newest }: Pick<Survey, 'rows' | 'newest'>): void {
    this.#rows = rows
    this.#newest = newest
  }

  /** Counts rows that were read, the newest of which has this time. */
  add(rows: number, newest: string): void {
    this.#rows += rows
    if (compareTimestamps(newest, this.#newest) > 0) this.#newest = newest
  }

  /** The time from which rows are searched: `noFloor` for the whole log, unless it is long. */
  floor({ before: { recent, floor }, at }: Position): string {
    if (this.#rows <= longLog || recent.length > maxRecentTransactions) return noFloor
    if (floor !== noFloor) return floor
    const newest = Math.min(Date.parse(this.#newest), Date.parse(at))
    return Number.isNaN(newest) ? noFloor : new Date(newest - recentMs).toISOString()
  }

  /** True if the oldest open transaction may have been a long one, and has ended. */
  endsLongTransaction(horizon: number): boolean {
    const { horizon: known, since } = this.#held
    if (horizon === known) return false
    const now = performance.now()
    this.#held = { horizon, since: now }
    return now - since > longTransactionMs
  }
}
