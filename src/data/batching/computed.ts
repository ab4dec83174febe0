import { type Model, ref } from './table.ts'

/** Rows of another table that a computed column reads: those whose column `by` has the key of the row; any without `by`. */
export type OtherRows = { readonly model: Model; readonly by?: string }

type Derivation = {
  readonly text: (row: string) => string
  readonly type?: string | undefined
  /** The only column that the value depends on, and the SQL text for a value of that column. */
  readonly from?: { readonly field: string; readonly text: (value: string) => string }
  readonly reads?: readonly OtherRows[]
  readonly includes?: string | undefined
}

const derivations = new Map<string, Derivation>()
/** The computed columns that include a column. */
const includers = new Map<string, string[]>()

/**
 * Registers a column that the database computes per row, such as one key of a large JSON object, so that the
 * rest is not transferred. `text` receives the row's alias. The column is read only when a field selects it;
 * a list can be ordered by it if `type` is given and it is never null. `reads`: the rows of other tables that
 * the value depends on. `includes`: another computed column whose value is within this one's; it is not read beside it.
 */
export function defineComputedColumn(
  model: Model,
  name: string,
  text: (row: string) => string,
  { type, reads, includes }: Pick<Derivation, 'type' | 'reads' | 'includes'> = {},
): void {
  derive(model, name, { text, type, reads, includes })
}

/**
 * Registers a computed column that depends on one other column, such as the owner of a message's session. In
 * a list whose parent is that column, the database computes it once per parent instead of once per row.
 * `text` receives the value.
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
  if (derivation.includes === undefined) return
  const included = `${model}.${derivation.includes}`
  includers.set(included, [...(includers.get(included) ?? []), name])
}

/** Returns the SQL text of a computed column for a row alias; undefined for a column of the table. */
export function getComputedText(model: Model, name: string, row: string): string | undefined {
  return derivations.get(`${model}.${name}`)?.text(row)
}

/**
 * Returns the SQL text of a computed column shared by all rows with this value of `by`; undefined for other
 * columns.
 */
export function getDerivedText(model: Model, name: string, by: string, value: string): string | undefined {
  const { from } = derivations.get(`${model}.${name}`) ?? {}
  return from?.field === by ? from.text(value) : undefined
}

/** Returns the columns without those that others of them include. */
export function omitIncluded(model: Model, names: readonly string[]): readonly string[] {
  return names.filter((name) => !includers.get(`${model}.${name}`)?.some((other) => names.includes(other)))
}

/** Returns the declared type of a computed column, if any. */
export function getComputedType(model: Model, name: string): string | undefined {
  return derivations.get(`${model}.${name}`)?.type
}

/** Returns the rows of other tables that a computed column depends on. */
export function getOtherRows(model: Model, name: string): readonly OtherRows[] {
  return derivations.get(`${model}.${name}`)?.reads ?? []
}
