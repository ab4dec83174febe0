import { compareTimestamps } from '../data/values.ts'
import type { Survey, Transactions } from './log-reader.ts'
import type { Position } from './position.ts'
import { noFloor } from './read-snapshot.ts'

/** A log with more rows is searched only from a recent time on after a notification. */
const longLog = 500
const recentMs = 120_000
/** A transaction open for this long may have written rows dated before the recent window. */
const longTransactionMs = 60_000
/** Maximum number of transactions since the last full read before the whole log is read again. */
const maxRecentTransactions = 200
/**
 * While this many transactions are above the horizon, new rows wait for it to move, since the cursors would
 * grow without bound. It takes a transaction that stays open while others write to the same log.
 */
export const maxOpenTransactions = 2_000

/** Decides how far back a log is searched after a notification: all of it, or only its newest rows. */
export class RecentWindow {
  #rows = 0
  #newest = noFloor
  /** Since when each open transaction may have been open. */
  #open: ReadonlyMap<number, number> = new Map()
  /** Since when transactions from this id on, which a snapshot does not list, may have been open. */
  #unlisted = { from: 0, since: Number.NEGATIVE_INFINITY }

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
  floor({ before: { xids, recent, floor }, at }: Position): string {
    if (this.#rows <= longLog || recent.length > maxRecentTransactions) return noFloor
    // Only a whole read finds the horizon, and so whether rows have to wait.
    if (xids.length + recent.length >= maxOpenTransactions) return noFloor
    if (floor !== noFloor) return floor
    const newest = Math.min(Date.parse(this.#newest), Date.parse(at))
    return Number.isNaN(newest) ? noFloor : new Date(newest - recentMs).toISOString()
  }

  /**
   * Takes a read's transactions. Returns true if one that has ended since the last read may have been a long
   * one; those that were open at the first read may have been open for any time.
   */
  endsLongTransaction({ next, open }: Transactions): boolean {
    const now = performance.now()
    const { from, since } = this.#unlisted
    const before = this.#open
    this.#open = new Map(open.map((xid) => [xid, before.get(xid) ?? since]))
    // At the first read, nobody knows whether any is open already.
    if (next !== from) this.#unlisted = { from: next, since: from === 0 ? since : now }
    const ended = [...before].flatMap(([xid, since]) => (this.#open.has(xid) ? [] : since))
    if (next !== from) ended.push(since)
    return ended.some((since) => now - since > longTransactionMs)
  }
}
