import { toPostgresTimestamp } from '../values.ts'
import { getComputedText, getComputedType } from './computed.ts'
import { column, type Model, table } from './table.ts'

/**
 * The order of a list: columns in one direction, made unique by the primary key, so that a keyset can be
 * compared in one row-wise expression and served by an index.
 */
export type Order = {
  readonly model: Model
  /** Identifies the order in a cursor; a cursor of another order is rejected. */
  readonly key: string
  readonly fields: readonly string[]
  readonly descending: boolean
}

/** Creates an order by these fields, made unique by the primary key. */
export function orderBy(model: Model, fields: readonly string[], direction: 'asc' | 'desc'): Order {
  const unique = [...fields, ...table(model).key.filter((key) => !fields.includes(key))]
  return {
    model,
    key: `${model}:${unique.join(',')}:${direction}`,
    fields: unique,
    descending: direction === 'desc',
  }
}

/** One bound of a page: a keyset, and the side of it that the page is on. */
export type Bound = {
  readonly side: 'after' | 'before'
  readonly keyset: readonly string[]
  /** Includes the row with the keyset itself. */
  readonly inclusive?: boolean
}

// Null makes a row-wise comparison unknown, so nullable columns are ordered by `coalesce` with the type's
// least value.
const minValues: Record<string, string> = {
  timestamptz: '-infinity',
  text: '',
  varchar: '',
  bigint: '-9223372036854775808',
}

function getType(model: Model, field: string): string {
  return getComputedType(model, field) ?? column(model, field).type
}

function getMinValue(model: Model, field: string): string | undefined {
  if (getComputedType(model, field)) return undefined
  const { nullable, type } = column(model, field)
  if (!nullable) return undefined
  const value = minValues[type]
  if (value === undefined) throw new Error(`${model}.${field} (${type}) cannot be ordered by: it may be null`)
  return value
}

function expression(row: string, model: Model, field: string): string {
  const derived = getComputedType(model, field) && getComputedText(model, field, row)
  if (derived) return derived
  const { name, type } = column(model, field)
  const value = getMinValue(model, field)
  return value === undefined ? `${row}."${name}"` : `coalesce(${row}."${name}", '${value}'::${type})`
}

/** Returns `order by …` for a row alias; `fromEnd` reverses the direction. */
export function orderText(row: string, order: Order, fromEnd: boolean): string {
  const direction = order.descending === fromEnd ? '' : ' desc'
  return `order by ${order.fields.map((field) => `${expression(row, order.model, field)}${direction}`).join(', ')}`
}

/**
 * Returns the comparison for the rows within a bound. `placeholders` stand for the keyset's values; `write`
 * formats each one.
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
    .map((field, i) => write(`${placeholders[i]}::${getType(order.model, field)}`))
    .join(', ')
  const operator = (bound.side === 'after') === order.descending ? '<' : '>'
  return `(${values}) ${operator}${bound.inclusive ? '=' : ''} (${place})`
}

/** Returns a row's keyset: the values of the order's columns as PostgreSQL text. */
export function keysetOf(order: Order, row: Readonly<Record<string, unknown>>): string[] {
  return order.fields.map((field) => {
    const value = String(row[field] ?? getMinValue(order.model, field) ?? '')
    return getType(order.model, field) === 'timestamptz' ? toPostgresTimestamp(value) : value
  })
}
