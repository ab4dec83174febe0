import type { Interest } from './changes.ts'
import type { Live } from './live.ts'
import { Stream, type Tail } from './stream.ts'

/** A moment at which a state is worth reading. Every reader that takes one reads the state as it is then, or newer. */
export class Tick {
  readonly batch: readonly Tick[] = [this]
}

/** The moments at which something may have changed, for all its readers in this process. */
export class StateFeed {
  readonly key: string
  tick = new Tick()
  readonly #wakes = new Set<() => void>()
  readonly #stop: () => void

  constructor(live: Live, key: string, interests: readonly Interest[]) {
    this.key = key
    this.#stop = live.signals.watch(interests, () => {
      this.tick = new Tick()
      for (const wake of [...this.#wakes]) wake()
    })
  }

  get readers(): number {
    return this.#wakes.size
  }

  join(wake: () => void): () => void {
    this.#wakes.add(wake)
    return () => this.#wakes.delete(wake)
  }

  close(): void {
    this.#stop()
  }
}

/** A state that is read at once, and again after every change: several quick changes come as one. */
export class StateStream extends Stream<Tick> {
  readonly key: string
  override readonly isState = true
  readonly #live: Live
  readonly #interests: readonly Interest[]

  /** `interests`: what the state depends on. */
  constructor(live: Live, key: string, interests: readonly Interest[]) {
    super()
    this.key = key
    this.#live = live
    this.#interests = interests
  }

  open(wake: () => void): Tail<Tick> {
    const feed = this.#live.stateFeed(this.key, this.#interests)
    const leave = feed.join(wake)
    let taken: Tick | undefined
    return {
      take() {
        if (feed.tick === taken) return undefined
        taken = feed.tick
        return taken
      },
      close: () => {
        leave()
        this.#live.releaseState(feed)
      },
    }
  }

  batchOf(tick: Tick): readonly Tick[] {
    return tick.batch
  }
}
