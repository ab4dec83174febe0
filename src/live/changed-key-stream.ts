import { Cancellation } from '../data/cancellation.ts'
import type { Live } from './live.ts'
import { retryTransient } from './retry.ts'
import { Stream, type StreamSubscriber } from './stream.ts'
import type { Change } from './watch-keys.ts'

/** A row that may have changed. */
export type ChangedKey = { readonly key: string; readonly batch: readonly ChangedKey[] }

const batchSize = 50

/**
 * Streams primary keys of changed rows of one table, after an initial set from `start()`. Duplicate keys are
 * coalesced.
 */
export class ChangedKeyStream extends Stream<ChangedKey> {
  readonly key: string
  readonly #live: Live
  readonly #table: string
  readonly #column: string
  readonly #start: () => Promise<readonly string[]>

  /** `start` reads the initial keys, also again when changes may have been missed. */
  constructor(live: Live, table: string, column: string, start: () => Promise<readonly string[]>) {
    super()
    this.key = `${table}.${column}`
    this.#live = live
    this.#table = table
    this.#column = column
    this.#start = start
  }

  open(wake: () => void): StreamSubscriber<ChangedKey> {
    const pending = new Set<string>()
    // The keys of the last start and all changed since: the next start includes them, because they may have
    // changed unnoticed.
    let known = new Set<string>()
    let batch: ChangedKey[] = []
    let mustStart = true
    const note = (key: string) => {
      pending.add(key)
      known.add(key)
    }
    const stop = this.#live.signals.watch([{ table: this.#table }], (change: Change | null) => {
      const keys = change?.keys?.[this.#column]
      if (keys) for (const key of keys) note(key)
      else mustStart = true
      wake()
    })
    const left = new Cancellation()
    const begin = async () => {
      mustStart = false
      for (const key of known) pending.add(key)
      const keys = await retryTransient(this.#start, left)
      // Changes from here on are recorded in addition.
      known = new Set()
      for (const key of [...keys, ...pending]) note(key)
    }
    return {
      take: () => {
        if (mustStart) return begin()
        if (batch.length === 0) {
          const made: ChangedKey[] = []
          for (const key of [...pending].slice(0, batchSize)) {
            pending.delete(key)
            made.push({ key, batch: made })
          }
          batch = [...made]
        }
        return batch.shift()
      },
      close: () => {
        left.cancel()
        stop()
      },
    }
  }

  batchOf({ batch }: ChangedKey): readonly ChangedKey[] {
    return batch
  }

  override stateOf({ key }: ChangedKey): string {
    return key
  }
}
