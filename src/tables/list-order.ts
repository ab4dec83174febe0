import { type Order, orderBy } from '../data/batching/order.ts'
import type { Model } from '../data/batching/table.ts'
import { declarations } from './declarations.ts'

/** Returns the order that the table declares for its lists. Throws if it declares none. */
export function getDeclaredOrder(model: Model): Order {
  const { order } = declarations[model]
  if (!order) throw new Error(`${model} declares no order: declare one in its tables.ts, or name one`)
  return orderBy(model, order.by, order.direction)
}
