/** What one reader takes from a stream. */
export type StreamSubscriber<Event extends object> = {
  /**
   * The next event; undefined if there is none yet (the reader is woken then), null at the end. A promise says that the
   * tail is reading: ask again when it resolves. It rejects when the stream cannot go on.
   */
  take(): Event | undefined | null | Promise<void>
  /** True while the events it takes are read from the database for this reader alone; false if absent. */
  readonly isReplaying?: boolean
  /** Leaves nothing behind. */
  close(): void
}

/**
 * Where the events of a subscription come from. Readers of streams with the same key get the
 * very same event objects, so that what is made of an event can be made once for all of them.
 */
export abstract class Stream<Event extends object = object> {
  /** Names what is streamed, filters included, but not from where on. */
  abstract readonly key: string
  /** Opens a tail, which calls `wake` when there may be something to take. */
  abstract open(wake: () => void): StreamSubscriber<Event>
  /** The events that are best executed together with this one, itself included. */
  abstract batchOf(event: Event): readonly Event[]
  /**
   * Names the state that an event tells of: a result that equals the last one of the same state is left out. Undefined where
   * every event counts.
   */
  stateOf(_event: Event): string | undefined {
    return undefined
  }
  /** Whether nothing comes after this event. */
  isLast(_event: Event): boolean {
    return false
  }
}
