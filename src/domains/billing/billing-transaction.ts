import { equals } from '../../data/batching/conditions.ts'
import { builder } from '../../schema/builder.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter } from '../../schema/list-args.ts'
import { openFieldOrNull } from '../../schema/open-field.ts'
import { connection, relatedConnection, relation } from '../../schema/relations.ts'
import { BillingCycle, SubscriptionPlan } from './values.ts'

builder.prismaNode('BillingTransaction', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    amount: t.expose('amount', { type: 'Decimal', nullable: true }),
    currency: t.exposeString('currency', { nullable: true }),
    plan: t.field(openFieldOrNull(SubscriptionPlan, 'planId', 'The plan that was paid for.')),
    planText: t.exposeString('planId', { nullable: true }),
    billingCycle: t.field(
      openFieldOrNull(BillingCycle, 'billingCycle', 'The interval at which the plan is paid.'),
    ),
    billingCycleText: t.exposeString('billingCycle', { nullable: true }),
    credits: t.expose('credits', { type: 'Decimal', nullable: true }),
    status: t.exposeString('status', { nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId')),
  }),
})

const list = {
  filter: defineFilter('BillingTransactionFilter', 'Which payments to list.', {
    status: {
      type: 'String',
      description: 'Only payments with exactly this status of Stripe, such as `paid`.',
      where: (status: string) => equals('BillingTransaction', 'status', status),
    },
    ...createdWithin('BillingTransaction'),
  }),
}

builder.prismaObjectFields('User', (t) => ({
  billingTransactions: t.field(
    relatedConnection('BillingTransaction', {
      by: 'userId',
      ...list,
      description: 'Payments and changes of the subscription, newest first.',
    }),
  ),
}))

builder.queryFields((t) => ({
  billingTransactions: t.field({
    ...connection('BillingTransaction', {
      ...list,
      description: 'Payments of all users, newest first, for admins.',
    }),
    authScopes: { admin: true },
  }),
}))
