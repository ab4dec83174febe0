import { setImmediate as pause } from 'node:timers/promises'
import type { ChangeNotifier } from './change-notifier.ts'
import { foundRows } from './diagnostics.ts'
import { EntryBuffer } from './entry-buffer.ts'
import type { LogEntry } from './log-entry.ts'
import { createPositionAfter, createStartPosition, type LogReader, type ReadResult } from './log-reader.ts'
import { startOfLog } from './log-statements.ts'
import { toWatchKeys } from './log-topic.ts'
import { assertSameLifetime, isSameLifetime, type Moment } from './moment.ts'
import type { NewRowBatcher } from './new-row-batcher.ts'
import type { Position } from './position.ts'
import { advance, advanceRecent, emptySnapshot, noFloor, type ReadSnapshot } from './read-snapshot.ts'
import { maxOpenTransactions, RecentWindow } from './recent-window.ts'
import { pauseBefore } from './retry.ts'

/** Capacity of the ring buffer in entries. */
const maxBufferedRows = 256
const maxBatchSize = 100
/**
 * Rows of an ended run may still be uncommitted for this time, in milliseconds. Measured by this process or,
 * between two visits of a subscriber, by the database server, because writers' clocks may be wrong.
 */
const graceMs = 2_000
/** When the end of a log is planned again while a read of it is under way. */
const recheckMs = 50
const nowhere: Moment = { database: '', lifetime: '', flushed: 0, at: '-infinity' }

/** Maximum wait for slow subscribers when entries arrive faster than they are taken. */
const patienceMs = 50

/** A subscriber as the broadcaster sees it. */
export type FeedReader = {
  /** Called when more entries are available. */
  wake(): void
  /**
   * The sequence number of the next entry to take; undefined while the subscriber reads from the database.
   */
  readonly next: number | undefined
}

/**
 * The head of one log, shared by all its subscribers in this process: a notification triggers one read of new
 * rows, which are delivered through a ring buffer. A subscriber that falls behind the buffer reads from the
 * database.
 */
