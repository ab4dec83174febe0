import { type Condition, condition, never } from '../../data/batching/condition.ts'
import { equals } from '../../data/batching/conditions.ts'
import { orderBy } from '../../data/batching/order.ts'
import { type Model, ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { createdWithin } from '../../schema/created-within.ts'
import { defineFilter, defineOrders } from '../../schema/list-args.ts'
import { keyFrom } from '../../schema/nodes.ts'
import { CreditTransactionType, CreditType } from './values.ts'

const Direction = builder.enumType('CreditDirection', {
  description: 'Which way credits moved.',
  values: { GRANTED: { description: 'To the user.' }, SPENT: { description: 'From the user.' } },
})

const moved = (direction: string): Condition =>
  condition([], (row) => `${ref(row, 'CreditTransaction', 'amount')} ${direction === 'SPENT' ? '<' : '>='} 0`)

/** The condition on entries that reference this row; none match a malformed id. */
const of = (model: Model, field: string) => (id: string) => {
  const key = keyFrom(model, id)
  return key === null ? never : equals('CreditTransaction', field, key)
}

export const CreditTransactionFilter = defineFilter(
  'CreditTransactionFilter',
  'Which ledger entries to list.',
  {
    type: {
      type: [CreditTransactionType.ref],
      where: CreditTransactionType.where('CreditTransaction', 'transactionType'),
    },
    creditType: {
      type: [CreditType.ref],
      description: 'Of the plan, or bonus.',
      where: CreditType.where('CreditTransaction', 'creditType'),
    },
    direction: { type: Direction, description: 'Only what came, or only what went.', where: moved },
    modelId: {
      type: 'String',
      description: 'The model that was paid for, by the provider’s name of it.',
      where: (modelId: string) => equals('CreditTransaction', 'modelId', modelId),
    },
    session: {
      type: 'ID',
      description: 'The session that spent them: global id or uuid.',
      where: of('Session', 'sessionId'),
    },
    run: {
      type: 'ID',
      description: 'The run that spent them: global id or uuid.',
      where: of('RunTask', 'runId'),
    },
    ...createdWithin('CreditTransaction'),
  },
)

export const CreditTransactionOrder = defineOrders(
  'CreditTransactionOrder',
  'In which order to list ledger entries.',
  {
    NEWEST: { description: 'Newest first.', order: orderBy('CreditTransaction', ['createdAt'], 'desc') },
    OLDEST: { description: 'Oldest first.', order: orderBy('CreditTransaction', ['createdAt'], 'asc') },
  },
)
