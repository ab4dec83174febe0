import { column, type Model, ref, table } from '../data/batching/table.ts'
import type { WatchKey } from './watch-keys.ts'

/** Rows of one model as entries of a log: those that name the topic in a column, dated by another. */
export type LogSource = {
  readonly model: Model
  /** Absent where every row of the table belongs to the topic. */
  readonly by?: string
  readonly time: string
  /** Other columns that are read with each row: short ones, for they are kept in memory. */
  readonly columns: readonly string[]
  /** Read to know when the log ends, and told by no entry. */
  readonly statusOnly?: boolean
}

/** A log: rows of several tables in one order. `key` names it, in cursors too. */
export type LogTopic = {
  readonly key: string
  /** The sources, in the order in which rows of the same time stand. */
  readonly sources: readonly LogSource[]
  /** What the sources' columns must hold; null for a log of whole tables. */
  readonly value: string | null
  /** The source whose rows have the fact `status`, which tells that the log ends. */
  readonly statusSource?: { readonly model: Model; readonly hasEnded: (status: string) => boolean }
  /**
   * Rows dated longer ago than this when they are read are left out, in milliseconds: for logs of whole tables, which
   * cannot be searched from their start again and again.
   */
  readonly maxAgeMs?: number
}

/** The changes after which a log may have new entries. */
export function interestsOf({ sources, value }: LogTopic): WatchKey[] {
  return sources.map(({ model, by }) => {
    const { name } = table(model)
    return by === undefined
      ? { table: name }
      : { table: name, column: column(model, by).name, key: value ?? '' }
  })
}

/** The number of the source of statuses, which is no log of its own; -1 where there is none. */
export function lifeRank({ statusSource, sources }: LogTopic): number {
  return sources.findIndex(({ model }) => model === statusSource?.model)
}

const keyWidth = 19

/** A row's key as text that sorts as the key does. */
export function sortableKey(alias: string, model: Model): string {
  const [key = ''] = table(model).key
  const text = `${ref(alias, model, key)}::text`
  return column(model, key).type === 'bigint' ? `lpad(${text}, ${keyWidth}, '0')` : text
}

/** The key that a sortable one stands for. */
export function plainKey(model: Model, sortable: string): string {
  const [key = ''] = table(model).key
  return column(model, key).type === 'bigint' ? String(BigInt(sortable)) : sortable
}
