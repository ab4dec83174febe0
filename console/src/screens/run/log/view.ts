import type { Entry } from './entry.ts'
import type { RunLog } from './run-log.ts'

/** The rows of a log that pass a filter, as the log is now. Without a filter, entries that are not loaded yet are rows, too. */
export type View = {
  readonly length: number
  at(index: number): Entry | undefined
  /** The index of an entry among the rows, or -1. */
  indexOf(entry: Entry): number
}

/** True for entries that a filter lets pass. */
export type Test = (entry: Entry) => boolean

/** The entries of a log that pass `test`, kept current as the log grows; all of them without one. */
export const createView = (log: RunLog, test: Test | undefined): View =>
  test ? new FilteredView(log, test) : log

/** The index of an ordinal in entries that are in the order of theirs, or -1. */
function findOrdinal(entries: readonly Entry[], ordinal: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.ordinal ?? 0) < ordinal) low = middle + 1
    else high = middle
  }
  return entries[low]?.ordinal === ordinal ? low : -1
}

/** Tests each entry once, when it is first looked for after it came; all again once entries were replaced or removed. */
class FilteredView implements View {
  readonly #log: RunLog
  readonly #test: Test
  #revision = -1
  #head: Entry[] = []
  #tail: Entry[] = []
  /** How many entries of the head were tested, and the ordinals from which and before which those of the tail were. */
  #headTested = 0
  #from = 0
  #to = 0

  constructor(log: RunLog, test: Test) {
    this.#log = log
    this.#test = test
  }

  get length(): number {
    this.#update()
    return this.#head.length + this.#tail.length
  }

  at(index: number): Entry | undefined {
    this.#update()
    const { length } = this.#head
    return index < length ? this.#head[index] : this.#tail[index - length]
  }

  indexOf(entry: Entry): number {
    this.#update()
    if (this.#log.indexOf(entry) < 0) return -1
    if (this.#log.head[entry.ordinal] === entry) return findOrdinal(this.#head, entry.ordinal)
    const index = findOrdinal(this.#tail, entry.ordinal)
    return index < 0 ? -1 : this.#head.length + index
  }

  #update(): void {
    const { head, tail, tailStart, revision } = this.#log
    if (this.#revision !== revision) {
      this.#revision = revision
      this.#head = []
      this.#tail = []
      this.#headTested = 0
      this.#from = tailStart
      this.#to = tailStart
    }
    for (; this.#headTested < head.length; this.#headTested += 1)
      this.#push(this.#head, head[this.#headTested])
    if (tailStart < this.#from) {
      const before = tail.slice(0, this.#from - tailStart).filter(this.#test)
      this.#tail = before.concat(this.#tail)
      this.#from = tailStart
    }
    for (; this.#to < tailStart + tail.length; this.#to += 1)
      this.#push(this.#tail, tail[this.#to - tailStart])
  }

  #push(passed: Entry[], entry: Entry | undefined): void {
    if (entry && this.#test(entry)) passed.push(entry)
  }
}
