import type { GraphQLResolveInfo } from 'graphql'
import type { Condition } from '../data/batching/condition.ts'
import type { PageRequest } from '../data/batching/loaders.ts'
import type { Order } from '../data/batching/order.ts'
import type { Model } from '../data/batching/table.ts'
import { LimitError } from '../errors/limit-error.ts'
import type { RowOf } from './builder.ts'
import type { Context } from './context.ts'
import { requiredColumns } from './selection.ts'

/**
 * The assumed length of an unpaginated list in the cost calculation; MAX_LIST_ROWS bounds the actual length.
 */
export const expectedRows = 25

/**
 * Reads a short, unpaginated list at the root, such as the available models, as far as the viewer may see it.
 */
export async function loadList<Name extends Model>(
  context: Context,
  info: GraphQLResolveInfo,
  model: Name,
  { where, order }: { where: Condition; order: Order },
): Promise<RowOf<Name>[]> {
  const { rows, more } = await context.loaders.loadPage(
    { model, where },
    requestWholeList(context, info, model, order),
  )
  return checkListRows(context, rows, more) as unknown as RowOf<Name>[]
}

/** A request for the first rows of a list with the columns that the current field selects. */
export function requestFirstRows(
  info: GraphQLResolveInfo,
  model: Model,
  order: Order,
  limit: number | null,
): PageRequest {
  return { fields: requiredColumns(info, model), order, limit, fromEnd: false, bounds: [], withMore: false }
}

/**
 * A request for a whole list, with one row beyond the maximum to detect that there are more; see
 * `checkListRows`.
 */
export function requestWholeList(
  { services }: Context,
  info: GraphQLResolveInfo,
  model: Model,
  order: Order,
): PageRequest {
  const limit = services.limits?.listRows ?? null
  return { ...requestFirstRows(info, model, order, limit), withMore: limit !== null }
}

/** Returns the rows of an unpaginated list. Throws `LimitError` if it has more rows than allowed. */
export function checkListRows<One>(
  { services: { limits } }: Context,
  rows: One[],
  more = limits !== undefined && rows.length > limits.listRows,
): One[] {
  if (more && limits) throw new LimitError('listRows', limits.listRows)
  return rows
}
