import { type EntryList, EntryListBuilder } from './entry-list.ts'
import type { GatewayError } from './errors.ts'
import { iterate } from './iterate.ts'
import { type Entry, LogReader, type LogSource } from './log-reader.ts'
import { createSnapshots, type Store } from './snapshots.ts'

/**
 * - `connecting`: no connection yet, or not any longer; it is being made, or waited for with back-off.
 * - `live`: connected; entries come as they are written.
 * - `paused`: `pause` was called, or nobody listens.
 * - `ended`: the log has ended, or failed for good: `error` says why.
 * - `gap`: rows may be missing before the next entry; `gap` says why. Connected otherwise.
 */
export type FollowStatus = 'connecting' | 'live' | 'paused' | 'ended' | 'gap'

/** An entry as a store keeps it: without its cursor, unless `keepCursors` is set. */
export type StoredEntry<E> = E extends { cursor: unknown } ? Omit<E, 'cursor'> & { cursor?: E['cursor'] } : E

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
  readonly error: GatewayError | Error | undefined
}

/**
 * A log as an async iterable, and as a store. Each iteration and the store have a stream of their own, and each receives every
 * entry once. A store connects while it has listeners, and goes on behind its last entry when it has some again.
 */
export type Follow<E> = AsyncIterable<E> &
  Store<LogSnapshot<E>> & {
    /** Disconnects the store until `resume`. */
    readonly pause: () => void
    /** Connects the store again, behind its last entry. */
    readonly resume: () => void
  }

export type FollowOptions = {
  /** Ends iterations and the store. */
  readonly signal?: AbortSignal | undefined
  /** Keeps each entry's cursor in the store: some hundred bytes an entry. */
  readonly keepCursors?: boolean | undefined
  /** Is called with the state of the connection of each iteration; a store has it in its snapshot. */
  readonly onStatus?: ((status: 'connecting' | 'live') => void) | undefined
}

export function createFollow<E extends Entry>(source: LogSource, options: FollowOptions): Follow<E> {
  const store = createLogStore<E>(source, options)
  const { signal, onStatus = () => {} } = options
  return {
    ...store,
    [Symbol.asyncIterator]: () =>
      iterate<E>((events) => new LogReader(source, { ...events, status: onStatus }), signal),
  }
}

function createLogStore<E extends Entry>(
  source: LogSource,
  { signal, keepCursors = false }: FollowOptions,
): Omit<Follow<E>, typeof Symbol.asyncIterator> {
  const list = new EntryListBuilder<StoredEntry<E>>()
  const places = new Map<string, number>()
  let entries = list.commit()
  let isChanged = false
  let version = 0
  let status: FollowStatus = 'paused'
  let gap: string | undefined
  let error: Error | undefined
  let isPaused = false
  let isListened = false

  const reader: LogReader<E> = new LogReader<E>(source, {
    status: setStatus,
    item: add,
    end(reason) {
      if (reason) error = reason instanceof Error ? reason : new Error(String(reason))
      setStatus('ended')
    },
  })
  function setStatus(next: FollowStatus): void {
    status = next
    snapshots.invalidate()
  }
  function add(entry: E): void {
    if (entry.__typename === 'StreamGap') {
      gap = entry.reason
      if (gap === 'OTHER_DATABASE') {
        list.clear()
        places.clear()
      }
    }
    const { cursor, ...rest } = entry
    const stored = (keepCursors ? entry : rest) as StoredEntry<E>
    const id = rowIdOf(entry)
    const place = id === undefined ? undefined : places.get(id)
    if (place === undefined) {
      if (id !== undefined) places.set(id, list.length)
      list.add(stored)
    } else list.replace(place, stored)
    isChanged = true
    setStatus(entry.__typename === 'StreamGap' ? 'gap' : 'live')
  }
  function update(): void {
    if (status === 'ended') return
    if (isListened && !isPaused) reader.start()
    else {
      reader.stop()
      setStatus('paused')
    }
  }
  const snapshots = createSnapshots<LogSnapshot<E>>(
    () => {
      if (isChanged) {
        entries = list.commit()
        version += 1
        isChanged = false
      }
      return { status, entries, version, cursor: reader.cursor, gap, error }
    },
    () => {
      isListened = true
      update()
    },
    () => {
      isListened = false
      update()
    },
  )
  if (signal?.aborted) status = 'ended'
  else signal?.addEventListener('abort', () => reader.end(undefined), { once: true })
  return {
    getSnapshot: snapshots.getSnapshot,
    subscribe: snapshots.subscribe,
    pause() {
      isPaused = true
      update()
    },
    resume() {
      isPaused = false
      update()
    },
  }
}

/** The id of the row that an entry is about: one that changes comes again with the same. */
function rowIdOf(entry: Entry): string | undefined {
  const { event, log, message } = entry as { [key in 'event' | 'log' | 'message']?: { id?: string } | null }
  return (event ?? log ?? message)?.id
}
