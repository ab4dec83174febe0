import type { Live } from './live.ts'
import type { Revision, StateBroadcaster } from './state-broadcaster.ts'
import { type ReadRecording, Stream, type StreamSubscriber } from './stream.ts'
import type { WatchKey } from './watch-keys.ts'

/**
 * A stream of a state: read at once, and again after every change of a row that was read; changes in quick
 * succession are coalesced. All subscribers of a group of subscriptions share one stream.
 */
export class StateStream extends Stream<Revision> {
  readonly key: string
  readonly #live: Live
  readonly #row: WatchKey
  #feed: StateBroadcaster | undefined

  /** `row`: what the state depends on, whatever is selected of it. */
  constructor(live: Live, key: string, row: WatchKey) {
    super()
    this.key = key
    this.#live = live
    this.#row = row
  }

  open(wake: () => void): StreamSubscriber<Revision> {
    const feed = this.#feed ?? this.#live.openState(this.#row)
    this.#feed = feed
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
        if (feed.readers > 0 || this.#feed !== feed) return
        this.#feed = undefined
        this.#live.closeState(feed)
      },
    }
  }

  override sharedBy(group: Stream): Stream {
    return group
  }

  override record(): ReadRecording | undefined {
    return this.#feed?.record()
  }

  batchOf(tick: Revision): readonly Revision[] {
    return tick.batch
  }

  override stateOf(): string {
    return this.key
  }
}
