import type { ChangeNotifier } from './change-notifier.ts'
import type { ReadRecording } from './stream.ts'
import type { WatchKey } from './watch-keys.ts'
import { WatchedRows } from './watched-rows.ts'

/** A revision of a state. A reader that takes it reads the state as of then, or newer. */
export class Revision {
  /** Increases with every change of a broadcaster. */
  readonly revision: number
  readonly batch: readonly Revision[] = [this]

  constructor(revision: number) {
    this.revision = revision
  }
}

/** Broadcasts the revisions of a state to its subscribers in this process. */
export class StateBroadcaster {
  tick = new Revision(0)
  #isNew = false
  readonly #wakes = new Set<() => void>()
  readonly #rows: WatchedRows

  constructor(signals: ChangeNotifier, row: WatchKey) {
    this.#rows = new WatchedRows(signals, row, () => this.#announce())
  }

  get readers(): number {
    return this.#wakes.size
  }

  /**
   * Adds a subscriber, which starts with a new revision: notifications may have been missed or be on their
   * way. Subscribers that join in one turn of the event loop share it.
   */
  join(wake: () => void): () => void {
    this.#wakes.add(wake)
    if (!this.#isNew) {
      this.#advance()
      this.#isNew = true
      setImmediate(() => {
        this.#isNew = false
      })
    }
    return () => this.#wakes.delete(wake)
  }

  /** Watches the rows that a reading of the state reports, from when they are reported. */
  record(): ReadRecording {
    return this.#rows.record()
  }

  close(): void {
    this.#rows.close()
  }

  #announce(): void {
    this.#advance()
    for (const wake of [...this.#wakes]) wake()
  }

  #advance(): void {
    this.tick = new Revision(this.tick.revision + 1)
  }
}
