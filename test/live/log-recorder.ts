import type { Live } from '../../src/live/live.ts'
import type { LogEntry } from '../../src/live/log-entry.ts'
import { LogStream, type LogStreamOptions } from '../../src/live/log-stream.ts'
import type { LogTopic } from '../../src/live/log-topic.ts'

/** The events of a session as a log. */
export const eventsOf = (session: string): LogTopic => ({
  key: `events:${session}`,
  value: session,
  sources: [{ model: 'ApplicationEvent', by: 'sessionId', time: 'createdAt', columns: ['eventType'] }],
})

/** A reader of a stream that takes everything at once and remembers it. */
export class LogRecorder {
  readonly entries: LogEntry[] = []
  /** True once the stream has nothing more to give. */
  hasEnded = false
  /** Why the stream could not go on. */
  failure: unknown
  readonly #tail: ReturnType<LogStream['open']>
  #isTaking = false
  #isClosed = false
  readonly #waiting = new Set<() => void>()

  constructor(live: Live, topic: LogTopic, after?: string, filter?: LogStreamOptions['filter']) {
    this.#tail = new LogStream(live, { topic, after, filter }).open(() => void this.#takeAll())
    void this.#takeAll()
  }

  get types(): string[] {
    return this.entries.map(({ about }) =>
      about.kind === 'row' ? (about.facts.eventType ?? '') : about.kind,
    )
  }

  /** Resolves when it has so many entries; the test's own timeout is the limit. */
  async has(count: number): Promise<void> {
    while (this.entries.length < count) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  /** Resolves when it has taken what there is and waits for more. */
  async settled(): Promise<void> {
    while (this.#isTaking) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }

  close(): void {
    this.#isClosed = true
    this.#tail.close()
  }

  async #takeAll(): Promise<void> {
    this.#isTaking = true
    try {
      while (!this.#isClosed) {
        const taken = this.#tail.take()
        if (taken instanceof Promise) await taken
        else if (taken) this.entries.push(taken)
        else {
          this.hasEnded = taken === null
          break
        }
      }
    } catch (error) {
      this.failure = error
    }
    this.#isTaking = false
    for (const resume of this.#waiting) resume()
    this.#waiting.clear()
  }
}
