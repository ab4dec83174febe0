import type { Cursors } from '../data/batching/cursor.ts'
import type { Database } from '../data/database.ts'
import { ChangeNotifier } from './change-notifier.ts'
import { LogBroadcaster } from './log-broadcaster.ts'
import { LogReader } from './log-reader.ts'
import type { LogTopic } from './log-topic.ts'
import { NewRowBatcher } from './new-row-batcher.ts'
import { createTriggerSignals } from './notification-source.ts'
import { ReplayQueue } from './replay-queue.ts'
import { StateBroadcaster } from './state-broadcaster.ts'
import type { WatchKey } from './watch-keys.ts'

/** Open broadcasters and watch keys; all zero without subscribers. */
export type LiveCounts = { readonly feeds: number; readonly interests: number }

/**
 * The live updates of one gateway process: receives change notifications and keeps one broadcaster per
 * watched log or state, shared by its subscribers. Idle without subscribers.
 */
export class Live {
  readonly cursors: Cursors
  readonly signals: ChangeNotifier
  readonly replays = new ReplayQueue()
  readonly #database: Database
  readonly #onError: (error: Error) => void
  readonly #fresh: NewRowBatcher
  readonly #logs = new Map<string, LogBroadcaster>()
  readonly #states = new Set<StateBroadcaster>()

  constructor(
    database: Database,
    cursors: Cursors,
    onError: (error: Error) => void = () => {},
    source = createTriggerSignals(database),
  ) {
    this.#database = database
    this.cursors = cursors
    this.#onError = onError
    this.#fresh = new NewRowBatcher(database)
    this.signals = new ChangeNotifier(database, source, onError)
  }

  counts(): LiveCounts {
    return { feeds: this.#logs.size + this.#states.size, interests: this.signals.size }
  }

  /** Returns the broadcaster of a log, created for its first subscriber. */
  feed(topic: LogTopic): LogBroadcaster {
    const known = this.#logs.get(topic.key)
    if (known) return known
    const made = new LogBroadcaster(new LogReader(this.#database, this.cursors, topic), {
      fresh: this.#fresh,
      signals: this.signals,
      onError: this.#onError,
    })
    this.#logs.set(topic.key, made)
    return made
  }

  /** Closes a broadcaster without subscribers. */
  release(feed: LogBroadcaster): void {
    const { key } = feed.reader.topic
    if (feed.readers > 0 || this.#logs.get(key) !== feed) return
    this.#logs.delete(key)
    feed.close()
  }

  /** Opens a broadcaster of a state that depends on this row, among others. */
  openState(row: WatchKey): StateBroadcaster {
    const feed = new StateBroadcaster(this.signals, row)
    this.#states.add(feed)
    return feed
  }

  closeState(feed: StateBroadcaster): void {
    this.#states.delete(feed)
    feed.close()
  }

  async close(): Promise<void> {
    for (const feed of [...this.#logs.values(), ...this.#states]) feed.close()
    this.#logs.clear()
    this.#states.clear()
    await this.signals.close()
  }
}
