import type { Model } from './table.ts'

const derivations = new Map<string, (row: string) => string>()

/**
 * Adds a column that the database computes for each row read, such as one key of a large JSON object: the rest of the
 * object stays there. `text` gets the alias of the row. Read like any column, when a field asks for it.
 */
export function deriveColumn(model: Model, name: string, text: (row: string) => string): void {
  if (derivations.has(`${model}.${name}`)) throw new Error(`${model} derives ${name} twice`)
  derivations.set(`${model}.${name}`, text)
}

/** The text of a derived column for the row that goes by this alias; undefined for a column of the table. */
export function derivedText(model: Model, name: string, row: string): string | undefined {
  return derivations.get(`${model}.${name}`)?.(row)
}
