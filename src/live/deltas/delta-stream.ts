import { Stream, type StreamSubscriber } from '../stream.ts'
import type { DeltaFeed, SessionDelta } from './delta-feed.ts'

/** Number and bytes of deltas that wait for a slow subscriber; it misses the oldest ones beyond them. */
const maxWaiting = 500
const maxWaitingBytes = 4_000_000

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
    let bytes = 0
    const take = () => {
      const first = waiting.shift()
      bytes -= first?.bytes ?? 0
      return first
    }
    const close = this.#feed.subscribe(this.#session, (delta) => {
      waiting.push(delta)
      bytes += delta.bytes
      while (waiting.length > maxWaiting || bytes > maxWaitingBytes) take()
      wake()
    })
    return { take, close }
  }

  batchOf(delta: SessionDelta): readonly SessionDelta[] {
    return delta.batch
  }
}
