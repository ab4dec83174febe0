import type { Model } from './table.ts'

type Derivation = { readonly text: (row: string) => string; readonly type: string | undefined }

const derivations = new Map<string, Derivation>()

/**
 * Adds a column that the database computes for each row read, such as one key of a large JSON object: the rest of the
 * object stays there. `text` gets the alias of the row. Read like any column, when a field asks for it; a list can be
 * ordered by it where its `type` is said and it is never null.
 */
export function deriveColumn(model: Model, name: string, text: (row: string) => string, type?: string): void {
  if (derivations.has(`${model}.${name}`)) throw new Error(`${model} derives ${name} twice`)
  derivations.set(`${model}.${name}`, { text, type })
}

/** The text of a derived column for the row that goes by this alias; undefined for a column of the table. */
export function derivedText(model: Model, name: string, row: string): string | undefined {
  return derivations.get(`${model}.${name}`)?.text(row)
}

/** The type of a derived column, where it was said. */
export function derivedType(model: Model, name: string): string | undefined {
  return derivations.get(`${model}.${name}`)?.type
}
