import { type Condition, condition, never } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { type Model, ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter, defineOrders } from '../../schema/list-args.ts'
import { toModelKey } from '../../schema/nodes.ts'
import { CreditTransactionType, CreditType } from './values.ts'

const Direction = builder.enumType('CreditDirection', {
  description: 'Whether credits were granted or spent.',
  values: {
    GRANTED: { description: 'Credits that the user received.' },
    SPENT: { description: 'Credits that the user spent.' },
  },
})

const moved = (direction: string): Condition =>
  condition([], (row) => `${ref(row, 'CreditTransaction', 'amount')} ${direction === 'SPENT' ? '<' : '>='} 0`)

/** The condition on entries that reference this row; none match a malformed id. */
const of = (model: Model, field: string) => (id: string) => {
  const key = toModelKey(model, id)
  return key === null ? never : equals('CreditTransaction', field, key)
}

export const CreditTransactionFilter = defineFilter(
  'CreditTransactionFilter',
  'Which ledger entries to list.',
  {
    type: {
      type: [CreditTransactionType.ref],
      description: 'Only entries of any of these types.',
      where: CreditTransactionType.where('CreditTransaction', 'transactionType'),
    },
    creditType: {
      type: [CreditType.ref],
      description: 'Only entries for these types of credits.',
      where: CreditType.where('CreditTransaction', 'creditType'),
    },
    direction: { type: Direction, description: 'Only grants, or only charges.', where: moved },
    modelId: {
      type: 'String',
      description: 'Only charges for this model, by the provider’s name of it.',
      where: (modelId: string) => equals('CreditTransaction', 'modelId', modelId),
    },
    session: {
      type: 'ID',
      description: 'Only charges of this session: global id or uuid.',
      where: of('Session', 'sessionId'),
    },
    run: {
      type: 'ID',
      description: 'Only charges of this run: global id or uuid.',
      where: of('RunTask', 'runId'),
    },
    ...createdWithin('CreditTransaction'),
  },
)

export const CreditTransactionOrder = defineOrders(
  'CreditTransactionOrder',
  'The order of a list of ledger entries.',
  {
    NEWEST: { description: 'Newest first.', order: orderBy('CreditTransaction', ['createdAt'], 'desc') },
    OLDEST: { description: 'Oldest first.', order: orderBy('CreditTransaction', ['createdAt'], 'asc') },
  },
)
