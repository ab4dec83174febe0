import type { Operation } from './document.ts'
import type { Reader, ReaderEvents } from './iterate.ts'
import { Position } from './position.ts'
import { keepStreaming, type StreamSettings } from './stream.ts'

/** What every entry of a log must have: `__typename`, `cursor`, and `reason` of a `StreamGap`. */
export type Entry = { readonly __typename: string; readonly cursor: string; readonly reason?: string }

/** The subscription behind a log, and the cursor after which it begins. */
export type LogSource = {
  readonly settings: StreamSettings
  readonly operation: Operation
  readonly variables: object
  readonly after: string | undefined
}

/** Reads a log by its cursor: after a stop and start it resumes behind the last entry. */
export class LogReader<E extends Entry> implements Reader {
  readonly #source: LogSource
  readonly #events: ReaderEvents<E>
  readonly #position: Position
  #isOver = false
  #connection: AbortController | undefined

  constructor(source: LogSource, events: ReaderEvents<E>) {
    this.#source = source
    this.#events = events
    this.#position = new Position(source.after)
  }

  /** Of the last entry. */
  get cursor(): string | undefined {
    return this.#position.cursor
  }

  start(): void {
    if (this.#connection || this.#isOver) return
    const connection = new AbortController()
    this.#connection = connection
    void this.#read(connection.signal)
  }

  stop(): void {
    this.#connection?.abort()
    this.#connection = undefined
  }

  end(error: unknown): void {
    if (this.#isOver) return
    this.#isOver = true
    this.stop()
    this.#events.end(error)
  }

  async #read(signal: AbortSignal): Promise<void> {
    const { settings, operation, variables } = this.#source
    try {
      await keepStreaming(
        settings,
        {
          request: () => ({ ...operation, variables: { ...variables, after: this.cursor } }),
          connecting: () => this.#events.status('connecting'),
          live: () => this.#events.status('live'),
          next: ({ data }) => this.#take(data),
        },
        signal,
      )
      if (!signal.aborted) this.end(undefined)
    } catch (error) {
      if (!signal.aborted) this.end(error)
    }
  }

  #take(data: object): void {
    const [entry] = Object.values(data) as (E | null)[]
    if (entry && this.#position.advance(entry.cursor)) this.#events.item(entry)
  }
}
