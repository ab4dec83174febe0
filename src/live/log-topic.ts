import { column, type Model, ref, table } from '../data/batching/table.ts'
import type { WatchKey } from './watch-keys.ts'

/** Rows of one model as entries of a log: matched to the topic by a column, dated by another. */
export type LogSource = {
  readonly model: Model
  /** Absent if every row of the table belongs to the topic. */
  readonly by?: string
  readonly time: string
  /** Other columns read with each row; short ones, because they are buffered. */
  readonly columns: readonly string[]
  /** Read only to detect the end of the log; its rows are not entries. */
  readonly statusOnly?: boolean
}

/** A log: rows of several tables in one order. `key` identifies it, also in cursors. */
export type LogTopic = {
  readonly key: string
  /** The sources, in the order of rows with equal times. */
  readonly sources: readonly LogSource[]
  /** The value of the sources' columns; null for a log of whole tables. */
  readonly value: string | null
  /** The source whose rows have a `status`, which determines the end of the log. */
  readonly statusSource?: { readonly model: Model; readonly hasEnded: (status: string) => boolean }
  /**
   * Maximum age of rows when they are read, in milliseconds, for logs of whole tables, which cannot be
   * searched from their start repeatedly.
   */
  readonly maxAgeMs?: number
}

/** Returns the watch keys of a log: changes after which it may have new entries. */
export function toWatchKeys({ sources, value }: LogTopic): WatchKey[] {
  return sources.map(({ model, by }) => {
    const { name } = table(model)
    return by === undefined
      ? { table: name }
      : { table: name, column: column(model, by).name, key: value ?? '' }
  })
}

/** Returns the index of the status source; -1 if there is none. */
export function getLifeRank({ statusSource, sources }: LogTopic): number {
  return sources.findIndex(({ model }) => model === statusSource?.model)
}

const keyWidth = 19

/** Returns SQL for a row's key as text that sorts like the key. */
export function sortableKey(alias: string, model: Model): string {
  const [key = ''] = table(model).key
  const text = `${ref(alias, model, key)}::text`
  return column(model, key).type === 'bigint' ? `lpad(${text}, ${keyWidth}, '0')` : text
}

/** Converts a sortable key back to the row's key. */
export function plainKey(model: Model, sortable: string): string {
  const [key = ''] = table(model).key
  return column(model, key).type === 'bigint' ? String(BigInt(sortable)) : sortable
}
