import { tables } from '../../generated/tables.ts'

/** The name of a Prisma model, which is also the name of its GraphQL type. */
export type Model = keyof typeof tables

type ColumnMeta = {
  readonly name: string
  readonly type: string
  readonly array: boolean
  readonly nullable: boolean
  readonly marks: readonly string[]
}

/** A table as declared in the Prisma schema, the only source of table and column names. */
export type Table = {
  readonly name: string
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, ColumnMeta>>
}

/** True if the name is that of a model. */
export function isModel(name: string): name is Model {
  return Object.hasOwn(tables, name)
}

/** Returns the table of a model. */
export function table(model: Model): Table {
  return tables[model]
}

/** Returns the column of a model's field. Throws if the model has no such field. */
export function column(model: Model, field: string): ColumnMeta {
  const found = table(model).columns[field]
  if (!found) throw new Error(`${model} has no column ${field}`)
  return found
}

/** Returns the single column of a model's primary key. Throws for the one table whose key is composite. */
export function keyOf(model: Model): string {
  const [key, ...more] = table(model).key
  if (!key || more.length > 0) throw new Error(`${model} has no single key`)
  return key
}

/** Returns `row."user_id"`: a field's column qualified with a row alias. */
export function ref(row: string, model: Model, field: string): string {
  return `${row}."${column(model, field).name}"`
}

/** Matches a uuid as PostgreSQL writes it. */
export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Returns SQL that converts a text expression to uuid, or to null if it is not one. */
export function uuidIn(text: string): string {
  return `case when ${text} ~ '${uuidPattern.source}' then ${text}::uuid end`
}
