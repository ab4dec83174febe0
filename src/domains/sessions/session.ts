import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { many, one, readRow } from '../../schema/relations.ts'

builder.prismaNode('Session', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database.' }),
    name: t.exposeString('name', { nullable: true }),
    isPublic: t.exposeBoolean('isPublic'),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(one('User', 'userId', { description: 'The owner; null for everyone else.' })),
    messages: t.field(
      many('ChatMessage', {
        by: 'sessionId',
        order: orderBy('ChatMessage', ['createdAt'], 'asc'),
        description:
          'The chat, oldest message first: `last: 50` is the newest page, and `before` scrolls back.',
      }),
    ),
    runs: t.field(
      many('RunTask', {
        by: 'sessionId',
        order: orderBy('RunTask', ['createdAt'], 'desc'),
        description: 'Runs of the session, newest first; for the owner only.',
      }),
    ),
  }),
})

builder.queryFields((t) => ({
  session: t.field({
    type: 'Session',
    nullable: true,
    description: 'A session of your own, or a public one.',
    args: { id: t.arg.id({ required: true, description: 'Global id or uuid.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'Session', 'id', keyFrom('Session', String(id))),
  }),
}))
