import { type GraphQLResolveInfo, isObjectType } from 'graphql'
import { isModel, keyOf } from '../data/batching/table.ts'
import { BadInputError } from '../errors/client-errors.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { decodeNodeId } from './node-id.ts'
import { toModelKey } from './nodes.ts'
import { readRow } from './relations.ts'

const maxIds = 100

/**
 * Returns the object of a global id; null if the id is malformed, the row is missing, or the viewer may not
 * see it.
 */
export async function readNode(
  context: Context,
  info: GraphQLResolveInfo,
  globalId: string,
): Promise<object | null> {
  const { typename } = decodeNodeId(globalId)
  const type = info.schema.getType(typename)
  if (!isModel(typename) || !isObjectType(type)) return null
  if (!type.getInterfaces().some(({ name }) => name === 'Node')) return null
  const row = await readRow(context, info, typename, keyOf(typename), toModelKey(typename, globalId))
  return row && { ...row, __typename: typename }
}

builder.queryFields((t) => ({
  node: t.field({
    description: 'Fetches an object by its global id; null if it does not exist or is not visible to you.',
    type: builder.nodeInterfaceRef(),
    nullable: true,
    args: { id: t.arg.id({ required: true, description: 'The global id of the object.' }) },
    resolve: (_root, { id }, context, info) => readNode(context, info, String(id)) as never,
  }),
  nodes: t.field({
    description: `Fetches up to ${maxIds} objects by their global ids, in the same order; null for each that does not exist or is not visible to you.`,
    type: [builder.nodeInterfaceRef()],
    nullable: { list: false, items: true },
    args: { ids: t.arg.idList({ required: true, description: 'The global ids of the objects.' }) },
    resolve: (_root, { ids }, context, info) => {
      if (ids.length > maxIds)
        throw new BadInputError(`\`ids\` may hold at most ${maxIds} ids, not ${ids.length}.`)
      return ids.map((id) => readNode(context, info, String(id))) as never
    },
  }),
}))
