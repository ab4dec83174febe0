import type { Database } from '../data/database.ts'
import { lifetime } from './log-statements.ts'
import type { NotificationSource } from './notification-source.ts'

/** Poll interval while notifications are complete; it bounds the delay of a lost one. */
const guardMs = 10_000
/** Poll interval without notifications. */
const onlyMs = 1_000

/**
 * Polls whether any transaction has ended or the server has restarted, in one small statement for all
 * watchers, and wakes them only then.
 */
export class FallbackPoller {
  readonly #database: Database
  readonly #source: NotificationSource
  readonly #onMove: () => Promise<void>
  readonly #onError: (error: Error) => void
  #timer: NodeJS.Timeout | undefined
  #isRunning = false
  #snapshot = ''

  constructor(
    database: Database,
    source: NotificationSource,
    onMove: () => Promise<void>,
    onError: (error: Error) => void,
  ) {
    this.#database = database
    this.#source = source
    this.#onMove = onMove
    this.#onError = onError
  }

  start(): void {
    if (this.#isRunning) return
    this.#isRunning = true
    this.#plan(onlyMs)
  }

  stop(): void {
    this.#isRunning = false
    clearTimeout(this.#timer)
  }

  /** Polls soon, because notifications have stopped. */
  pollSoon(): void {
    this.#plan(onlyMs)
  }

  #plan(ms: number): void {
    if (!this.#isRunning) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#look(), ms)
  }

  async #look(): Promise<void> {
    let next = onlyMs
    try {
      if (await this.#source.isComplete()) next = guardMs
      const [row] = await this.#database.query<{ snapshot: string }>(
        `select concat_ws(' ', ${lifetime}, pg_current_snapshot()) as snapshot`,
      )
      const moved = row?.snapshot !== this.#snapshot
      this.#snapshot = row?.snapshot ?? ''
      if (moved && this.#isRunning) await this.#onMove()
    } catch (error) {
      this.#onError(error as Error)
    } finally {
      this.#plan(next)
    }
  }
}
