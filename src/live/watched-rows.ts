import type { RowsRead } from '../data/batching/rows-read.ts'
import { table } from '../data/batching/table.ts'
import type { ChangeNotifier } from './change-notifier.ts'
import type { ReadRecording } from './stream.ts'
import { type WatchKey, watchKeyId } from './watch-keys.ts'
import { isSignalled } from './watched.ts'

/** Maximum number of keys that one state watches; changes of other rows arrive with the poll. */
export const maxWatchedKeys = 1_000

/**
 * The rows that a state depends on. Rows are watched from when a reading reports them, which is before they
 * are read, until a reading no longer reports them.
 */
export class WatchedRows {
  readonly #signals: ChangeNotifier
  readonly #onChange: () => void
  readonly #stops = new Map<string, () => void>()
  readonly #stopAlways: () => void
  #readings = 0
  /** What the readings that overlap have reported. */
  #reported = new Set<string>()
  #isClosed = false

  /** `row` is watched whatever is read. */
  constructor(signals: ChangeNotifier, row: WatchKey, onChange: () => void) {
    this.#signals = signals
    this.#onChange = () => onChange()
    this.#stopAlways = signals.watch([row], this.#onChange)
  }

  /** Starts a reading. Rows reported late for the first time make the state be read again. */
  record(): ReadRecording {
    if (this.#readings === 0) this.#reported = new Set()
    this.#readings += 1
    let isOutdated = false
    return {
      onRead: (rows, isLate = false) => {
        const key = toWatchKey(rows)
        if (!key) return
        const name = watchKeyId(key)
        this.#reported.add(name)
        if (this.#watch(name, key) && isLate) isOutdated = true
      },
      end: () => {
        this.#readings -= 1
        if (this.#readings === 0) this.#keep(this.#reported)
        if (isOutdated && !this.#isClosed) this.#onChange()
      },
    }
  }

  close(): void {
    this.#isClosed = true
    this.#stopAlways()
    this.#keep(new Set())
  }

  /** Returns true if the key was not watched before and is now. */
  #watch(name: string, key: WatchKey): boolean {
    if (this.#isClosed || this.#stops.has(name) || this.#stops.size >= maxWatchedKeys) return false
    this.#stops.set(name, this.#signals.watch([key], this.#onChange))
    return true
  }

  #keep(names: ReadonlySet<string>): void {
    for (const [name, stop] of this.#stops) {
      if (names.has(name)) continue
      this.#stops.delete(name)
      stop()
    }
  }
}

/** Returns the watch key of rows; undefined if their changes are not signalled. */
function toWatchKey({ model, by, key }: RowsRead): WatchKey | undefined {
  const { name, columns } = table(model)
  if (by === undefined) return isSignalled(name) ? { table: name } : undefined
  const column = columns[by]?.name ?? by
  return isSignalled(name, column) ? { table: name, column, key: String(key) } : undefined
}