export class LogBroadcaster {
  readonly reader: LogReader
  readonly #readers = new Set<FeedReader>()
  readonly #fresh: NewRowBatcher
  readonly #stop: () => void
  readonly #onError: (error: Error) => void
  readonly #buffer = new EntryBuffer(maxBufferedRows)
  // Changed together: a subscriber at the position continues with that entry.
  #position: Position = createStartPosition(nowhere)
  #next = 0
  readonly #window = new RecentWindow()
  #opened: Promise<void> | undefined
  #settled: Promise<void> = Promise.resolve()
  #isLooking = false
  #signalledAt: number | undefined
  #wanted: 'recent' | 'all' | undefined
  /** Callers waiting for a full read that starts after their call. */
  readonly #lagging = new Set<() => void>()
  #timer: NodeJS.Timeout | undefined
  #ending: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(
    reader: LogReader,
    {
      fresh,
      signals,
      onError,
    }: { fresh: NewRowBatcher; signals: ChangeNotifier; onError: (error: Error) => void },
  ) {
    this.#fresh = fresh
    this.reader = reader
    this.#onError = onError
    this.#stop = signals.watch(toWatchKeys(reader.topic), (change) => this.#look(change ? 'recent' : 'all'))
  }

  /** Adds a subscriber to be woken; returns a function that removes it. */
  join(reader: FeedReader): () => void {
    this.#readers.add(reader)
    return () => this.#readers.delete(reader)
  }

  get readers(): number {
    return this.#readers.size
  }

  close(): void {
    this.#isClosed = true
    this.#stop()
    clearTimeout(this.#timer)
    clearTimeout(this.#ending)
    for (const resume of this.#lagging) resume()
  }

  /** Resolves when the log's current state is known; rejects if the database is unreachable. */
  open(): Promise<void> {
    this.#opened ??= this.#open().catch((error: Error) => {
      this.#opened = undefined
      throw error
    })
    return this.#opened
  }

  /** Returns the position, and the sequence number of the next entry. */
  async now(): Promise<{ next: number; position: Position }> {
    await this.#settled
    return { next: this.#next, position: this.#position }
  }

  /** Resolves after a full read that includes everything visible before the call. */
  catchUp(): Promise<void> {
    return new Promise((resolve) => {
      this.#lagging.add(resolve)
      this.#look('recent')
    })
  }

  /** Ends the log at once if its run had ended `graceMs` ago at a position that no row followed. */
  endAfter({ status, at }: Position): void {
    const elapsedMs = Date.parse(this.#position.at) - Date.parse(at)
    if (elapsedMs >= graceMs && this.reader.topic.statusSource?.hasEnded(status)) this.#planEnd(0)
  }

  /**
   * The first buffered entry, if the buffer reaches back to the log's start and the log can be replayed from
   * it.
   */
  get beginning(): number | undefined {
    if (this.reader.topic.maxAgeMs !== undefined) return undefined
    return this.#buffer.at(0)?.position.before === emptySnapshot ? 0 : undefined
  }

  /** Returns entry number `n`; undefined if it does not exist yet, null if it is no longer buffered. */
  at(n: number): LogEntry | undefined | null {
    return this.#buffer.at(n)
  }

  async #open(): Promise<void> {
    const { moment, rows, newest, status, seen, witness } = await this.reader.survey()
    // A short log is buffered from its start; of a long one, only new entries.
    if (rows <= maxBufferedRows) {
      const all = {
        before: emptySnapshot,
        upTo: seen,
        from: this.reader.earliest(moment.at),
        place: startOfLog,
        limit: null,
      }
      const found = await this.reader.search('forward', all)
      assertSameLifetime(found, moment)
      this.#buffer.push(this.reader.entries(found.rows, { ...all, ...moment, witness, status: '' }).entries)
    }
    this.#window.reset({ rows, newest })
    this.#position = createPositionAfter(moment, seen, status, witness)
    this.#next = this.#buffer.end
    this.#planEnd()
  }

  #look(how: 'recent' | 'all'): void {
    if (this.#wanted !== 'all') this.#wanted = how
    this.#signalledAt ??= performance.now()
    if (!this.#isLooking && !this.#isClosed) void this.#lookUntilDone()
  }

  async #lookUntilDone(attempt = 0): Promise<void> {
    this.#isLooking = true
    try {
      await this.open()
      while (this.#wanted && !this.#isClosed) {
        const [wanted, signalledAt, lagging] = [this.#wanted, this.#signalledAt, [...this.#lagging]]
        this.#wanted = undefined
        this.#signalledAt = undefined
        const isRead = await this.#read(lagging.length > 0 ? 'all' : wanted, signalledAt).catch((error) => {
          this.#wanted = 'all'
          this.#signalledAt = signalledAt
          throw error
        })
        if (isRead)
          for (const resume of lagging) {
            this.#lagging.delete(resume)
            resume()
          }
        attempt = 0
      }
      this.#isLooking = false
    } catch (error) {
      this.#onError(error as Error)
      if (this.#isClosed) return
      this.#timer = setTimeout(() => this.#lookUntilDone(attempt + 1), pauseBefore(attempt))
    }
  }

  /** Reads new rows; returns false if they have to wait or must be read again. */
  async #read(how: 'recent' | 'all', signalledAt: number | undefined): Promise<boolean> {
    const { before: seen } = this.#position
    const floor = how === 'all' ? noFloor : this.#window.floor(this.#position)
    const { topic } = this.reader
    const found = await (floor === noFloor
      ? this.#fresh.readAll(this.reader, this.#position)
      : this.#fresh.read({ topic, from: floor, before: seen }))
    if (!isSameLifetime(found, this.#position)) {
      await this.#carryOver()
      return false
    }
    const endedLate = found.transactions && this.#window.endsLongTransaction(found.transactions)
    if (floor !== noFloor && (found.rows.length === 0 || endedLate)) return this.#read('all', signalledAt)
    const xids = found.rows.map(({ xid }) => xid)
    const now = floor === noFloor ? advance(seen, xids, found.horizon) : advanceRecent(seen, xids, floor)
    if (now.xids.length > maxOpenTransactions && found.rows.length > 0) {
      this.#timer = setTimeout(() => this.#look('all'), graceMs)
      return false
    }
    this.#settled = this.#keep(found, now)
    await this.#settled
    if (signalledAt !== undefined && found.rows.length > 0 && foundRows.hasSubscribers)
      foundRows.publish({ signalledAt, times: found.rows.map(({ place }) => place[0]) })
    return true
  }

  /** Continues after a server restart; from the start if the history differs. */
  async #carryOver(): Promise<void> {
    const kept = await this.reader.carryOver(this.#position)
    this.#wanted = 'all'
    if (kept) {
      this.#position = kept
      return
    }
    this.#buffer.clear()
    this.#opened = undefined
    // Subscribers detect it by their own positions.
    this.#wake()
    await this.open()
  }

  async #keep(found: ReadResult, now: ReadSnapshot): Promise<void> {
    const { rows, database, lifetime, flushed, at } = found
    const { before } = this.#position
    const recent = now.floor === noFloor ? before.recent : []
    const witness = this.reader.witness(this.#position.witness, rows, recent)
    let { status } = this.#position
    if (rows.length > 0) {
      if (this.#buffer.newest?.last) this.#buffer.clear()
      const reading = { database, lifetime, flushed, at, before, upTo: now, witness, status }
      const made = this.reader.entries(rows, reading)
      status = made.status
      await this.#append(made.entries)
      this.#window.add(rows.length, rows.at(-1)?.place[0] ?? noFloor)
    }
    this.#position = createPositionAfter(found, now, status, witness)
    this.#next = this.#buffer.end - (this.#buffer.newest?.last ? 1 : 0)
    if (rows.length > 0) this.#planEnd()
  }

  async #append(entries: readonly LogEntry[]): Promise<void> {
    for (let from = 0; from < entries.length; from += maxBatchSize) {
      const some = entries.slice(from, from + maxBatchSize)
      if (from > 0) await this.#waitForReaders(some.length)
      this.#buffer.push(some)
      this.#wake()
    }
  }

  /** Waits up to `patienceMs` for room in the buffer that no subscriber still needs. */
  async #waitForReaders(more: number): Promise<void> {
    const { first } = this.#buffer
    const keeps = this.#buffer.firstAfter(more)
    const deadline = Date.now() + patienceMs
    const behind = () => [...this.#readers].some(({ next = keeps }) => next >= first && next < keeps)
    do await pause()
    while (behind() && Date.now() < deadline && !this.#isClosed)
  }

  #wake(): void {
    for (const reader of [...this.#readers]) reader.wake()
  }

  /** Schedules the end of the log of a finished run once no more rows arrive. */
  #planEnd(waitMs = graceMs): void {
    const { statusSource } = this.reader.topic
    clearTimeout(this.#ending)
    if (!statusSource?.hasEnded(this.#position.status) || this.#buffer.newest?.last || this.#isClosed) return
    this.#ending = setTimeout(() => this.#finish(waitMs), waitMs)
  }

  async #finish(waitMs: number): Promise<void> {
    const end = this.#buffer.end
    this.#wanted = 'all'
    if (!this.#isLooking) await this.#lookUntilDone()
    if (this.#isLooking) return this.#planEnd(Math.max(waitMs, recheckMs))
    if (this.#isClosed || this.#buffer.end !== end) return
    await this.#append([this.reader.end(this.#window.newest, this.#position)])
  }
}
