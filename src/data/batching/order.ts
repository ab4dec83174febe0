import { postgresTimestamp } from '../values.ts'
import { computedText, computedType } from './computed.ts'
import { column, type Model, table } from './table.ts'

/**
 * The order of a list: columns, all in one direction, made unique by the primary key at the end, so that a place in the
 * list can be compared in one row-wise expression and an index can serve it.
 */
export type Order = {
  readonly model: Model
  /** Names the order inside a cursor: a cursor of another order is refused. */
  readonly key: string
  readonly fields: readonly string[]
  readonly descending: boolean
}

export function orderBy(model: Model, fields: readonly string[], direction: 'asc' | 'desc'): Order {
  const unique = [...fields, ...table(model).key.filter((key) => !fields.includes(key))]
  return {
    model,
    key: `${model}:${unique.join(',')}:${direction}`,
    fields: unique,
    descending: direction === 'desc',
  }
}

/** One end of a part of a list: a place in the list's order, and the side of it that is meant. */
export type Bound = {
  readonly side: 'after' | 'before'
  readonly keyset: readonly string[]
  /** The row at the place counts too. */
  readonly inclusive?: boolean
}

// Nulls would make a row-wise comparison unknown, so a nullable column is ordered by its value or the least one.
const minValues: Record<string, string> = {
  timestamptz: '-infinity',
  text: '',
  varchar: '',
  bigint: '-9223372036854775808',
}

function typeOf(model: Model, field: string): string {
  return computedType(model, field) ?? column(model, field).type
}

function minValueOf(model: Model, field: string): string | undefined {
  if (computedType(model, field)) return undefined
  const { nullable, type } = column(model, field)
  if (!nullable) return undefined
  const value = minValues[type]
  if (value === undefined) throw new Error(`${model}.${field} (${type}) cannot be ordered by: it may be null`)
  return value
}

function expression(row: string, model: Model, field: string): string {
  const derived = computedType(model, field) && computedText(model, field, row)
  if (derived) return derived
  const { name, type } = column(model, field)
  const value = minValueOf(model, field)
  return value === undefined ? `${row}."${name}"` : `coalesce(${row}."${name}", '${value}'::${type})`
}

/** `order by …` for the row that goes by this alias; from the end, the list is read backwards. */
export function orderText(row: string, order: Order, fromEnd: boolean): string {
  const direction = order.descending === fromEnd ? '' : ' desc'
  return `order by ${order.fields.map((field) => `${expression(row, order.model, field)}${direction}`).join(', ')}`
}

/**
 * The comparison that holds for the rows within a bound: `placeholders` stand for the values of its place, each of
 * which `write` puts into the text.
 */
export function boundText(
  row: string,
  order: Order,
  bound: Bound,
  placeholders: readonly string[],
  write: (value: string) => string,
): string {
  const values = order.fields.map((field) => expression(row, order.model, field)).join(', ')
  const place = order.fields
    .map((field, i) => write(`${placeholders[i]}::${typeOf(order.model, field)}`))
    .join(', ')
  const operator = (bound.side === 'after') === order.descending ? '<' : '>'
  return `(${values}) ${operator}${bound.inclusive ? '=' : ''} (${place})`
}

/** Where a row stands in an order: the values of the order's columns, as text that PostgreSQL reads. */
export function keysetOf(order: Order, row: Readonly<Record<string, unknown>>): string[] {
  return order.fields.map((field) => {
    const value = String(row[field] ?? minValueOf(order.model, field) ?? '')
    return typeOf(order.model, field) === 'timestamptz' ? postgresTimestamp(value) : value
  })
}
