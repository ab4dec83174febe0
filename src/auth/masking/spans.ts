/** The position of a credential in a text; the end is exclusive. */
type Span = readonly [start: number, end: number]

/**
 * Maximum number of candidates that are examined in a text. Each takes about a microsecond, so this bounds
 * the time for adversarial text.
 */
const maxCandidates = 10_000

/** The credentials that a scan found in one text. */
export class Findings {
  private spans: Span[] | undefined
  /** The number of candidates that were examined. */
  candidates = 0

  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  add(start: number, end: number): void {
    this.spans ??= []
    this.spans.push([start, end])
  }

  /** Counts a candidate; returns false beyond the maximum, which ends the scan. */
  mayCheck(): boolean {
    this.candidates += 1
    return this.candidates <= maxCandidates
  }

  /**
   * Returns the text with each span replaced, adjacent ones once; only the replacement for a text with too
   * many candidates.
   */
  replaced(replacement: string): string {
    if (this.candidates > maxCandidates) return replacement
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
