import type { GraphQLResolveInfo } from 'graphql'
import type { Condition } from '../data/batching/condition.ts'
import type { PageRequest } from '../data/batching/loaders.ts'
import type { Order } from '../data/batching/order.ts'
import type { Model } from '../data/batching/table.ts'
import type { RowOf } from './builder.ts'
import type { Context } from './context.ts'
import { LimitError } from './errors.ts'
import { requiredColumns } from './selection.ts'

/** The length that the cost of an operation takes for a list of rows without pages; MAX_LIST_ROWS bounds the real one. */
export const expectedRows = 25

/** Reads a short list at the root whole, such as the models to choose from: as much of it as the viewer may see. */
export async function loadList<Name extends Model>(
  context: Context,
  info: GraphQLResolveInfo,
  model: Name,
  { where, order }: { where: Condition; order: Order },
): Promise<RowOf<Name>[]> {
  const { rows, more } = await context.loaders.loadPage(
    { model, where },
    wholeList(context, info, model, order),
  )
  return completeList(context, rows, more) as unknown as RowOf<Name>[]
}

/** The first rows of a list, with the columns that the current field asks for. */
export function firstRows(
  info: GraphQLResolveInfo,
  model: Model,
  order: Order,
  limit: number | null,
): PageRequest {
  return { fields: requiredColumns(info, model), order, limit, fromEnd: false, bounds: [], withMore: false }
}

/** All rows of a list, and whether there are more than a list without pages may have; see `completeList`. */
export function wholeList(
  { services }: Context,
  info: GraphQLResolveInfo,
  model: Model,
  order: Order,
): PageRequest {
  const limit = services.limits?.listRows ?? null
  return { ...firstRows(info, model, order, limit), withMore: limit !== null }
}

/** The rows of a list that is answered whole. Throws `LimitError` where there are more than such a list may have. */
export function completeList<One>(
  { services: { limits } }: Context,
  rows: One[],
  more = limits !== undefined && rows.length > limits.listRows,
): One[] {
  if (more && limits) throw new LimitError('listRows', limits.listRows)
  return rows
}
