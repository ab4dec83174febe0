import type { RowChange } from './row-changes.ts'

/** A mutation with every field of its input, and what the platform's call writes. */
export type StoredWrite = {
  /** Its file in test/operations/writes. */
  readonly operation: string
  /** Who asks; the demo user unless said otherwise. */
  readonly as?: { readonly id: string; readonly email: string }
  /** A statement that is executed before. */
  readonly prepare?: string
  readonly input: Readonly<Record<string, unknown>>
  readonly stored: readonly RowChange[]
}

type Columns = Readonly<Record<string, unknown>>

/** An update of a row. */
export const updated = (table: string, columns: Columns): RowChange => [
  'update',
  table,
  { ...columns, updated_at: 'now' },
]

/** An update of a table with optimistic locking. */
export const versioned = (table: string, columns: Columns): RowChange =>
  updated(table, { ...columns, version: '+1' })

/** A new row. */
export const inserted = (table: string, columns: Columns): RowChange => [
  'insert',
  table,
  { ...columns, created_at: 'now', updated_at: 'now' },
]

/** The deletion of a row. */
export const deleted = (table: string, id: unknown): RowChange => ['delete', table, { id }]
