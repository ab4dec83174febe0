import { type EntryList, EntryListBuilder } from './entry-list.ts'
import type { Entry } from './log-reader.ts'

/** An entry as a store keeps it: without its cursor, unless `keepCursors` is set. */
export type StoredEntry<E> = E extends { cursor: unknown } ? Omit<E, 'cursor'> & { cursor?: E['cursor'] } : E

/** The entries of a log, each row once: one that changed keeps its place. */
export class LogEntries<E extends Entry> {
  /** Grows with each change. */
  version = 0
  readonly #list = new EntryListBuilder<StoredEntry<E>>()
  readonly #places = new Map<string, number>()
  readonly #hasCursors: boolean
  #committed = this.#list.commit()
  #isChanged = false

  constructor(keepCursors: boolean) {
    this.#hasCursors = keepCursors
  }

  add(entry: E): void {
    const { cursor: _, ...rest } = entry
    const stored = (this.#hasCursors ? entry : rest) as StoredEntry<E>
    const id = getRowId(entry)
    const place = id === undefined ? undefined : this.#places.get(id)
    if (place === undefined) {
      if (id !== undefined) this.#places.set(id, this.#list.length)
      this.#list.add(stored)
    } else this.#list.replace(place, stored)
    this.#isChanged = true
  }

  clear(): void {
    this.#list.clear()
    this.#places.clear()
    this.#isChanged = true
  }

  /** The entries as they are now, which stay so. */
  commit(): EntryList<StoredEntry<E>> {
    if (this.#isChanged) {
      this.#committed = this.#list.commit()
      this.version += 1
      this.#isChanged = false
    }
    return this.#committed
  }
}

/** The id of the row that an entry is about: one that changes comes again with the same. */
function getRowId(entry: Entry): string | undefined {
  const { event, log, message } = entry as { [key in 'event' | 'log' | 'message']?: { id?: string } | null }
  return (event ?? log ?? message)?.id
}
