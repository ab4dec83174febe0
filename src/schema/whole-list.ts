import type { GraphQLResolveInfo } from 'graphql'
import type { Condition } from '../data/batching/condition.ts'
import type { Order } from '../data/batching/order.ts'
import type { Model } from '../data/batching/table.ts'
import type { RowOf } from './builder.ts'
import type { Context } from './context.ts'
import { columnsRead } from './selection.ts'

/** Reads a short list at the root whole, such as the models to choose from: as much of it as the viewer may see. */
export async function readAll<Name extends Model>(
  context: Context,
  info: GraphQLResolveInfo,
  model: Name,
  { where, order }: { where: Condition; order: Order },
): Promise<RowOf<Name>[]> {
  const part = {
    fields: columnsRead(info, model),
    order,
    limit: null,
    fromEnd: false,
    bounds: [],
    withMore: false,
  }
  return (await context.loaders.part({ model, where }, part)).rows as unknown as RowOf<Name>[]
}
