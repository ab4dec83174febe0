import { iterate } from './iterate.ts'
import { type Entry, LogReader, type LogSource } from './log-reader.ts'
import { type LogSnapshot, LogStore, type LogStoreOptions } from './log-store.ts'
import type { Store } from './snapshots.ts'

/**
 * A log as an async iterable, and as a store. Each iteration and the store have a stream of their own, and each receives every
 * entry once. A store connects while it has listeners, and resumes behind its last entry when listeners return.
 */
export type Follow<E> = AsyncIterable<E> &
  Store<LogSnapshot<E>> & {
    /** Disconnects the store until `resume`. */
    readonly pause: () => void
    /** Connects the store again, behind its last entry. */
    readonly resume: () => void
  }

/** Options of following a log. */
export type FollowOptions = LogStoreOptions & {
  /** Ends iterations and the store. */
  readonly signal?: AbortSignal | undefined
  /** Is called with the state of the connection of each iteration; a store has it in its snapshot. */
  readonly onStatus?: ((status: 'connecting' | 'live') => void) | undefined
}

/** Follows a log, as an async iterable and as a store. */
export function createFollow<E extends Entry>(source: LogSource, options: FollowOptions): Follow<E> {
  const { getSnapshot, subscribe, pause, resume } = new LogStore<E>(source, options)
  const { signal, onStatus = () => {} } = options
  return {
    getSnapshot,
    subscribe,
    pause,
    resume,
    [Symbol.asyncIterator]: () =>
      iterate<E>((events) => new LogReader(source, { ...events, status: onStatus }), signal),
  }
}
