import type { Entry } from './entry.ts'

/** Every so many entries keep their cursor, so that any entry can be opened by one page behind it. */
const cursorEvery = 50

/**
 * The log of a run in this page: `head` from its start and `tail` to its end, with `missing` entries in between that are
 * known to exist and not loaded yet. Each row is there once: one that comes again replaces what it was.
 */
export class RunLog {
  head: Entry[] = []
  tail: Entry[] = []
  missing = 0
  /** Grows with each change, once listeners are told of it. */
  version = 0
  /** Grows when entries come anywhere but at the end. */
  structure = 0
  /** Entries that came at the end, in all. */
  appended = 0
  readonly #places = new Map<string, Entry>()
  /** Calls of tools without an answer, by their id. */
  readonly #calls = new Map<string, Entry>()
  readonly #listeners = new Set<() => void>()
  #newest = Number.NEGATIVE_INFINITY
  #isScheduled = false

  get length(): number {
    return this.head.length + this.missing + this.tail.length
  }

  /** Entries that are loaded. */
  get loaded(): number {
    return this.head.length + this.tail.length
  }

  /** The entry at a place; undefined where it is not loaded yet. */
  at(place: number): Entry | undefined {
    if (place < this.head.length) return this.head[place]
    return this.tail[place - this.head.length - this.missing]
  }

  /** The place of an entry, or -1. */
  placeOf(entry: Entry): number {
    const inTail = this.tail.lastIndexOf(entry)
    if (inTail >= 0) return this.head.length + this.missing + inTail
    return this.head.indexOf(entry)
  }

  find(key: string): Entry | undefined {
    return this.#places.get(key)
  }

  /** Adds what comes at the end. */
  append(entry: Entry, cursor: string): void {
    if (this.#replace(entry)) return
    entry.isLate = entry.at < this.#newest
    this.#newest = Math.max(this.#newest, entry.at)
    if (this.tail.length % cursorEvery === 0) entry.cursor = cursor
    this.tail.push(entry)
    this.appended += 1
    this.#add(entry)
  }

  /** Adds the next entry from the start. Returns whether it was the first of the tail: then all of the log is loaded. */
  fill(entry: Entry, cursor: string): boolean {
    const [first] = this.tail
    // The first of the tail may have been removed since it was read: what is dated later stands behind it.
    if (first && (first.key === entry.key || entry.at > first.at)) {
      this.finish()
      return true
    }
    if (this.#replace(entry)) return false
    if (this.head.length % cursorEvery === 0) entry.cursor = cursor
    this.head.push(entry)
    this.missing = Math.max(0, this.missing - 1)
    this.structure += 1
    this.#add(entry)
    return false
  }

  /** Adds entries that stand right before the tail. */
  prepend(entries: readonly { readonly entry: Entry; readonly cursor: string }[]): void {
    const added: Entry[] = []
    for (const { entry, cursor } of entries) {
      const known = this.#places.get(entry.key)
      // The head has come as far.
      if (known) continue
      if (added.length % cursorEvery === 0) entry.cursor = cursor
      added.push(entry)
      this.#add(entry)
    }
    this.tail = [...added, ...this.tail]
    this.missing = Math.max(0, this.missing - added.length)
    this.structure += 1
    this.changed()
  }

  /** All between head and tail is loaded, whatever was expected there. */
  finish(): void {
    this.tail = this.head.concat(this.tail)
    this.head = []
    this.missing = 0
    this.structure += 1
    this.changed()
  }

  /** Begins anew: the database is another one. */
  clear(): void {
    this.head = []
    this.tail = []
    this.missing = 0
    this.#places.clear()
    this.#calls.clear()
    this.#newest = Number.NEGATIVE_INFINITY
    this.structure += 1
    this.changed()
  }

  #add(entry: Entry): void {
    this.#places.set(entry.key, entry)
    this.#measure(entry)
    this.changed()
  }

  /** Joins call and result of a tool, in whichever order they are read. */
  #measure(entry: Entry): void {
    if (!entry.callId) return
    const other = this.#calls.get(entry.callId)
    if (!other) return void this.#calls.set(entry.callId, entry)
    const duration = Math.abs(entry.at - other.at)
    entry.duration = duration
    other.duration = duration
    this.#calls.delete(entry.callId)
  }

  #replace(entry: Entry): boolean {
    const known = this.#places.get(entry.key)
    if (!known) return false
    const { isLate, duration, cursor } = known
    Object.assign(known, entry, { isLate, duration, cursor })
    this.structure += 1
    this.changed()
    return true
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Tells listeners, at most once a frame. */
  changed(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    schedule(() => {
      this.#isScheduled = false
      this.version += 1
      for (const listener of this.#listeners) listener()
    })
  }
}

/** Before the next frame; where the page is hidden there are none, and a timer does. */
function schedule(work: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(work)
  else setTimeout(work, 100)
}
