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

/** A table as the Prisma schema describes it: the only place where table and column names are written down. */
export type Table = {
  readonly name: string
  readonly key: readonly string[]
  readonly columns: Readonly<Record<string, ColumnMeta>>
}

export function isModel(name: string): name is Model {
  return Object.hasOwn(tables, name)
}

export function table(model: Model): Table {
  return tables[model]
}

/** The column behind a model's field; throws on a field that the model does not have. */
export function column(model: Model, field: string): ColumnMeta {
  const found = table(model).columns[field]
  if (!found) throw new Error(`${model} has no column ${field}`)
  return found
}

/** The single column of a model's primary key; throws for the one table whose key is composite. */
export function keyOf(model: Model): string {
  const [key, ...more] = table(model).key
  if (!key || more.length > 0) throw new Error(`${model} has no single key`)
  return key
}

/** `row."user_id"`: a field of the row that goes by this alias. */
export function ref(row: string, model: Model, field: string): string {
  return `${row}."${column(model, field).name}"`
}

/** The uuid that a text holds (an expression); null for any other text. */
export function uuidIn(text: string): string {
  return `case when ${text} ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then ${text}::uuid end`
}
