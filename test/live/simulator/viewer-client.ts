import type { Audience } from './audience.ts'

/** A client of a viewer, which takes entries at its own pace, and reconnects with the cursor of its last one. */
export class ViewerClient {
  readonly viewer: string
  /** What it received, in a list for each stretch between gaps. */
  readonly stretches: string[][] = [[]]
  /** The viewers for which its entries were read. */
  readonly seenAs = new Set<string>()
  readonly maxCursorLength = 0
  hasEnded = false
  /** The code of the error that ended its subscription. */
  denied: unknown
  failure: unknown
  readonly #pause: () => Promise<void>
  #after: string | undefined
  #stream: AsyncGenerator | undefined

  constructor(viewer: string, pause: () => Promise<void> = async () => {}) {
    this.viewer = viewer
    this.#pause = pause
  }

  get isConnected(): boolean {
    return this.#stream !== undefined
  }

  connect(audience: Audience): void {
    void this.#follow(audience).catch((error) => {
      this.failure = error
    })
  }

  disconnect(): void {
    const stream = this.#stream
    this.#stream = undefined
    void stream?.return(undefined)
  }

  async #follow(audience: Audience): Promise<void> {
    const stream = await audience.subscribe(this.viewer, this.#after)
    this.#stream = stream
    for await (const { data, errors } of stream as AsyncIterable<
      Awaited<ReturnType<typeof stream.next>>['value']
    >) {
      if (this.#stream !== stream) return
      if (errors) this.denied = errors[0]?.extensions.code
      if (data) this.#receive(data.log)
      await this.#pause()
    }
    if (this.#stream === stream) this.#stream = undefined
  }

  #receive({ uid, seenBy, cursor }: { uid: string; seenBy: string; cursor: string }): void {
    this.#after = cursor
    this.seenAs.add(seenBy)
    if (uid === 'gap') this.stretches.push([])
    else if (uid === 'end') this.hasEnded = true
    else this.stretches.at(-1)?.push(uid)
  }
}
