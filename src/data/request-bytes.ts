import { ByteLimitError, type ByteMeter } from './byte-meter.ts'

/** The bytes that all requests of a process hold: rows read, and responses under construction. */
export class HeldBytes {
  readonly max: number
  held = 0

  constructor(max: number) {
    this.max = max
  }
}

/** A request that holds no more than this is never rejected because of other requests. */
const smallRequest = 65_536

/** What a request may read. */
type ReadLimits = { readonly readBytes: number; readonly rowKeys: number }

/** The bytes of one request, from its first row until its response is written. */
export class RequestBytes implements ByteMeter {
  readonly #maxRead: number
  readonly #maxRowKeys: number
  readonly #all: HeldBytes | undefined
  #read = 0
  #answered = 0
  #held = 0
  #isReleased = false

  constructor(limits?: ReadLimits, all?: HeldBytes) {
    this.#maxRead = limits?.readBytes ?? Number.POSITIVE_INFINITY
    this.#maxRowKeys = limits?.rowKeys ?? Number.POSITIVE_INFINITY
    this.#all = all
  }

  refuses(bytes: number): ByteLimitError | undefined {
    if (this.#read + bytes > this.#maxRead) return new ByteLimitError('readBytes')
    return this.#cannotHold(bytes) ? new ByteLimitError('heldBytes') : undefined
  }

  take(bytes: number, keys = 0): ByteLimitError | undefined {
    const error = keys > this.#maxRowKeys ? new ByteLimitError('rowKeys') : this.refuses(bytes)
    if (error) return error
    this.#read += bytes
    this.#hold(bytes)
    return undefined
  }

  /** Counts response bytes. Throws `ByteLimitError` if all requests together hold too much. */
  answer(bytes: number): void {
    if (this.#cannotHold(bytes)) throw new ByteLimitError('heldBytes')
    this.#answered += bytes
    this.#hold(bytes)
  }

  /** The response bytes counted so far. */
  get answered(): number {
    return this.#answered
  }

  /** Releases the request's bytes once its response was written or abandoned. */
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
