import type { Cancellation } from '../data/cancellation.ts'

/** Maximum number of concurrent replays: one is executed while others wait for the database. */
const maxConcurrent = 2

/**
 * Bounds the share of the event loop and the database that replays use, so that queries and new entries are
 * not delayed by the number of replays. First in, first out: since each replay queues one page at a time,
 * they alternate.
 */
export class ReplayQueue {
  readonly #waiting: (() => void)[] = []
  #running = 0

  /** Runs `work` in its turn. Rejects with `CancelledError` if it is cancelled before. */
  async run<Result>(work: () => Promise<Result>, cancellation: Cancellation): Promise<Result> {
    if (this.#running < maxConcurrent) this.#running += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      cancellation.throwIfCancelled()
      return await work()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
