import type { EnumRef, InputObjectRef } from '@pothos/core'
import { all, always, type Condition } from '../data/batching/condition.ts'
import type { Order } from '../data/batching/order.ts'
import { builder, type SchemaTypes } from './builder.ts'
import { type PageArgs, pageArgs } from './connection.ts'
import { BadInputError } from './errors.ts'

type InputValues = Readonly<Record<string, unknown>>

/** How a client may narrow a list: an input type, and the condition that its values stand for. */
export type Filter = {
  readonly ref: InputObjectRef<SchemaTypes, InputValues>
  readonly where: (values: InputValues) => Condition
}

/** In which orders a client may read a list: an enum, and the order each of its values stands for. */
export type Orders = {
  readonly ref: EnumRef<SchemaTypes, string>
  readonly default: string
  readonly order: (name: string) => Order
}

export type ListOptions = { readonly filter?: Filter } & (
  | { readonly order: Order }
  | { readonly orders: Orders }
)

export type ListArgs = PageArgs & { filter?: InputValues | null; orderBy?: string | null }

/** The arguments of a list that the client may narrow and reorder, and what they mean. */
export function listArgs(choice: ListOptions) {
  const narrowed = filterArg(choice.filter)
  const args = builder.args((t) => ({
    ...('orders' in choice && {
      orderBy: t.field({
        type: choice.orders.ref,
        defaultValue: choice.orders.default,
        description: 'A cursor belongs to the order in which it was handed out.',
      }),
    }),
  }))
  const toList = (given: ListArgs): { where: Condition; order: Order } => ({
    where: narrowed.toCondition(given),
    order: 'orders' in choice ? choice.orders.order(given.orderBy ?? choice.orders.default) : choice.order,
  })
  return { args: { ...pageArgs, ...narrowed.args, ...args }, toList }
}

/** The argument by which the client may narrow a list, and what it means; none without a filter. */
export function filterArg(filter: Filter | undefined) {
  const args = builder.args((t) => ({
    ...(filter && {
      filter: t.field({ type: filter.ref, description: 'Only rows that meet all of these.' }),
    }),
  }))
  const toCondition = (given: Pick<ListArgs, 'filter'>): Condition =>
    filter && given.filter ? filter.where(given.filter) : always
  return { args, toCondition }
}

type FilterField = {
  readonly type:
    | 'String'
    | 'Boolean'
    | 'ID'
    | 'Int'
    | 'DateTime'
    | EnumRef<SchemaTypes, string>
    | [EnumRef<SchemaTypes, string>]
    | ['String']
  readonly description?: string
  readonly where: (value: never) => Condition
}

/** A filter of these fields: all that are given must hold. */
export function defineFilter(
  name: string,
  description: string,
  fields: Readonly<Record<string, FilterField>>,
): Filter {
  const ref = builder.inputRef<InputValues>(name).implement({
    description,
    fields: (t) =>
      Object.fromEntries(
        Object.entries(fields).map(([field, { type, description }]) => [
          field,
          t.field({ type, description, required: false }),
        ]),
      ),
  })
  const where = (values: InputValues) =>
    all(
      Object.entries(fields).map(([field, { where }]) => {
        const value = values[field]
        return value == null ? always : where(storable(field, value) as never)
      }),
    )
  return { ref, where }
}

/**
 * The value of this argument. Throws `BadInputError` for a text that PostgreSQL's cannot hold: with a null character, or
 * half of a surrogate pair.
 */
export function storable<Value>(field: string, value: Value): Value {
  if (Array.isArray(value)) for (const item of value) storable(field, item)
  if (typeof value === 'string' && (value.includes('\0') || !value.isWellFormed())) {
    throw new BadInputError(`\`${field}\` holds a character that no text in the database can hold.`)
  }
  return value
}

/** Orders to choose from; the first is the usual one. */
export function defineOrders(
  name: string,
  description: string,
  orders: Readonly<Record<string, { readonly description: string; readonly order: Order }>>,
): Orders {
  const ref = builder.enumType(name, {
    description,
    values: Object.fromEntries(
      Object.entries(orders).map(([key, { description }]) => [key, { description }]),
    ),
  }) as EnumRef<SchemaTypes, string>
  const [usual] = Object.keys(orders)
  if (!usual) throw new Error(`${name} has no order`)
  const order = (key: string): Order => {
    const found = orders[key]
    if (!found) throw new Error(`${name} has no value ${key}`)
    return found.order
  }
  return { ref, default: usual, order }
}
