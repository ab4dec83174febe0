/** Cursors of the last entries, by which one that comes twice is known. */
const maxRecent = 256

/** Where a reader is in a log: the cursor of its last entry. */
export class Position {
  cursor: string | undefined
  readonly #recent = new Set<string>()

  constructor(cursor: string | undefined) {
    this.cursor = cursor
  }

  /** Moves behind an entry. Returns false for an entry that has been there already. */
  advance(cursor: string): boolean {
    if (this.#recent.has(cursor)) return false
    this.cursor = cursor
    this.#recent.add(cursor)
    const [oldest] = this.#recent
    if (this.#recent.size > maxRecent && oldest) this.#recent.delete(oldest)
    return true
  }
}
