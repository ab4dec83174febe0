import type { Pgoutput } from 'pg-logical-replication'
import { watched } from '../watched.ts'

/**
 * Maximum number of keys per column in a notification; beyond it, the notification covers all rows of the
 * table.
 */
const maxKeys = 5_000

type Row = Readonly<Record<string, unknown>>
type Keys = Map<string, Set<string>>

/**
 * The changed keys of a batch of transactions, as the triggers would report them: per table the values of its
 * watched columns, or null for all rows. Its size is bounded by the number of distinct keys.
 */
export class ChangedKeys {
  readonly #tables = new Map<string, Keys | null>()

  get isEmpty(): boolean {
    return this.#tables.size === 0
  }

  /** Covers every row of every watched table. */
  static everything(): ChangedKeys {
    const every = new ChangedKeys()
    for (const table of Object.keys(watched)) every.#tables.set(table, null)
    return every
  }

  add(message: Pgoutput.Message): void {
    switch (message.tag) {
      case 'insert':
        this.#addRow(message.relation.name, message.new)
        break
      case 'update':
        this.#addRow(message.relation.name, message.new)
        // The old row contains only its primary key, and only if that changed.
        for (const old of [message.key, message.old]) if (old) this.#addRow(message.relation.name, old)
        break
      case 'delete':
        this.#addDeleted(message)
        break
      case 'truncate':
        for (const { name } of message.relations) this.#addAny(name)
    }
  }

  /** Adds the keys of another set. */
  merge(other: ChangedKeys): void {
    for (const [table, keys] of other.#tables) {
      if (!keys) this.#addAny(table)
      // Also of rows that have none of the keys.
      else this.#columns(table)
      for (const [column, values] of keys ?? [])
        for (const value of values) this.#addKey(table, column, value)
    }
  }

  /** Returns one notification payload per table, in the format of the triggers. */
  signals(): string[] {
    return [...this.#tables].map(([table, keys]) =>
      JSON.stringify({
        table,
        keys:
          keys &&
          Object.fromEntries([...keys].map(([column, values]) => [column, values.size ? [...values] : null])),
      }),
    )
  }

  #addRow(table: string, row: Row): void {
    for (const column of watched[table] ?? []) {
      const value = row[column]
      if (value !== null && value !== undefined) this.#addKey(table, column, String(value))
      else this.#columns(table)
    }
  }

  /**
   * The WAL has only the primary key of a deleted row: if the table is watched by other columns, the
   * notification covers all rows.
   */
  #addDeleted({ relation, key, old }: Pgoutput.MessageDelete): void {
    const row: Row = old ?? key ?? {}
    const known = (watched[relation.name] ?? []).every((column) => old || row[column] !== undefined)
    if (known) this.#addRow(relation.name, row)
    else this.#addAny(relation.name)
  }

  #addKey(table: string, column: string, value: string): void {
    const values = this.#columns(table)?.get(column)
    values?.add(value)
    if (values && values.size > maxKeys) this.#addAny(table)
  }

  #addAny(table: string): void {
    if (watched[table]) this.#tables.set(table, null)
  }

  #columns(table: string): Keys | null {
    const known = this.#tables.get(table)
    if (known !== undefined) return known
    const made: Keys = new Map((watched[table] ?? []).map((column) => [column, new Set()]))
    this.#tables.set(table, made)
    return made
  }
}
