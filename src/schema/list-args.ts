import type { EnumRef, InputObjectRef } from '@pothos/core'
import { all, always, type Condition } from '../data/batching/condition.ts'
import type { Order } from '../data/batching/order.ts'
import type { Model } from '../data/batching/table.ts'
import { isStorableText } from '../data/values.ts'
import { BadInputError } from '../errors/client-errors.ts'
import { getDeclaredOrder } from '../tables/list-order.ts'
import { builder, type SchemaTypes } from './builder.ts'
import { type PageArgs, pageArgs } from './connection.ts'

type InputValues = Readonly<Record<string, unknown>>

/** A filter argument: its input type, and the condition for given values. */
export type Filter = {
  readonly ref: InputObjectRef<SchemaTypes, InputValues>
  readonly where: (values: InputValues) => Condition
}

/** An `orderBy` argument: its enum and its default. */
export type Orders = {
  readonly ref: EnumRef<SchemaTypes, string>
  readonly default: string
  /** Returns the order of a value; of the default for none. Throws for an unknown one. */
  readonly toOrder: (name: string | null | undefined) => Order
}

/** The filter of a list field, and its order: one of `orders`, a fixed one, or else the one that the table declares. */
export type ListOptions = { readonly filter?: Filter } & (
  | { readonly order?: Order; readonly orders?: undefined }
  | { readonly orders: Orders; readonly order?: undefined }
)

/** The values of a list's arguments. */
export type ListArgs = PageArgs & { filter?: InputValues | null; orderBy?: string | null }

/** Defines the arguments of a list, and functions that convert their values to a condition and an order. */
export function listArgs(model: Model, { filter, orders, order }: ListOptions) {
  const narrowed = filterArg(filter)
  const toOrder = orders?.toOrder ?? toFixedOrder(order ?? getDeclaredOrder(model))
  const args = builder.args((t) => ({
    ...(orders && {
      orderBy: t.field({
        type: orders.ref,
        defaultValue: orders.default,
        description: `The order of the list, by \`${orders.ref.name}\`. A cursor is valid only in the order in which it was returned.`,
      }),
    }),
  }))
  const toList = (given: ListArgs): { where: Condition; order: Order } => ({
    where: narrowed.toCondition(given),
    order: toOrder(given.orderBy),
  })
  return { args: { ...pageArgs, ...narrowed.args, ...args }, toList }
}

const toFixedOrder =
  (order: Order): Orders['toOrder'] =>
  () =>
    order

/** Defines the `filter` argument and the condition for its values; no argument without a filter. */
export function filterArg(filter: Filter | undefined) {
  const args = builder.args((t) => ({
    ...(filter && {
      filter: t.field({
        type: filter.ref,
        description: `Includes only items that meet all conditions of \`${filter.ref.name}\`.`,
      }),
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

/** Defines a filter input; the condition requires all given fields. */
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
 * Returns the argument's value. Throws `BadInputError` for text that PostgreSQL cannot store: with a null
 * character or a lone surrogate.
 */
export function storable<Value>(field: string, value: Value): Value {
  if (Array.isArray(value)) for (const item of value) storable(field, item)
  if (typeof value === 'string' && !isStorableText(value)) {
    throw new BadInputError(`\`${field}\` holds a character that no text in the database can hold.`)
  }
  return value
}

/** Defines the orders of a list as an enum; the first is the default. */
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
  const [defaultOrder] = Object.keys(orders)
  if (!defaultOrder) throw new Error(`${name} has no order`)
  const toOrder: Orders['toOrder'] = (key) => {
    const found = orders[key ?? defaultOrder]
    if (!found) throw new Error(`${name} has no value ${key}`)
    return found.order
  }
  return { ref, default: defaultOrder, toOrder }
}
