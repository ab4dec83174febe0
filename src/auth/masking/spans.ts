import type { EncodedText } from './base64.ts'

/** The position of a credential in a text; the end is exclusive. */
type Span = readonly [start: number, end: number]

/**
 * Maximum number of candidates that are examined in a text. Each takes about a microsecond, so this bounds
 * the time for adversarial text.
 */
const maxCandidates = 10_000

/** Maximum number of encoded characters that are decoded in a text. */
const maxDecoded = 30_000

/** The credentials that a scan found in one text. */
export class Findings {
  private spans: Span[] | undefined
  /** The number of candidates that were examined. */
  candidates = 0

  private decoded = 0

  /** Parts that are hidden whole if their decoded text has a credential. */
  readonly encoded: EncodedText[] = []

  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  add(start: number, end: number): void {
    this.spans ??= []
    this.spans.push([start, end])
  }

  /** Adds the credentials that were found in a text derived from this one, at the positions that `sourceOf` returns. */
  addAll(inner: Findings, sourceOf: (at: number) => number): void {
    this.candidates += inner.candidates
    for (const [start, end] of inner.spans ?? []) this.add(sourceOf(start), sourceOf(end))
  }

  get isEmpty(): boolean {
    return this.spans === undefined
  }

  /** Counts a candidate; returns false beyond the maximum, which ends the scan. */
  mayCheck(): boolean {
    this.candidates += 1
    return this.candidates <= maxCandidates
  }

  /** Counts a decoded character; returns false beyond the maximum. */
  mayDecode(): boolean {
    this.decoded += 1
    return this.decoded <= maxDecoded
  }

  /**
   * Returns the text with each span replaced, adjacent ones once; only the replacement for a text with too
   * many candidates or encoded characters.
   */
  replaced(replacement: string): string {
    if (this.candidates > maxCandidates || this.decoded > maxDecoded) return replacement
    if (!this.spans) return this.text
    let result = ''
    let at = 0
    let covered = -1
    for (const [start, end] of this.spans.sort(([one], [other]) => one - other)) {
      if (start > covered) result += this.text.slice(at, start) + replacement
      covered = Math.max(covered, end - 1)
      at = Math.max(at, end)
    }
    return result + this.text.slice(at)
  }
}
