import { Stream, type StreamSubscriber } from '../stream.ts'
import type { DeltaFeed, SessionDelta } from './delta-feed.ts'

/** Number of deltas that wait for a slow subscriber; it misses the oldest ones beyond it. */
const maxWaiting = 500

/** The deltas of one session, from when it is opened. */
export class DeltaStream extends Stream<SessionDelta> {
  readonly key: string
  readonly #feed: DeltaFeed
  readonly #session: string

  constructor(feed: DeltaFeed, session: string) {
    super()
    this.key = `deltas:${session}`
    this.#feed = feed
    this.#session = session
  }

  open(wake: () => void): StreamSubscriber<SessionDelta> {
    const waiting: SessionDelta[] = []
    const close = this.#feed.subscribe(this.#session, (delta) => {
      if (waiting.push(delta) > maxWaiting) waiting.shift()
      wake()
    })
    return { take: () => waiting.shift(), close }
  }

  batchOf(delta: SessionDelta): readonly SessionDelta[] {
    return delta.batch
  }
}
