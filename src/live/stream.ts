import type { OnRead } from '../data/batching/rows-read.ts'

/** Records the rows that an event's execution reads, so that the next event follows when they change. */
export type ReadRecording = { readonly onRead: OnRead; readonly end: () => void }

/** One subscriber of a stream. */
export type StreamSubscriber<Event extends object> = {
  /**
   * Takes the next event; undefined if there is none yet (`wake` follows), null at the end. A promise means
   * that the subscriber is reading: take again when it resolves. It rejects if the stream cannot continue.
   */
  take(): Event | undefined | null | Promise<void>
  /** True while events are read from the database for this subscriber alone. */
  readonly isReplaying?: boolean
  /** Releases all resources. */
  close(): void
}

/**
 * The source of a subscription's events. Subscribers of streams with the same key receive identical event
 * objects, so that results can be computed once for all of them.
 */
export abstract class Stream<Event extends object = object> {
  /** Identifies the stream, filters included, but not its start position. */
  abstract readonly key: string
  /** Opens a subscriber, which calls `wake` when an event may be available. */
  abstract open(wake: () => void): StreamSubscriber<Event>
  /** The events to execute together with this one, itself included. */
  abstract batchOf(event: Event): readonly Event[]
  /**
   * Identifies the state that an event reports: a result equal to the previous one of the same state is
   * omitted. Undefined if every event counts.
   */
  stateOf(_event: Event): string | undefined {
    return undefined
  }
  /**
   * The stream to open for a further subscription of a group, whose first subscription has the stream `group`.
   */
  sharedBy(_group: Stream): Stream {
    return this
  }
  /** Starts a recording of the rows that an execution reads; undefined if events do not depend on them. */
  record(): ReadRecording | undefined {
    return undefined
  }
  /** True if no event follows this one. */
  isLast(_event: Event): boolean {
    return false
  }
}
