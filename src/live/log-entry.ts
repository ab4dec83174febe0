import type { Cursors } from '../data/batching/cursor.ts'
import type { Model } from '../data/batching/table.ts'
import { type Position, writePosition } from './position.ts'

/** Why a cursor cannot be resumed. */
export type GapReason = 'OTHER_DATABASE' | 'ROWS_REMOVED'

type Facts = Readonly<Record<string, string | null>>

/** What an entry reports: a row, the log's end, or a gap. */
export type About =
  | { readonly kind: 'row'; readonly model: Model; readonly id: string; readonly facts: Facts }
  | { readonly kind: 'end'; readonly id: string; readonly status: string }
  | { readonly kind: 'gap'; readonly reason: GapReason }

/** One entry of a log, shared by all its subscribers. */
export class LogEntry {
  readonly about: About
  readonly time: string
  readonly position: Position
  /** The entries of the same read, itself included. */
  readonly batch: readonly LogEntry[]
  readonly #cursors: Cursors
  readonly #topic: string
  #cursor: string | undefined

  constructor(
    { cursors, topic }: { cursors: Cursors; topic: string },
    about: About,
    time: string,
    position: Position,
    batch: LogEntry[],
  ) {
    this.#cursors = cursors
    this.#topic = topic
    this.about = about
    this.time = time
    this.position = position
    this.batch = batch
    batch.push(this)
  }

  /** True if no entry follows. */
  get last(): boolean {
    return this.about.kind === 'end'
  }

  /** The cursor to resume after this entry. */
  get cursor(): string {
    this.#cursor ??= writePosition(this.#cursors, this.#topic, this.position)
    return this.#cursor
  }
}
