import { type Model, ref } from './table.ts'

type Derivation = {
  readonly text: (row: string) => string
  readonly type?: string | undefined
  /** The one column that it depends on, and its text for a value of that column. */
  readonly from?: { readonly field: string; readonly text: (value: string) => string }
}

const derivations = new Map<string, Derivation>()

/**
 * Adds a column that the database computes for each row read, such as one key of a large JSON object: the rest of the
 * object stays there. `text` gets the alias of the row. Read like any column, when a field asks for it; a list can be
 * ordered by it where its `type` is said and it is never null.
 */
export function defineComputedColumn(
  model: Model,
  name: string,
  text: (row: string) => string,
  type?: string,
): void {
  derive(model, name, { text, type })
}

/**
 * The same for what depends on one column alone, such as the owner of the session that a message is in: in a list that
 * hangs on this column, the database computes it once for each parent instead of for each row. `text` gets the value.
 */
export function defineComputedColumnFrom(
  model: Model,
  name: string,
  field: string,
  text: (value: string) => string,
): void {
  derive(model, name, { text: (row) => text(ref(row, model, field)), from: { field, text } })
}

function derive(model: Model, name: string, derivation: Derivation): void {
  if (derivations.has(`${model}.${name}`)) throw new Error(`${model} derives ${name} twice`)
  derivations.set(`${model}.${name}`, derivation)
}

/** The text of a derived column for the row that goes by this alias; undefined for a column of the table. */
export function computedText(model: Model, name: string, row: string): string | undefined {
  return derivations.get(`${model}.${name}`)?.text(row)
}

/** The text of a derived column that all rows with this value of the field `by` share; undefined for all others. */
export function derivedTextFor(model: Model, name: string, by: string, value: string): string | undefined {
  const { from } = derivations.get(`${model}.${name}`) ?? {}
  return from?.field === by ? from.text(value) : undefined
}

/** The type of a derived column, where it was said. */
export function computedType(model: Model, name: string): string | undefined {
  return derivations.get(`${model}.${name}`)?.type
}
