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
  /** What was examined of the text, and of what it hides in encodings. */
  private readonly counts: { candidates: number; decoded: number }

  /** Parts that are hidden whole if their decoded text has a credential. */
  readonly encoded: EncodedText[] = []

  readonly text: string

  /** `outer` are those of the text in which `text` is encoded: the maxima are for both together. */
  constructor(text: string, outer?: Findings) {
    this.text = text
    this.counts = outer?.counts ?? { candidates: 0, decoded: 0 }
  }

  /** The number of candidates that were examined. */
  get candidates(): number {
    return this.counts.candidates
  }

  add(start: number, end: number): void {
    this.spans ??= []
    this.spans.push([start, end])
  }

  /** Adds the credentials that were found in a text derived from this one, at the positions that `sourceOf` returns. */
  addAll(inner: Findings, sourceOf: (at: number) => number): void {
    for (const [start, end] of inner.spans ?? []) this.add(sourceOf(start), sourceOf(end))
  }

  get isEmpty(): boolean {
    return this.spans === undefined
  }

  /**
   * Counts a candidate; returns false beyond the maximum, which ends the scan. `count` is more than 1 for candidates that take
   * longer.
   */
  mayCheck(count = 1): boolean {
    this.counts.candidates += count
    return this.counts.candidates <= maxCandidates
  }

  /** Counts a decoded character; returns false beyond the maximum. */
  mayDecode(): boolean {
    this.counts.decoded += 1
    return this.counts.decoded <= maxDecoded
  }

  /** False if the scan ended early, as the text has too many candidates or encoded characters. */
  get isComplete(): boolean {
    const { candidates, decoded } = this.counts
    return candidates <= maxCandidates && decoded <= maxDecoded
  }

  /** Returns the text with each span replaced, adjacent ones once. */
  replaced(replacement: string): string {
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
