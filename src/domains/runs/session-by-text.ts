import type { GraphQLResolveInfo } from 'graphql'
import type { Context } from '../../schema/context.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { readRow } from '../../schema/relations.ts'

/** A field for the session that a text column `session_id` names; null for other text than uuids, as in old databases. */
export const sessionByText = {
  type: 'Session',
  nullable: true,
  select: { sessionId: true },
  resolve: (
    { sessionId }: { readonly sessionId: string | null },
    _args: object,
    context: Context,
    info: GraphQLResolveInfo,
  ) => readRow(context, info, 'Session', 'id', toModelKey('Session', sessionId)),
} as const
