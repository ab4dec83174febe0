import type { EntryList } from './entry-list.ts'
import { LogEntries, type StoredEntry } from './log-entries.ts'
import { type Entry, LogReader, type LogSource } from './log-reader.ts'
import { createSnapshots, type SnapshotStore, type Store } from './snapshots.ts'

/**
 * - `connecting`: no connection yet, or not any longer; it is being made, or waited for with back-off.
 * - `live`: connected; entries come as they are written.
 * - `paused`: `pause` was called, or there are no listeners.
 * - `ended`: the log has ended, or failed for good: `error` says why.
 * - `gap`: rows may be missing before the next entry; `gap` says why. Connected otherwise.
 */
export type FollowStatus = 'connecting' | 'live' | 'paused' | 'ended' | 'gap'

/** The state of a followed log at a moment; the same object until something changes. */
export type LogSnapshot<E> = {
  readonly status: FollowStatus
  /** In the order of their arrival; a row that changed is in its first place with its newest content. */
  readonly entries: EntryList<StoredEntry<E>>
  /** Grows with each change of `entries`. */
  readonly version: number
  /** The cursor of the last entry: pass it as `after` to go on later. */
  readonly cursor: string | undefined
  /** The reason of the last gap: `ROWS_REMOVED`, or `OTHER_DATABASE`, with which `entries` begins anew. */
  readonly gap: string | undefined
  /** Why the log failed for good. */
  readonly error: Error | undefined
}

/** Options of a store of log entries. */
export type LogStoreOptions = {
  readonly signal?: AbortSignal | undefined
  /** Keeps each entry's cursor in the store: some hundred bytes an entry. */
  readonly keepCursors?: boolean | undefined
}

/** A log as a store. It connects while it has listeners, and resumes behind its last entry when listeners return. */
export class LogStore<E extends Entry> implements Store<LogSnapshot<E>> {
  readonly getSnapshot: () => LogSnapshot<E>
  readonly subscribe: (listener: () => void) => () => void
  readonly #entries: LogEntries<E>
  readonly #reader: LogReader<E>
  readonly #snapshots: SnapshotStore<LogSnapshot<E>>
  #status: FollowStatus = 'paused'
  #gap: string | undefined
  #error: Error | undefined
  #isPaused = false
  #isListened = false

  constructor(source: LogSource, { signal, keepCursors = false }: LogStoreOptions) {
    this.#entries = new LogEntries(keepCursors)
    this.#reader = new LogReader(source, {
      status: (status) => this.#setStatus(status),
      item: (entry) => this.#add(entry),
      end: (reason) => this.#end(reason),
    })
    this.#snapshots = createSnapshots(
      () => this.#takeSnapshot(),
      () => this.#connect({ isListened: true }),
      () => this.#connect({ isListened: false }),
    )
    this.getSnapshot = this.#snapshots.getSnapshot
    this.subscribe = this.#snapshots.subscribe
    if (signal?.aborted) this.#reader.end(undefined)
    signal?.addEventListener('abort', () => this.#reader.end(undefined), { once: true })
  }

  /** Disconnects until `resume`. */
  readonly pause = (): void => this.#connect({ isPaused: true })

  /** Connects again, behind the last entry. */
  readonly resume = (): void => this.#connect({ isPaused: false })

  #connect({ isPaused = this.#isPaused, isListened = this.#isListened }): void {
    this.#isPaused = isPaused
    this.#isListened = isListened
    if (this.#status === 'ended') return
    if (isListened && !isPaused) this.#reader.start()
    else {
      this.#reader.stop()
      this.#setStatus('paused')
    }
  }

  #add(entry: E): void {
    const isGap = entry.__typename === 'StreamGap'
    if (isGap) this.#gap = entry.reason
    // The whole log follows.
    if (isGap && this.#gap === 'OTHER_DATABASE') this.#entries.clear()
    this.#entries.add(entry)
    this.#setStatus(isGap ? 'gap' : 'live')
  }

  #end(reason: unknown): void {
    if (reason !== undefined) this.#error = reason instanceof Error ? reason : new Error(String(reason))
    this.#setStatus('ended')
  }

  #setStatus(status: FollowStatus): void {
    this.#status = status
    this.#snapshots.invalidate()
  }

  #takeSnapshot(): LogSnapshot<E> {
    const entries = this.#entries.commit()
    const { version } = this.#entries
    return {
      status: this.#status,
      entries,
      version,
      cursor: this.#reader.cursor,
      gap: this.#gap,
      error: this.#error,
    }
  }
}
