import { ref } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { computed } from '../../schema/computed.ts'
import { openField } from '../../schema/open-field.ts'
import { connection, relatedConnection, relation } from '../../schema/relations.ts'
import { type CreditDetails, detailColumns, parseDetails } from './credit-details.ts'
import { CreditTransactionFilter, CreditTransactionOrder } from './credit-transaction-list.ts'
import { CreditTransactionType, CreditType } from './values.ts'

const Details = builder.objectRef<CreditDetails>('CreditTransactionDetails').implement({
  description: 'What a ledger entry was charged for, as far as the platform recorded it.',
  fields: (t) => ({
    source: t.exposeString('source', {
      nullable: true,
      description: 'The part of the platform that spent the credits; null if it was not recorded.',
    }),
    toolName: t.exposeString('toolName', {
      nullable: true,
      description: 'The name of the tool that was charged; null for other entries.',
    }),
    costUsd: t.expose('costUsd', {
      type: 'Decimal',
      nullable: true,
      description: 'The cost in US dollars; null if it was not recorded.',
    }),
    billingBackend: t.exposeString('billingBackend', {
      nullable: true,
      description: 'The backend that billed it, as the platform wrote it; only newer versions do.',
    }),
    providerReportedCost: t.expose('providerReportedCost', {
      type: 'Decimal',
      nullable: true,
      description:
        'The cost as the provider reported it, in the unit that the platform wrote; only newer versions do.',
    }),
    premiumRequests: t.expose('premiumRequests', {
      type: 'Decimal',
      nullable: true,
      description: 'Premium requests that the provider counted; only newer platform versions write it.',
    }),
    planId: t.exposeString('planId', { nullable: true, description: 'The plan that a grant came with.' }),
    inputTokens: t.expose('inputTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'The number of input tokens.',
    }),
    outputTokens: t.expose('outputTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'The number of output tokens.',
    }),
    cacheReadTokens: t.expose('cacheReadTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'The input tokens that the provider’s cache held.',
    }),
    cacheWriteTokens: t.expose('cacheWriteTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'The input tokens that were written to the provider’s cache.',
    }),
    reasoningTokens: t.expose('reasoningTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'The output tokens that the model spent on reasoning.',
    }),
  }),
})

builder.prismaNode('CreditTransaction', {
  id: { field: 'id' },
  select: {},
  fields: (t) => ({
    databaseId: t.exposeID('id'),
    type: t.field(openField(CreditTransactionType, 'transactionType', 'The reason for the grant or charge.')),
    typeText: t.exposeString('transactionType'),
    creditType: t.field(
      openField(CreditType, 'creditType', 'Whether the entry concerns plan credits or bonus credits.'),
    ),
    creditTypeText: t.exposeString('creditType'),
    amount: t.expose('amount', { type: 'Decimal' }),
    balanceAfter: t.expose('balanceAfter', { type: 'Decimal' }),
    modelId: t.exposeString('modelId', { nullable: true }),
    description: t.exposeString('description', { nullable: true }),
    details: t.field({
      type: Details,
      nullable: true,
      description: 'The tokens, tool or plan behind the entry; null if none was recorded.',
      ...computed(
        'CreditTransaction',
        'details',
        (row) => detailColumns(ref(row, 'CreditTransaction', 'data')),
        parseDetails,
      ),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    user: t.field(
      relation('User', 'userId', {
        description: 'The user whose credits moved; null if the account was removed.',
      }),
    ),
    session: t.field(
      relation('Session', 'sessionId', {
        description: 'The session that spent the credits; null if there was none or it was deleted.',
      }),
    ),
    sessionDatabaseId: t.exposeID('sessionId', { nullable: true }),
    run: t.field(
      relation('RunTask', 'runId', {
        description: 'The run that spent the credits; null if there was none or it was deleted.',
      }),
    ),
    runDatabaseId: t.exposeID('runId', { nullable: true }),
    billingTransaction: t.field(
      relation('BillingTransaction', 'billingTransactionId', {
        description: 'The payment that granted the credits; null for other entries.',
      }),
    ),
  }),
})

const list = { filter: CreditTransactionFilter, orders: CreditTransactionOrder }

builder.prismaObjectFields('User', (t) => ({
  creditTransactions: t.field(
    relatedConnection('CreditTransaction', {
      by: 'userId',
      ...list,
      description: 'The ledger of the user’s credits.',
    }),
  ),
}))

builder.prismaObjectFields('Session', (t) => ({
  creditTransactions: t.field(
    relatedConnection('CreditTransaction', {
      by: 'sessionId',
      ...list,
      description: 'The ledger entries of the session; empty for other viewers than the owner.',
    }),
  ),
}))

builder.prismaObjectFields('RunTask', (t) => ({
  creditTransactions: t.field(
    relatedConnection('CreditTransaction', {
      by: 'id',
      // No index covers the run alone.
      link: {
        model: 'RunTask',
        name: 'entries of a run',
        on: (run, entry) => `${entry}.run_id = ${run}.id and ${entry}.session_id = ${run}.session_id`,
        signalledBy: 'runId',
      },
      ...list,
      description: 'The ledger entries of the run; `cost` is their sum.',
    }),
  ),
}))

builder.prismaObjectFields('BillingTransaction', (t) => ({
  creditTransactions: t.field(
    relatedConnection('CreditTransaction', {
      by: 'billingTransactionId',
      ...list,
      description: 'The credits that the payment granted, as ledger entries.',
    }),
  ),
}))

builder.queryFields((t) => ({
  creditTransactions: t.field({
    ...connection('CreditTransaction', { ...list, description: 'The ledger of all users, for admins.' }),
    authScopes: { admin: true },
  }),
}))
