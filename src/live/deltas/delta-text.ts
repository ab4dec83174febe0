import { characterClass, runStart } from '../../auth/masking/characters.ts'
import { scrubText } from '../../auth/secret-patterns.ts'

/** Maximum length in characters of the text in which credentials are looked for; it keeps what precedes a delta. */
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
    const end = runStart(this.#raw, length, inWord, Math.max(length - maxContext, 0))
    const masked = scrubText(this.#raw.slice(0, end))
    const next = masked.slice(this.#returned)
    this.#returned = Math.max(this.#returned, masked.length)
    this.#forget(end)
    return next
  }

  /** Drops whole lines at the beginning, or all that was returned where no line ends. */
  #forget(end: number): void {
    if (end <= maxContext * 2) return
    const lineEnd = this.#raw.indexOf('\n', end - maxContext)
    const from = lineEnd >= 0 && lineEnd < end ? lineEnd + 1 : end
    this.#raw = this.#raw.slice(from)
    this.#returned = scrubText(this.#raw.slice(0, end - from)).length
  }
}
