import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { openField } from '../../schema/open-field.ts'
import { relation } from '../../schema/relations.ts'
import { BillingStatus } from './values.ts'

const total = (row: string) =>
  `(${ref(row, 'CreditBalance', 'credits')} + ${ref(row, 'CreditBalance', 'bonusCredits')})`

builder.prismaNode('CreditBalance', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    credits: t.expose('credits', { type: 'Decimal' }),
    bonusCredits: t.expose('bonusCredits', { type: 'Decimal' }),
    total: t.field({
      type: 'Decimal',
      description: 'The sum of `credits` and `bonusCredits`. A run needs at least one credit to start.',
      ...computed('CreditBalance', 'total', total, (value) => String(value)),
    }),
    status: t.field(
      openField(BillingStatus, 'billingStatus', 'Whether the balance is correct or must be checked.'),
    ),
    statusText: t.exposeString('billingStatus'),
    statusReason: t.exposeString('billingStatusReason', { nullable: true }),
    statusUpdatedAt: t.expose('billingStatusUpdatedAt', { type: 'DateTime', nullable: true }),
    version: t.expose('version', { type: 'BigInt' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime' }),
    user: t.field(relation('User', 'userId')),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  creditBalance: t.field(
    relation('CreditBalance', 'id', {
      by: 'userId',
      description: 'The user’s remaining credits; null for an account that never had any.',
    }),
  ),
}))
