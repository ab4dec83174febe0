import { equals } from '../../data/batching/conditions.ts'
import type { Model } from '../../data/batching/table.ts'
import { toModelKey } from '../../schema/nodes.ts'

/** Option of a filter: the rows of one user. */
export const ofUser = (model: Model) => ({
  type: 'ID' as const,
  description: 'Only those of this user: global id or uuid.',
  where: (id: string) => equals(model, 'userId', toModelKey('User', id)),
})
