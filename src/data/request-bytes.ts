import { ByteLimitError, type ByteMeter } from './byte-meter.ts'

/** Bytes that all requests of a process hold at a time: rows that were read for them, and answers that are being made. */
export class HeldBytes {
  readonly max: number
  held = 0

  constructor(max: number) {
    this.max = max
  }
}

/** A request that holds no more is never refused for what others hold. */
const smallRequest = 65_536

/** The bytes of one request, from its first row until its answer is written to the response or the socket. */
export class RequestBytes implements ByteMeter {
  readonly #maxRead: number
  readonly #all: HeldBytes | undefined
  #read = 0
  #answered = 0
  #held = 0
  #isReleased = false

  constructor(maxRead = Number.POSITIVE_INFINITY, all?: HeldBytes) {
    this.#maxRead = maxRead
    this.#all = all
  }

  refuses(bytes: number): ByteLimitError | undefined {
    if (this.#read + bytes > this.#maxRead) return new ByteLimitError('readBytes')
    return this.#cannotHold(bytes) ? new ByteLimitError('heldBytes') : undefined
  }

  take(bytes: number): ByteLimitError | undefined {
    const error = this.refuses(bytes)
    if (error) return error
    this.#read += bytes
    this.#hold(bytes)
    return undefined
  }

  /** Counts bytes of the answer. Throws a `ByteLimitError` when all requests together hold too much. */
  answer(bytes: number): void {
    if (this.#cannotHold(bytes)) throw new ByteLimitError('heldBytes')
    this.#answered += bytes
    this.#hold(bytes)
  }

  /** Bytes of the answer that were counted so far. */
  get answered(): number {
    return this.#answered
  }

  /** The answer was written to its response or socket, or is not wanted: nothing is held from now on. */
  release(): void {
    if (this.#isReleased) return
    this.#isReleased = true
    if (this.#all) this.#all.held -= this.#held
  }

  #cannotHold(bytes: number): boolean {
    const all = this.#all
    return (
      all !== undefined &&
      !this.#isReleased &&
      all.held + bytes > all.max &&
      this.#held + bytes > smallRequest
    )
  }

  #hold(bytes: number): void {
    if (!this.#all || this.#isReleased) return
    this.#held += bytes
    this.#all.held += bytes
  }
}
