import { type ByteMeter, getRowUnits, measureRow } from './byte-meter.ts'
import type { Field, Piece, Text } from './embedded-protocol.ts'
import { reserve } from './turns.ts'
import { getParser } from './values.ts'

/** Collects the rows of a result that the embedded database sends in pieces. */
export class RowCollector<Row extends object> {
  readonly rows: Row[] = []
  readonly #meter: ByteMeter | undefined
  #fields: readonly (Field & { readonly parse: (text: string) => unknown })[] = []

  constructor(meter?: ByteMeter) {
    this.#meter = meter
  }

  /**
   * Counts the rows of a piece while they are text, and then parses them, large ones in turns of the event loop. Rejects with
   * `ByteLimitError` before it has parsed a row of a piece that exceeds a limit.
   */
  async add({ fields, rows }: Piece): Promise<void> {
    if (fields) this.#fields = fields.map((field) => ({ ...field, parse: getParser(field.type) }))
    const units = rows.map((row) => this.#count(row))
    for (const [i, row] of rows.entries()) {
      const turn = units[i] ? reserve(units[i]) : undefined
      if (turn) await turn
      this.rows.push(this.#parse(row))
    }
  }

  /** Counts a row, and returns the units of work that parsing it is. */
  #count(row: readonly Text[]): number {
    let length = 0
    for (const text of row) length += text?.length ?? 0
    const size = measureRow({ length, fields: row })
    const error = this.#meter?.take(size.bytes, size.keys)
    if (error) throw error
    return getRowUnits(size)
  }

  #parse(row: readonly Text[]): Row {
    const parsed: Record<string, unknown> = {}
    for (const [i, { name, parse }] of this.#fields.entries()) {
      const text = row[i] ?? null
      parsed[name] = text === null ? null : parse(text)
    }
    return parsed as Row
  }
}
