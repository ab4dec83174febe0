import { own } from '../../tables/access-rule.ts'
import { newestFirst, type TableDeclarations } from '../../tables/declaration.ts'

/** The tables of payments and credits. */
export const billingTables = {
  BillingTransaction: { access: own, watchedBy: ['userId'], order: newestFirst },
  CreditBalance: {
    access: own,
    unique: { credit_balances_user_id_key: { unreachable: 'an insert does nothing on conflict' } },
    isVersioned: true,
    writes: ['INSERT', 'UPDATE'],
    watchedBy: ['userId'],
  },
  CreditTransaction: {
    access: own,
    writes: ['INSERT'],
    watchedBy: ['billingTransactionId', 'runId', 'sessionId', 'userId'],
  },
} satisfies TableDeclarations
