import type { Live } from './live.ts'
import { Stream, type StreamSubscriber } from './stream.ts'
import type { WatchKey } from './watch-keys.ts'

/** A moment at which a state is worth reading. Every reader that takes one reads the state as it is then, or newer. */
export class Revision {
  /** Grows with every tick of a feed. */
  readonly revision: number
  readonly batch: readonly Revision[] = [this]

  constructor(revision: number) {
    this.revision = revision
  }
}

/** The moments at which something may have changed, for all its readers in this process. */
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
   * Adds a reader, which begins with the state as it is now and not as it was last read: signals may have been missed, or
   * be under way. Those that join in one turn of the event loop share that reading.
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

/** A state that is read at once, and again after every change: several quick changes come as one. */
export class StateStream extends Stream<Revision> {
  readonly key: string
  readonly #live: Live
  readonly #interests: readonly WatchKey[]

  /** `interests`: what the state depends on. */
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
