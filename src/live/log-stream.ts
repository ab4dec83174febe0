import type { Live } from './live.ts'
import type { LogEntry } from './log-entry.ts'
import { LogSubscriber } from './log-subscriber.ts'
import type { LogTopic } from './log-topic.ts'
import { type Position, readPosition } from './position.ts'
import { Stream, type StreamSubscriber } from './stream.ts'

/** Options of a log stream. */
export type LogStreamOptions = {
  readonly topic: LogTopic
  /** A cursor of this log; without one, the stream starts at the log's beginning. */
  readonly after?: string | null
  /** A filter on rows; `key` identifies it, so that equal filters share events. */
  readonly filter?: {
    readonly key: string
    readonly accepts: (facts: Readonly<Record<string, string | null>>) => boolean
  }
}

/** Replays a log from a cursor, then follows it. Throws `InvalidCursorError` for a cursor of another log. */
export class LogStream extends Stream<LogEntry> {
  readonly key: string
  readonly #live: Live
  readonly #topic: LogTopic
  readonly #from: Position | undefined
  readonly #accepts: (entry: LogEntry) => boolean

  constructor(live: Live, { topic, after, filter }: LogStreamOptions) {
    super()
    this.key = `${topic.key} ${filter?.key ?? ''}`
    this.#live = live
    this.#topic = topic
    this.#from = after == null ? undefined : readPosition(live.cursors, topic.key, after)
    this.#accepts = ({ about }) => about.kind !== 'row' || !filter || filter.accepts(about.facts)
  }

  open(wake: () => void): StreamSubscriber<LogEntry> {
    const feed = this.#live.feed(this.#topic)
    return new LogSubscriber(feed, {
      from: this.#from,
      replays: this.#live.replays,
      wake,
      accepts: this.#accepts,
      onClose: () => this.#live.release(feed),
    })
  }

  batchOf(entry: LogEntry): readonly LogEntry[] {
    return entry.batch
  }

  override isLast(entry: LogEntry): boolean {
    return entry.last
  }
}
