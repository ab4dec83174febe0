import { Cancellation } from '../data/cancellation.ts'
import { compareTimestamps } from '../data/values.ts'
import type { FeedReader, LogBroadcaster } from './log-broadcaster.ts'
import type { LogEntry } from './log-entry.ts'
import { createStartPosition } from './log-reader.ts'
import { type Place, startOfLog } from './log-statements.ts'
import { assertSameLifetime, isSameLifetime } from './moment.ts'
import type { Position, ReadingPosition } from './position.ts'
import { includes } from './read-snapshot.ts'
import type { ReplayQueue } from './replay-queue.ts'
import { retryTransient } from './retry.ts'
import type { StreamSubscriber } from './stream.ts'

/** Page size of a replay in rows. */
const pageSize = 200
/** The largest page: where one date fills a page, the next has twice as many rows, because each sorts all rows of its date. */
const maxPageSize = 3_200

type LogSubscriberOptions = {
  /** The start position; by default the log's beginning. */
  readonly from?: Position
  readonly wake: () => void
  readonly accepts: (entry: LogEntry) => boolean
  readonly replays: ReplayQueue
  readonly onClose: () => void
}

/**
 * One subscriber of a log. Starts at a position, replays missed entries from the database page by page, then
 * follows the broadcaster; if it falls behind the ring buffer, it reads from the database again. Entries are
 * taken one by one, so a stalled subscriber holds at most one page.
 */
export class LogSubscriber implements StreamSubscriber<LogEntry>, FeedReader {
  next: number | undefined
  readonly wake: () => void
  readonly #feed: LogBroadcaster
  readonly #accepts: (entry: LogEntry) => boolean
  readonly #replays: ReplayQueue
  readonly #leave: () => void
  #position: Position | undefined
  #hasSentEnd: boolean
  #page: readonly LogEntry[] = []
  #taken = 0
  #pages: AsyncGenerator<readonly LogEntry[]> | undefined
  readonly #left = new Cancellation()

  constructor(feed: LogBroadcaster, { from, wake, accepts, replays, onClose }: LogSubscriberOptions) {
    this.#feed = feed
    this.#position = from
    this.#hasSentEnd = from?.ended ?? false
    this.#accepts = accepts
    this.#replays = replays
    this.wake = wake
    const leave = feed.join(this)
    this.#leave = () => {
      leave()
      onClose()
    }
  }

  get isReplaying(): boolean {
    return this.next === undefined
  }

  take(): LogEntry | undefined | null | Promise<void> {
    for (;;) {
      const entry = this.#page[this.#taken]
      if (entry) {
        this.#taken += 1
        this.#position = entry.position
        if (!this.#accepts(entry)) continue
        this.#hasSentEnd = false
        return entry
      }
      if (this.next === undefined) return this.#readOn()
      const live = this.#feed.at(this.next)
      if (live === undefined) return undefined
      if (live === null) {
        this.next = undefined
        continue
      }
      this.next += 1
      if (live.last && this.#hasSentEnd) return null
      this.#page = [live]
      this.#taken = 0
    }
  }

  close(): void {
    this.#left.cancel()
    this.#leave()
  }

  /**
   * Reads the next page of missed entries; after the last, follows the broadcaster. Retries while the
   * database is unreachable.
   */
  async #readOn(): Promise<void> {
    try {
      this.#page = await retryTransient(() => this.#readPage(), this.#left)
      this.#taken = 0
    } catch (error) {
      if (!this.#left.isCancelled) throw error
    }
  }

  /** Reads the next page; after an error, the next attempt resumes after the last entry taken. */
  async #readPage(): Promise<readonly LogEntry[]> {
    try {
      this.#pages ??= this.#missed()
      const { value, done } = await this.#pages.next()
      if (!done) return value
      this.#pages = undefined
      return []
    } catch (error) {
      this.#pages = undefined
      throw error
    }
  }

  async *#missed(): AsyncGenerator<readonly LogEntry[]> {
    const feed = this.#feed
    await feed.open()
    if (!this.#position && feed.beginning !== undefined) {
      this.next = feed.beginning
      return
    }
    let { next, position: now } = await feed.now()
    if (this.#mustCatchUp(now)) {
      await feed.catchUp()
      ;({ next, position: now } = await feed.now())
    }
    const { reader } = feed
    // A log over whole tables cannot be replayed from its start.
    const start = reader.topic.maxAgeMs === undefined ? createStartPosition(now) : now
    let position: Position = this.#position ?? start
    if (!isSameLifetime(position, now)) {
      const carried = await reader.carryOver(position)
      if (carried) assertSameLifetime(carried, now)
      position = carried ?? createStartPosition(now)
      if (!carried) yield [reader.gap('OTHER_DATABASE', position)]
    }
    if (!position.removed && !(await reader.has(position.place))) {
      position = { ...position, removed: true }
      yield [reader.gap('ROWS_REMOVED', position)]
    }
    const { before, upTo, witness, place, status: first } = position
    const from = reader.earliest(position.at, now.at)
    const { database, lifetime, flushed } = now
    const known = { database, lifetime, flushed, at: position.at, before, upTo, witness, status: first }
    const status = yield* this.#between(known, place, from)
    const missed = { ...now, before: upTo, upTo: now.before, status }
    let isCurrent = true
    for await (const page of this.#between(missed, startOfLog, from)) {
      isCurrent = false
      yield page
    }
    if (isCurrent) feed.endAfter(position)
    this.#position = now
    this.next = next
  }

  /** True if the broadcaster may be behind its subscriber, whose cursor another process may have issued. */
  #mustCatchUp(now: Position): boolean {
    if (!this.#position) return this.#feed.reader.topic.maxAgeMs !== undefined
    return !isSameLifetime(this.#position, now) || !includes(now.before, this.#position.upTo)
  }

  /**
   * Reads the rows of one snapshot that are not in an earlier one, after a place, page by page (empty where
   * rows are not entries); returns the status after them.
   */
  async *#between(
    part: ReadingPosition,
    start: Place,
    from: string,
  ): AsyncGenerator<readonly LogEntry[], string> {
    const { before, upTo } = part
    let { status } = part
    if (before === upTo) return status
    const { reader } = this.#feed
    let place = start
    let limit = pageSize
    for (;;) {
      const bounds = { place, from: compareTimestamps(place[0], from) > 0 ? place[0] : from, limit }
      const read = () => reader.search('forward', { before, upTo, ...bounds })
      const found = await this.#replays.run(read, this.#left)
      assertSameLifetime(found, part)
      const made = reader.entries(found.rows, { ...part, status })
      status = made.status
      if (found.rows.length > 0) yield made.entries
      const end = found.rows.at(-1)
      if (!end || found.rows.length < limit) return status
      limit = end.place[0] === found.rows[0]?.place[0] ? Math.min(2 * limit, maxPageSize) : pageSize
      place = end.place
    }
  }
}
