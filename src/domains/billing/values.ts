import { openEnum } from '../../schema/open-enum.ts'

export const SubscriptionPlan = openEnum('SubscriptionPlan', 'The plan of a user’s subscription.', {
  free: 'No subscription; also for accounts that never subscribed.',
  plus: 'The smaller subscription.',
  pro: 'The larger subscription.',
})

const Cycle = openEnum('BillingCycle', 'How often a subscription is paid.', {
  monthly: 'Every month.',
  annually: 'Every year.',
})

const ofStripe: Readonly<Record<string, string>> = { month: 'monthly', year: 'annually' }

/** The column also contains Stripe's names of the same cycles. */
export const BillingCycle = { ...Cycle, of: (stored: string) => Cycle.of(ofStripe[stored] ?? stored) }

export const BillingStatus = openEnum('BillingStatus', 'Whether a balance can be trusted.', {
  ok: 'The balance is correct.',
  reconciliation_required: 'The balance must be checked by hand.',
})

export const CreditType = openEnum(
  'CreditType',
  'Whether the entry concerns plan credits or bonus credits.',
  {
    regular: 'Credits of the plan.',
    bonus: 'Bonus credits, spent first.',
  },
)

export const CreditTransactionType = openEnum(
  'CreditTransactionType',
  'The reason for the grant or charge.',
  {
    signup_grant: 'Granted at sign-up.',
    subscription_grant: 'Granted for a paid period of a subscription.',
    bonus_grant: 'A grant of bonus credits.',
    purchase: 'Bought.',
    refund: 'A refund.',
    adjustment: 'A manual correction, up or down.',
    llm_usage: 'Spent on a language model.',
    tool_usage: 'Spent on a tool.',
    media_generation: 'Spent on pictures, sound or video.',
  },
)
