const chunkSize = 1024

/** An immutable list whose versions share their memory. Reading by index is O(1). */
export type EntryList<Entry> = Iterable<Entry> & {
  readonly length: number
  /** The entry at an index, or undefined outside of the list. */
  at(index: number): Entry | undefined
  /** A copy of the entries from `start` to before `end`. */
  slice(start?: number, end?: number): Entry[]
}

/**
 * Builds versions of a list: `add` and `replace` change the next version, `commit` returns it. A commit copies nothing, a
 * replacement its chunk of 1,024 entries at most once a version.
 */
export class EntryListBuilder<Entry> {
  #chunks: Entry[][] = []
  #length = 0
  /** Chunks that no committed version has. */
  #own = new Set<number>()

  get length(): number {
    return this.#length
  }

  add(entry: Entry): void {
    const last = this.#chunks.at(-1)
    // Committed versions keep to their length, so that the chunks may grow behind it.
    if (last && last.length < chunkSize) last.push(entry)
    else this.#chunks.push([entry])
    this.#length += 1
  }

  replace(index: number, entry: Entry): void {
    const chunk = Math.floor(index / chunkSize)
    if (!this.#own.has(chunk)) {
      if (this.#own.size === 0) this.#chunks = [...this.#chunks]
      this.#chunks[chunk] = [...(this.#chunks[chunk] ?? [])]
      this.#own.add(chunk)
    }
    const entries = this.#chunks[chunk]
    if (entries) entries[index % chunkSize] = entry
  }

  clear(): void {
    this.#chunks = []
    this.#length = 0
    this.#own.clear()
  }

  commit(): EntryList<Entry> {
    this.#own.clear()
    return new Version(this.#chunks, this.#length)
  }
}

class Version<Entry> implements EntryList<Entry> {
  readonly length: number
  readonly #chunks: readonly (readonly Entry[])[]

  constructor(chunks: readonly (readonly Entry[])[], length: number) {
    this.#chunks = chunks
    this.length = length
  }

  at(index: number): Entry | undefined {
    const place = index < 0 ? this.length + index : index
    if (place < 0 || place >= this.length) return undefined
    return this.#chunks[Math.floor(place / chunkSize)]?.[place % chunkSize]
  }

  slice(start = 0, end = this.length): Entry[] {
    const entries: Entry[] = []
    const last = Math.min(end < 0 ? this.length + end : end, this.length)
    for (let index = Math.max(0, start < 0 ? this.length + start : start); index < last; index += 1)
      entries.push(this.at(index) as Entry)
    return entries
  }

  *[Symbol.iterator](): Iterator<Entry> {
    for (let index = 0; index < this.length; index += 1) yield this.at(index) as Entry
  }
}
