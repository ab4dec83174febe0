import type { LogEntry } from './log-entry.ts'

/** The newest entries of a log, numbered from 0 on: a ring buffer that readers take from at their own pace. */
export class EntryBuffer {
  readonly #maxEntries: number
  #entries: LogEntry[] = []
  #first = 0

  constructor(maxEntries: number) {
    this.#maxEntries = maxEntries
  }

  /** The number of the oldest entry that is kept, or of the next one where there is none. */
  get first(): number {
    return this.#first
  }

  /** The number of the entry that comes next. */
  get end(): number {
    return this.#first + this.#entries.length
  }

  get newest(): LogEntry | undefined {
    return this.#entries.at(-1)
  }

  /** Entry number `n`; undefined if it is not there yet, null if it is no longer kept. */
  at(n: number): LogEntry | undefined | null {
    return n < this.#first ? null : this.#entries[n - this.#first]
  }

  /** Adds entries, and drops the oldest ones beyond the maximum. */
  push(entries: readonly LogEntry[]): void {
    this.#entries.push(...entries)
    const surplus = Math.max(this.#entries.length - this.#maxEntries, 0)
    this.#entries.splice(0, surplus)
    this.#first += surplus
  }

  /** The number of the oldest entry that is kept once `more` are added. */
  firstAfter(more: number): number {
    return Math.max(this.end + more - this.#maxEntries, this.#first)
  }

  /** Drops all entries; every reader finds itself behind. */
  clear(): void {
    this.#first = this.end + 1
    this.#entries = []
  }
}
