import { openEnum } from '../../schema/open-enum.ts'

export const SubscriptionPlan = openEnum('SubscriptionPlan', 'What a user pays for.', {
  free: 'Nothing; also every account that never subscribed.',
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
  ok: 'It is right.',
  reconciliation_required: 'It must be checked by hand.',
})

export const CreditType = openEnum('CreditType', 'Which credits moved.', {
  regular: 'Those of the plan.',
  bonus: 'Those given on top, spent first.',
})

export const CreditTransactionType = openEnum('CreditTransactionType', 'Why credits moved.', {
  signup_grant: 'Given with the account.',
  subscription_grant: 'Came with a paid period of a subscription.',
  bonus_grant: 'Given on top.',
  purchase: 'Bought.',
  refund: 'Given back.',
  adjustment: 'Corrected by hand, up or down.',
  llm_usage: 'Spent on a language model.',
  tool_usage: 'Spent on a tool.',
  media_generation: 'Spent on pictures, sound or video.',
})
