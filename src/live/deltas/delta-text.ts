import { characterClass, findRunStart } from '../../auth/masking/characters.ts'
import { scrubText } from '../../auth/secret-patterns.ts'

/** Number of characters before a delta that are kept, as a credential is recognized by what precedes it. */
const maxContext = 4_000

/** ASCII characters without white space: a run of them at the end may be a credential whose end is missing. */
const inWord = characterClass('!-~')

/**
 * Masks a text that comes in pieces. A word is held back until it has ended, so that a credential is seen whole; in
 * scripts beyond ASCII nothing is held back.
 */
export class DeltaText {
  /** What came, without its beginning where it is long. */
  #raw = ''
  /** The length in characters of what was returned of `#raw`, masked. */
  #returned = 0

  /** Adds a piece; returns the masked text that follows what was returned before. */
  add(piece: string): string {
    this.#raw += piece
    const { length } = this.#raw
    const end = findRunStart(this.#raw, length, inWord, Math.max(length - maxContext, 0))
    const masked = scrubText(this.#raw.slice(0, end))
    const next = masked.slice(this.#returned)
    // Shorter than before where what was returned turns out to begin a credential: the text goes on behind it.
    this.#returned = masked.length
    this.#forget(end)
    return next
  }

  /** Drops the beginning of a long text. */
  #forget(end: number): void {
    if (end <= maxContext * 2) return
    this.#raw = this.#raw.slice(end - maxContext)
    this.#returned = scrubText(this.#raw.slice(0, maxContext)).length
  }
}
