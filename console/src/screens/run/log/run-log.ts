import { createStore, type Store } from '../../../data/store.ts'
import type { Entry } from './entry.ts'
import { isStep } from './filter.ts'

/** Every so many entries keep their cursor, so that any entry can be opened by one page behind it. */
const cursorEvery = 50
const summaryMs = 250

/**
 * The log of a run in this page: `head` from its start and `tail` to its end, with `missing` entries in between that are
 * known to exist and not loaded yet. Each row is there once: one that comes again replaces what it was.
 */
export class RunLog {
  head: Entry[] = []
  tail: Entry[] = []
  missing = 0
  #isMissingCounted = true
  /** Grows with each change, at most once a frame, before listeners are called. */
  version = 0
  /** The version, at most four times a second: for what sums up the log, and need not change with each frame. */
  readonly summary: Store<number> = createStore(0)
  /** Grows when loaded entries are replaced or removed: what was derived from them is outdated. */
  revision = 0
  /** Entries that came at the end, in all. */
  appended = 0
  /** Names of the tools that were called. */
  readonly tools = new Set<string>()
  /** The ordinal of the first entry of `tail`; those of `head` begin with 0. */
  tailStart = 0
  readonly #byKey = new Map<string, Entry>()
  /** Calls of tools without a result, and results without a call, by their id. */
  readonly #calls = new Map<string, Entry>()
  readonly #listeners = new Set<() => void>()
  #newest = Number.NEGATIVE_INFINITY
  /** The last step of the run's own agent, in each part. */
  #lastStep: { head?: Entry | undefined; tail?: Entry | undefined } = {}
  #isScheduled = false
  #summaryTimer: ReturnType<typeof setTimeout> | undefined

  get length(): number {
    return this.head.length + this.missing + this.tail.length
  }

  /** Entries that are loaded. */
  get loaded(): number {
    return this.head.length + this.tail.length
  }

  /** The share of the log that is loaded, from 0 to 1; undefined before it is known how much there is. */
  get share(): number | undefined {
    if (this.missing === 0) return 1
    return this.#isMissingCounted ? this.loaded / this.length : undefined
  }

  /** The entry at an index; undefined where it is not loaded yet. */
  at(index: number): Entry | undefined {
    if (index < this.head.length) return this.head[index]
    return this.tail[index - this.head.length - this.missing]
  }

  /** The index of an entry, or -1. */
  indexOf(entry: Entry): number {
    if (this.head[entry.ordinal] === entry) return entry.ordinal
    const index = entry.ordinal - this.tailStart
    return this.tail[index] === entry ? this.head.length + this.missing + index : -1
  }

  find(key: string): Entry | undefined {
    return this.#byKey.get(key)
  }

  /** Adds what comes at the end. */
  append(entry: Entry, cursor: string): void {
    if (this.#replace(entry)) return
    entry.isLate = entry.at < this.#newest
    this.#newest = Math.max(this.#newest, entry.at)
    if (this.tail.length % cursorEvery === 0) entry.cursor = cursor
    entry.ordinal = this.tailStart + this.tail.length
    this.#lastStep.tail = adopt(entry, this.#lastStep.tail)
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
    entry.ordinal = this.head.length
    this.#lastStep.head = adopt(entry, this.#lastStep.head)
    this.head.push(entry)
    this.missing = Math.max(0, this.missing - 1)
    this.#add(entry)
    return false
  }

  /** Adds entries that stand right before the tail. */
  prepend(entries: readonly { readonly entry: Entry; readonly cursor: string }[]): void {
    // The head may have come as far.
    const added = entries.filter(({ entry }) => !this.#byKey.has(entry.key))
    this.tailStart -= added.length
    let lastStep: Entry | undefined
    for (const [index, { entry, cursor }] of added.entries()) {
      if (index % cursorEvery === 0) entry.cursor = cursor
      entry.ordinal = this.tailStart + index
      lastStep = adopt(entry, lastStep)
      this.#add(entry)
    }
    this.tail = [...added.map(({ entry }) => entry), ...this.tail]
    this.missing = Math.max(0, this.missing - added.length)
    this.changed()
  }

  /** Says that entries stand before the page that was appended first, before it is known how many. */
  expectMore(): void {
    this.missing = 1
    this.#isMissingCounted = false
  }

  /** Sets how many entries stand before the page that was appended first, as far as is known, while some are not loaded. */
  expectBeforeFirstPage(count: number): void {
    if (this.missing === 0) return
    // Ordinals of entries that were prepended to that page are negative.
    this.missing = Math.max(1, count - this.head.length + this.tailStart)
    this.#isMissingCounted = true
    this.changed()
  }

  /** All between head and tail is loaded, whatever was expected there. */
  finish(): void {
    this.missing = 0
    this.changed()
  }

  /** Begins anew: the database is another one. */
  clear(): void {
    this.head = []
    this.tail = []
    this.missing = 0
    this.tailStart = 0
    this.#byKey.clear()
    this.#calls.clear()
    this.#newest = Number.NEGATIVE_INFINITY
    this.#lastStep = {}
    this.revision += 1
    this.changed()
  }

  #add(entry: Entry): void {
    this.#byKey.set(entry.key, entry)
    this.#measure(entry)
    if (entry.tool) this.tools.add(entry.tool)
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
    const [call, result] = entry.type === 'agent.tool.call' ? [entry, other] : [other, entry]
    // The entry that came first was tested without what the other one says of it.
    if (result.isError) {
      call.hasFailed = true
      if (call === other) this.revision += 1
    }
    if (call.tool === result.tool) return
    result.tool = call.tool
    if (result === other) this.revision += 1
  }

  #replace(entry: Entry): boolean {
    const known = this.#byKey.get(entry.key)
    if (!known) return false
    const { hasFailed, isLate, duration, cursor, ordinal, parent, children } = known
    Object.assign(known, entry, { hasFailed, isLate, duration, cursor, ordinal, parent, children })
    this.revision += 1
    this.changed()
    return true
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Calls listeners, at most once a frame. */
  changed(): void {
    if (this.#isScheduled) return
    this.#isScheduled = true
    schedule(() => {
      this.#isScheduled = false
      this.version += 1
      for (const listener of this.#listeners) listener()
      this.#summarize()
    })
  }

  #summarize(): void {
    if (this.#summaryTimer !== undefined) return
    this.summary.set(this.version)
    this.#summaryTimer = setTimeout(() => {
      this.#summaryTimer = undefined
      if (this.summary.get() !== this.version) this.#summarize()
    }, summaryMs)
  }
}

/** Makes the last step of the run's own agent the parent of a sub-agent's entry. Returns the last step after the entry. */
function adopt(entry: Entry, lastStep: Entry | undefined): Entry | undefined {
  if (!entry.subAgent) return isStep(entry) ? entry : lastStep
  entry.parent = lastStep
  if (lastStep) lastStep.children += 1
  return lastStep
}

const hiddenMs = 1_000

/** Before the next frame; where the page is hidden there are none, and a timer does, as nobody looks. */
function schedule(work: () => void): void {
  if (document.visibilityState === 'visible') requestAnimationFrame(work)
  else setTimeout(work, hiddenMs)
}
