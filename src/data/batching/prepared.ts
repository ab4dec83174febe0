import { LRUCache } from 'lru-cache'
import type { Statement } from '../database.ts'

/** Bounds on the number of prepared statements. */
export type PreparedOptions = {
  /** Maximum number of prepared statements. */
  readonly max?: number
  /**
   * Minimum time in which as many statements are replaced, in milliseconds: a replaced one stays on the server
   * until its connection closes.
   */
  readonly minReplaceMs?: number
  readonly now?: () => number
}

type Kept = { readonly statement: Statement; uses: number }

const maxPrepared = 1_000
const minReplaceMs = 1_000
/** Uses count half after this time, so that what was used long ago makes room. */
const halfLifeMs = 600_000

/**
 * Statements by their shape: the text of each is made once, and it stays prepared on the server under a name of its own.
 * Clients decide how many shapes there are: beyond `max`, a shape that is used more often replaces the one that is used
 * least, and others are parsed anew each time.
 */
export class PreparedStatements {
  readonly #kept = new Map<string, Kept>()
  readonly #candidates: LRUCache<string, number>
  readonly #max: number
  readonly #minReplaceMs: number
  readonly #now: () => number
  #named = 0
  #halvedAt: number
  #searchedAt = Number.NEGATIVE_INFINITY
  #rarest: readonly [shape: string, Kept] | undefined

  constructor(options: PreparedOptions = {}) {
    this.#max = options.max ?? maxPrepared
    this.#minReplaceMs = options.minReplaceMs ?? minReplaceMs
    this.#now = options.now ?? (() => performance.now())
    this.#halvedAt = this.#now()
    this.#candidates = new LRUCache({ max: this.#max })
  }

  get(shape: string, text: () => string): Statement {
    const known = this.#kept.get(shape)
    if (known) {
      known.uses += 1
      return known.statement
    }
    if (this.#kept.size < this.#max) return this.#keep(shape, text(), 1)
    const uses = (this.#candidates.get(shape) ?? 0) + 1
    this.#candidates.set(shape, uses)
    return this.#makeRoom(uses) ? this.#keep(shape, text(), uses) : { text: text(), name: undefined }
  }

  #keep(shape: string, text: string, uses: number): Statement {
    const statement = { text, name: `g${this.#named}` }
    this.#named += 1
    this.#kept.set(shape, { statement, uses })
    this.#candidates.delete(shape)
    return statement
  }

  /** Drops the statement that is used least, if it is used less than this. */
  #makeRoom(uses: number): boolean {
    const now = this.#now()
    if (now - this.#searchedAt >= this.#minReplaceMs) {
      this.#searchedAt = now
      this.#rarest = this.#findRarest(now)
    }
    if (!this.#rarest || uses <= this.#rarest[1].uses) return false
    this.#kept.delete(this.#rarest[0])
    this.#rarest = undefined
    return true
  }

  #findRarest(now: number) {
    const isHalved = now - this.#halvedAt >= halfLifeMs
    if (isHalved) this.#halvedAt = now
    let rarest: readonly [string, Kept] | undefined
    for (const entry of this.#kept) {
      if (isHalved) entry[1].uses /= 2
      if (!rarest || entry[1].uses < rarest[1].uses) rarest = entry
    }
    return rarest
  }
}

const statements = new PreparedStatements()

/** The statement of a shape, prepared where the shape is used often. */
export const prepared = (shape: string, text: () => string): Statement => statements.get(shape, text)
