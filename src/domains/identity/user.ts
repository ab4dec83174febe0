import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { many, readRow } from '../../schema/relations.ts'

builder.prismaNode('User', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { description: 'The uuid in the database.' }),
    email: t.exposeString('email'),
    firstName: t.exposeString('firstName', { nullable: true }),
    lastName: t.exposeString('lastName', { nullable: true }),
    displayName: t.string({
      description: 'First and last name, or the part of the e-mail address before the @ where there is none.',
      select: { firstName: true, lastName: true, email: true },
      resolve: ({ firstName, lastName, email }) =>
        [firstName, lastName].filter(Boolean).join(' ') || (email.split('@')[0] ?? email),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    sessions: t.field(
      many('Session', {
        by: 'userId',
        order: orderBy('Session', ['createdAt'], 'desc'),
        description: 'Sessions of the user that are not deleted, newest first.',
      }),
    ),
  }),
})

builder.queryFields((t) => ({
  viewer: t.field({
    type: 'User',
    nullable: true,
    description: 'Who you are: the user of the token or key sent with the request, null without one.',
    resolve: (_root, _args, context, info) => readRow(context, info, 'User', 'id', context.viewer?.id),
  }),
  user: t.field({
    type: 'User',
    nullable: true,
    description: 'Any user, for admins.',
    authScopes: { admin: true },
    args: { id: t.arg.id({ required: true, description: 'Global id or uuid.' }) },
    resolve: (_root, { id }, context, info) =>
      readRow(context, info, 'User', 'id', keyFrom('User', String(id))),
  }),
}))
