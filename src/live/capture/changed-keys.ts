import type { Pgoutput } from 'pg-logical-replication'
import { watched } from '../watched.ts'

/** A signal with more keys of a column stands for every row of the table instead. */
const maxKeys = 5_000

type Row = Readonly<Record<string, unknown>>
type Keys = Map<string, Set<string>>

/**
 * Which rows were changed, as the triggers would say it: of each table the values in its watched columns, or null for any
 * row. It grows with the number of different keys, not of rows, and only so far.
 */
export class ChangedKeys {
  readonly #tables = new Map<string, Keys | null>()

  get isEmpty(): boolean {
    return this.#tables.size === 0
  }

  /** Every row of every table. */
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
        // What a row had before is told only of its primary key, and only where that changed.
        for (const old of [message.key, message.old]) if (old) this.#addRow(message.relation.name, old)
        break
      case 'delete':
        this.#addDeleted(message)
        break
      case 'truncate':
        for (const { name } of message.relations) this.#addAny(name)
    }
  }

  /** Takes over what the other has. */
  merge(other: ChangedKeys): void {
    for (const [table, keys] of other.#tables) {
      if (!keys) this.#addAny(table)
      else for (const [column, values] of keys) for (const value of values) this.#addKey(table, column, value)
    }
  }

  /** One signal for each table, in the words of the triggers. */
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

  /** Of a deleted row the log has its primary key alone: unless that is all there is to watch it by, any row may be meant. */
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
