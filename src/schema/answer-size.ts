import type { GraphQLError } from 'graphql'
import type { Limits } from '../config/limits.ts'
import type { RequestBytes } from '../data/request-bytes.ts'
import { dataUnits, spend } from '../data/turns.ts'
import { wrapError } from '../errors/execution-errors.ts'
import { LimitError } from '../errors/limit-error.ts'

/** Number of response bytes after which the request's share of the process-wide byte budget is updated. */
const stepBytes = 65_536
/** Strings of up to this many characters are included in the per-object estimate. */
export const shortText = 64
/**
 * From this length in characters on, strings are measured in UTF-8 bytes, since a character may take several.
 */
const longText = 1_024

/** Limits on a response. */
type AnswerLimits = Pick<Limits, 'objects' | 'errors' | 'responseBytes'>

/** Counts the objects, the errors and the JSON bytes (escapes excluded) of a response while it is built. */
export class AnswerSize {
  readonly #limits: AnswerLimits | undefined
  readonly #held: RequestBytes | undefined
  readonly #maxObjects: number
  #objects = 0
  #errors = 0
  #bytes = 0
  #heldBytes = 0
  /** Byte count at which the limits are checked next. */
  #nextStep: number
  /** The limit error that ended the response; undefined while it is within the limits. */
  exceeded: GraphQLError | undefined

  constructor(limits?: AnswerLimits, held?: RequestBytes) {
    this.#limits = limits
    this.#held = held
    this.#maxObjects = limits?.objects ?? Number.POSITIVE_INFINITY
    this.#nextStep = limits ? Math.min(stepBytes, limits.responseBytes) : Number.POSITIVE_INFINITY
  }

  /**
   * Counts one object whose keys and short values take about `bytes` bytes. Throws `LimitError` beyond the
   * limits.
   */
  addObject(bytes: number): void {
    this.#objects += 1
    this.#bytes += bytes
    if (this.#objects > this.#maxObjects || this.#bytes > this.#nextStep) this.#look()
  }

  /**
   * Counts an error before it is located: with its stack, that takes up to 0.2 ms. Throws `LimitError` beyond the
   * limits.
   */
  addError(): void {
    this.#errors += 1
    if (this.#limits && this.#errors > this.#limits.errors) this.#look()
  }

  /** Counts a string in UTF-8 bytes. Throws `LimitError` beyond the limits. */
  addText(text: string): void {
    this.addBytes(text.length < longText ? text.length : Buffer.byteLength(text))
  }

  addBytes(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > this.#nextStep) this.#look()
  }

  /** Counts the value of a JSON scalar as it will be serialized. Throws `LimitError` beyond the limits. */
  addJson(root: unknown): void {
    this.#walk(root, 0)
  }

  /**
   * Counts a complete response that was not counted during execution. Throws `LimitError` beyond the limits.
   */
  addData(data: unknown): void {
    this.#walk(data, 1)
  }

  #walk(root: unknown, objects: 0 | 1): void {
    const before = this.#bytes
    const open = [root]
    while (open.length > 0) {
      const value = open.pop()
      if (typeof value === 'string') this.addText(value)
      else if (Array.isArray(value)) for (const item of value) open.push(item)
      else if (typeof value === 'object' && value !== null) {
        this.#objects += objects
        // Every event is counted: `Object.entries` would make an array of each member.
        for (const name in value) {
          this.addBytes(name.length)
          open.push((value as Record<string, unknown>)[name])
        }
      }
      this.addBytes(4)
    }
    this.#look()
    if (this.#bytes - before > stepBytes) spend((this.#bytes - before) * dataUnits)
  }

  #look(): void {
    this.exceeded ??= this.#findExceededLimit()
    if (this.exceeded) throw this.exceeded
    this.#nextStep = Math.min(
      this.#bytes + stepBytes,
      this.#limits?.responseBytes ?? Number.POSITIVE_INFINITY,
    )
  }

  #findExceededLimit(): GraphQLError | undefined {
    if (this.#limits && this.#objects > this.#limits.objects)
      return new LimitError('objects', this.#limits.objects)
    if (this.#limits && this.#errors > this.#limits.errors)
      return new LimitError('errors', this.#limits.errors)
    if (this.#limits && this.#bytes > this.#limits.responseBytes)
      return new LimitError('responseBytes', this.#limits.responseBytes)
    try {
      this.#held?.answer(this.#bytes - this.#heldBytes)
    } catch (error) {
      return wrapError(error)
    }
    this.#heldBytes = this.#bytes
    return undefined
  }
}
