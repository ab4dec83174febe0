import { compareTimestamps } from '../data/values.ts'
import type { LogEntry } from './log-entry.ts'
import type { FeedReader, LogFeed } from './log-feed.ts'
import { startPosition } from './log-reader.ts'
import { type Place, startOfLog } from './log-statements.ts'
import type { Position } from './position.ts'
import { retryTransient } from './retry.ts'
import { covers, type Seen } from './seen.ts'
import type { Tail } from './stream.ts'

/** How many rows a reader that is behind reads at once. */
const pageSize = 200

/**
 * One reader of a log. Starts at a position, reads what it missed from the database page by page, then follows the feed;
 * when it falls behind the feed's memory, it reads from the database again. It takes entries one by one, so a reader that
 * stops costs one page.
 */
export class LogTail implements Tail<LogEntry>, FeedReader {
  next: number | undefined
  readonly wake: () => void
  readonly #feed: LogFeed
  readonly #accepts: (entry: LogEntry) => boolean
  readonly #leave: () => void
  #position: Position | undefined
  #toldEnd: boolean
  #page: readonly LogEntry[] = []
  #taken = 0
  #pages: AsyncGenerator<readonly LogEntry[]> | undefined
  #stopped = new AbortController()

  constructor(
    feed: LogFeed,
    {
      from,
      wake,
      accepts,
      onClose,
    }: { from?: Position; wake: () => void; accepts: (entry: LogEntry) => boolean; onClose: () => void },
  ) {
    this.#feed = feed
    this.#position = from
    this.#toldEnd = from?.ended ?? false
    this.#accepts = accepts
    this.wake = wake
    const leave = feed.join(this)
    this.#leave = () => {
      leave()
      onClose()
    }
  }

  take(): LogEntry | undefined | null | Promise<void> {
    for (;;) {
      const entry = this.#page[this.#taken]
      if (entry) {
        this.#taken += 1
        this.#position = entry.position
        if (!this.#accepts(entry)) continue
        this.#toldEnd = false
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
      if (live.last && this.#toldEnd) return null
      this.#page = [live]
      this.#taken = 0
    }
  }

  close(): void {
    this.#stopped.abort()
    this.#leave()
  }

  /** Gets the next page of what was missed; at its end, follows the feed. Waits while the database cannot answer. */
  async #readOn(): Promise<void> {
    try {
      this.#page = await retryTransient(() => this.#readPage(), this.#stopped.signal)
      this.#taken = 0
    } catch (error) {
      if (!this.#stopped.signal.aborted) throw error
    }
  }

  /** The next page; after an error, a next attempt begins where the last entry was taken. */
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
    // Another process may have been ahead of this one: its reader would get again what it has had.
    if (this.#position && !covers(now.before, this.#position.upTo)) {
      await feed.catchUp()
      ;({ next, position: now } = await feed.now())
    }
    // A log of whole tables has no start to replay from.
    const start = feed.reader.topic.reachMs === undefined ? startPosition(now.database) : now
    let position = this.#position ?? start
    if (position.database !== now.database) {
      position = start
      yield [feed.reader.gap('OTHER_DATABASE', position)]
    } else if (!(await feed.reader.has(position.place))) {
      const [time, rank] = position.place
      position = { ...position, place: [time, rank, ''] }
      yield [feed.reader.gap('ROWS_REMOVED', position)]
    }
    const { before, upTo, place, database } = position
    const from = feed.reader.earliest(Date.parse(place[0]))
    const status = yield* this.#between({ before, upTo, place, from }, database, position.status)
    yield* this.#between({ before: upTo, upTo: now.before, place: startOfLog, from }, database, status)
    this.#position = now
    this.next = next
  }

  /** What was seen then and not before, page by page; answers the run's status after it. */
  async *#between(
    part: { before: Seen; upTo: Seen; place: Place; from: string },
    database: string,
    status: string,
  ): AsyncGenerator<readonly LogEntry[], string> {
    if (part.before === part.upTo) return status
    const { reader } = this.#feed
    let { place } = part
    let last = status
    for (;;) {
      const from = compareTimestamps(place[0], part.from) > 0 ? place[0] : part.from
      const { rows } = await reader.search('forward', { ...part, place, from, limit: pageSize })
      const made = reader.entries(rows, { database, before: part.before, upTo: part.upTo, status: last })
      last = made.status
      if (made.entries.length > 0) yield made.entries
      const end = rows.at(-1)
      if (!end || rows.length < pageSize) return last
      place = end.place
    }
  }
}
