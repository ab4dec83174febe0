import type { Live } from '../../../src/live/live.ts'
import type { LogEntry } from '../../../src/live/log-entry.ts'
import { LogStream } from '../../../src/live/log-stream.ts'
import type { LogTopic } from '../../../src/live/log-topic.ts'

/** A client that keeps the cursor of its last entry and reconnects with it, on whichever gateway. */
export class Client {
  /** What it received, in a list for each stretch between gaps. */
  readonly stretches: string[][] = [[]]
  hasEnded = false
  maxCursorLength = 0
  failure: unknown
  readonly #topic: LogTopic
  #last: LogEntry | undefined
  #leave: (() => void) | undefined

  constructor(topic: LogTopic) {
    this.#topic = topic
  }

  get isConnected(): boolean {
    return this.#leave !== undefined
  }

  connect(live: Live): void {
    let isOpen = true
    const stream = new LogStream(live, { topic: this.#topic, after: this.#last?.cursor })
    let taking = Promise.resolve()
    const wake = () => {
      taking = taking
        .then(async () => {
          while (isOpen) {
            const taken = tail.take()
            if (taken instanceof Promise) await taken
            else if (taken) this.#receive(taken)
            else {
              if (taken === null) this.hasEnded = true
              return
            }
          }
        })
        .catch((error) => {
          if (isOpen) this.failure = error
        })
    }
    const tail = stream.open(wake)
    wake()
    this.#leave = () => {
      isOpen = false
      tail.close()
    }
  }

  disconnect(): void {
    this.maxCursorLength = Math.max(this.maxCursorLength, this.#last?.cursor.length ?? 0)
    this.#leave?.()
    this.#leave = undefined
  }

  #receive(entry: LogEntry): void {
    const { about } = entry
    this.#last = entry
    if (about.kind === 'gap') {
      // Behind a removed row nothing is repeated.
      if (about.reason === 'OTHER_DATABASE') this.stretches.push([])
    } else if (about.kind === 'row') this.stretches.at(-1)?.push(about.facts.eventType ?? '')
    else {
      // The server completes the stream with this entry.
      this.hasEnded = true
      this.disconnect()
    }
  }
}
