import { contains } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { builder } from '../../schema/builder.ts'
import { defineFilter, defineOrders } from '../../schema/list-args.ts'
import { connection } from '../../schema/relations.ts'

builder.prismaNode('WaitlistEntry', {
  id: { field: 'email' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id', { nullable: true }),
    email: t.exposeString('email'),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
  }),
})

builder.queryFields((t) => ({
  waitlist: t.field({
    ...connection('WaitlistEntry', {
      filter: defineFilter('WaitlistFilter', 'Which entries of the waitlist to list.', {
        search: {
          type: 'String',
          description: 'Part of the address, in upper or lower case.',
          where: (text: string) => contains('WaitlistEntry', ['email'], text),
        },
      }),
      orders: defineOrders('WaitlistOrder', 'The order of the waitlist.', {
        NEWEST: {
          description: 'Newest entry first.',
          order: orderBy('WaitlistEntry', ['createdAt'], 'desc'),
        },
        OLDEST: {
          description: 'Longest wait first.',
          order: orderBy('WaitlistEntry', ['createdAt'], 'asc'),
        },
        EMAIL: { description: 'By e-mail address.', order: orderBy('WaitlistEntry', ['email'], 'asc') },
      }),
      description: 'The addresses that may sign up while sign-up is gated, for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
