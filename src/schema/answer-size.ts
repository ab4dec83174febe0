import { GraphQLError } from 'graphql'
import type { Limits } from '../config/limits.ts'
import type { RequestBytes } from '../data/request-bytes.ts'
import { LimitError } from './errors.ts'

/** After so many bytes, an answer is counted among what all requests hold. */
const stepBytes = 65_536
/** Texts that are not longer are part of the estimate of their object. */
export const shortText = 64
/** From this length on, characters are looked at: they may take several bytes each. */
const longText = 1_024

/** The objects and bytes of an answer, counted while it is made. The bytes are those of its JSON, but for escapes. */
export class AnswerSize {
  readonly #limits: Pick<Limits, 'objects' | 'responseBytes'> | undefined
  readonly #held: RequestBytes | undefined
  readonly #maxObjects: number
  #objects = 0
  #bytes = 0
  #heldBytes = 0
  /** Where the bytes are looked at next. */
  #nextStep: number
  /** Why no more of the answer is made. */
  exceeded: GraphQLError | undefined

  constructor(limits?: Pick<Limits, 'objects' | 'responseBytes'>, held?: RequestBytes) {
    this.#limits = limits
    this.#held = held
    this.#maxObjects = limits?.objects ?? Number.POSITIVE_INFINITY
    this.#nextStep = limits ? Math.min(stepBytes, limits.responseBytes) : Number.POSITIVE_INFINITY
  }

  /** Counts an object whose names and short values take about so many bytes. Throws when there are too many. */
  addObject(bytes: number): void {
    this.#objects += 1
    this.#bytes += bytes
    if (this.#objects > this.#maxObjects || this.#bytes > this.#nextStep) this.#look()
  }

  /** Counts a text. Throws when it is too much. */
  addText(text: string): void {
    this.addBytes(text.length < longText ? text.length : Buffer.byteLength(text))
  }

  addBytes(bytes: number): void {
    this.#bytes += bytes
    if (this.#bytes > this.#nextStep) this.#look()
  }

  /** Counts a value of a JSON scalar, as it would be written. */
  addJson(root: unknown): void {
    this.#walk(root, 0)
  }

  /** Counts a whole answer that was not counted while it was made. */
  addData(data: unknown): void {
    this.#walk(data, 1)
  }

  #walk(root: unknown, objects: 0 | 1): void {
    const open = [root]
    while (open.length > 0) {
      const value = open.pop()
      if (typeof value === 'string') this.addText(value)
      else if (Array.isArray(value)) for (const item of value) open.push(item)
      else if (typeof value === 'object' && value !== null) {
        this.#objects += objects
        for (const [name, inner] of Object.entries(value)) {
          this.addBytes(name.length)
          open.push(inner)
        }
      }
      this.addBytes(4)
    }
    this.#look()
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
    if (this.#limits && this.#bytes > this.#limits.responseBytes)
      return new LimitError('responseBytes', this.#limits.responseBytes)
    try {
      this.#held?.answer(this.#bytes - this.#heldBytes)
    } catch (error) {
      return new GraphQLError('', { originalError: error as Error })
    }
    this.#heldBytes = this.#bytes
    return undefined
  }
}
