/** Where a credential stands in a text, the end exclusive. */
type Span = readonly [start: number, end: number]

/**
 * Places of a text that may be credentials and are looked at closely, at most. Each costs about a microsecond, so this
 * bounds the time that a text made of nothing but beginnings can take.
 */
const maxCandidates = 10_000

/** What a scan has found in one text. */
export class Findings {
  private spans: Span[] | undefined
  private candidates = 0

  readonly text: string

  constructor(text: string) {
    this.text = text
  }

  add(start: number, end: number): void {
    this.spans ??= []
    this.spans.push([start, end])
  }

  /** Counts a place that is looked at closely; false where there were too many, so that the scan ends. */
  mayCheck(): boolean {
    this.candidates += 1
    return this.candidates <= maxCandidates
  }

  /** The text with each span replaced, those that touch once; nothing of a text with too many candidates. */
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
