import { defineComputedColumn } from '../data/batching/computed.ts'
import type { Model } from '../data/batching/table.ts'

/**
 * A field over a column that the database computes (`text` gets the row's alias): spread it into the field's options.
 * `plan: t.field({ type: Plan, nullable: true, ...derived('Session', 'plan', (row) => `${row}.session_metadata->'plan'`, parsePlan) })`
 * What the database answers is unknown to the compiler, so `read` checks and shapes it.
 */
export function computed<Value>(
  model: Model,
  name: string,
  text: (row: string) => string,
  read: (value: unknown) => Value,
) {
  defineComputedColumn(model, name, text)
  return {
    extensions: { columns: [name] },
    resolve: (row: object) => read((row as Record<string, unknown>)[name]),
  }
}

/** A field over columns of its row, derived ones that were added by `deriveColumn` included. */
export function derivedFrom<Value>(
  columns: readonly string[],
  read: (row: Readonly<Record<string, unknown>>) => Value,
) {
  return {
    extensions: { columns },
    resolve: (row: object) => read(row as Readonly<Record<string, unknown>>),
  }
}
