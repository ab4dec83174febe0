import type { Operation } from './document.ts'
import { type GatewayError, toGatewayError } from './errors.ts'
import { iterate, type Reader, type ReaderEvents } from './iterate.ts'
import { createSnapshots, type Store } from './snapshots.ts'
import { keepStreaming, type StreamSettings } from './stream.ts'

/** An answer: `errors` are of the fields that they nulled. */
export type Result<Data> = { readonly data: Data; readonly errors: readonly GatewayError[] }

/** The state of a live query at a moment; the same object until something changes. */
export type LiveSnapshot<Data> = {
  /** As that of a log, without gaps. */
  readonly status: 'connecting' | 'live' | 'paused' | 'ended'
  /** The newest state; undefined before the first. It stays while the connection is away. */
  readonly data: Data | undefined
  readonly errors: readonly GatewayError[]
  /** Why the subscription failed for good. */
  readonly error: Error | undefined
}

/**
 * A subscription to a state, which reconnects by itself and then has the current state. Each iteration and the store have a
 * stream of their own; the store connects while it has listeners.
 */
export type Live<Data> = AsyncIterable<Result<Data>> & Store<LiveSnapshot<Data>>

/** The subscription behind a live query. */
export type LiveSource = {
  readonly settings: StreamSettings
  readonly operation: Operation
  readonly variables: object
}

/** Follows a state, as an async iterable and as a store. */
export function createLive<Data>(source: LiveSource, signal: AbortSignal | undefined): Live<Data> {
  return {
    ...createLiveStore<Data>(source, signal),
    [Symbol.asyncIterator]: () =>
      iterate<Result<Data>>((events) => createStateReader(source, events), signal),
  }
}

function createLiveStore<Data>(
  source: LiveSource,
  signal: AbortSignal | undefined,
): Store<LiveSnapshot<Data>> {
  let snapshot: LiveSnapshot<Data> = { status: 'paused', data: undefined, errors: [], error: undefined }
  function update(change: Partial<LiveSnapshot<Data>>): void {
    snapshot = { ...snapshot, ...change }
    snapshots.invalidate()
  }
  const reader = createStateReader<Data>(source, {
    status: (status) => update({ status }),
    item: (result) => update(result),
    end(error) {
      const isFailure = error !== undefined && !signal?.aborted
      update({
        status: 'ended',
        ...(isFailure && { error: error instanceof Error ? error : new Error(String(error)) }),
      })
    },
  })
  const snapshots = createSnapshots(
    () => snapshot,
    () => reader.start(),
    () => {
      reader.stop()
      if (snapshot.status !== 'ended') update({ status: 'paused' })
    },
  )
  if (signal?.aborted) reader.end(undefined)
  signal?.addEventListener('abort', () => reader.end(undefined), { once: true })
  return { getSnapshot: snapshots.getSnapshot, subscribe: snapshots.subscribe }
}

function createStateReader<Data>(
  { settings, operation, variables }: LiveSource,
  events: ReaderEvents<Result<Data>>,
): Reader {
  let connection: AbortController | undefined
  let isOver = false
  async function read(signal: AbortSignal): Promise<void> {
    try {
      await keepStreaming(
        settings,
        {
          request: () => ({ ...operation, variables }),
          connecting: () => events.status('connecting'),
          live: () => events.status('live'),
          next({ data, errors = [] }) {
            events.item({ data: data as Data, errors: errors.map((error) => toGatewayError(error)) })
          },
        },
        signal,
      )
      if (!signal.aborted) end(undefined)
    } catch (error) {
      if (!signal.aborted) end(error)
    }
  }
  function stop(): void {
    connection?.abort()
    connection = undefined
  }
  function end(error: unknown): void {
    if (isOver) return
    isOver = true
    stop()
    events.end(error)
  }
  return {
    start() {
      if (connection || isOver) return
      connection = new AbortController()
      void read(connection.signal)
    },
    stop,
    end,
  }
}
