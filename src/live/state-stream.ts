import type { Live } from './live.ts'
import { Stream, type StreamSubscriber } from './stream.ts'
import type { WatchKey } from './watch-keys.ts'

/** A revision of a state. A reader that takes it reads the state as of then, or newer. */
export class Revision {
  /** Increases with every change of a broadcaster. */
  readonly revision: number
  readonly batch: readonly Revision[] = [this]

  constructor(revision: number) {
    this.revision = revision
  }
}

/** Broadcasts the revisions of a state to its subscribers in this process. */
export class StateBroadcaster {
  readonly key: string
  tick = new Revision(0)
  #isNew = false
  readonly #wakes = new Set<() => void>()
  readonly #stop: () => void

  constructor(live: Live, key: string, interests: readonly WatchKey[]) {
    this.key = key
    this.#stop = live.signals.watch(interests, () => {
      this.#advance()
      for (const wake of [...this.#wakes]) wake()
    })
  }

  get readers(): number {
    return this.#wakes.size
  }

  /**
   * Adds a subscriber, which starts with a new revision: notifications may have been missed or be on their
   * way. Subscribers that join in one turn of the event loop share it.
   */
  join(wake: () => void): () => void {
    this.#wakes.add(wake)
    if (!this.#isNew) {
      this.#advance()
      this.#isNew = true
      setImmediate(() => {
        this.#isNew = false
      })
    }
    return () => this.#wakes.delete(wake)
  }

  close(): void {
    this.#stop()
  }

  #advance(): void {
    this.tick = new Revision(this.tick.revision + 1)
  }
}

/**
 * A stream of a state: read at once, and again after every change; changes in quick succession are coalesced.
 */
export class StateStream extends Stream<Revision> {
  readonly key: string
  readonly #live: Live
  readonly #interests: readonly WatchKey[]

  /** `interests`: the watch keys that the state depends on. */
  constructor(live: Live, key: string, interests: readonly WatchKey[]) {
    super()
    this.key = key
    this.#live = live
    this.#interests = interests
  }

  open(wake: () => void): StreamSubscriber<Revision> {
    const feed = this.#live.stateFeed(this.key, this.#interests)
    const leave = feed.join(wake)
    let taken = 0
    return {
      take() {
        if (feed.tick.revision <= taken) return undefined
        taken = feed.tick.revision
        return feed.tick
      },
      close: () => {
        leave()
        this.#live.releaseState(feed)
      },
    }
  }

  batchOf(tick: Revision): readonly Revision[] {
    return tick.batch
  }

  override stateOf(): string {
    return this.key
  }
}
