import { builder } from '../../schema/builder.ts'
import { openValue } from '../../schema/open-field.ts'
import { SubscriptionPlan } from './values.ts'

// The platform's default numbers; an installation may configure others.
const plans = [
  { name: 'free', credits: '300' },
  { name: 'plus', credits: '2000' },
  { name: 'pro', credits: '10000' },
]

const Plan = builder.objectRef<(typeof plans)[number]>('Plan').implement({
  description: 'A plan that users can subscribe to.',
  fields: (t) => ({
    plan: t.field(openValue(SubscriptionPlan, 'name', 'The plan, as in `User.subscriptionPlan`.')),
    name: t.exposeString('name', {
      description: 'The name of the plan in the database and at Stripe, such as `plus`.',
    }),
    credits: t.expose('credits', {
      type: 'Decimal',
      description: 'Credits that the plan includes.',
    }),
  }),
})

builder.queryFields((t) => ({
  plans: t.field({
    type: [Plan],
    description:
      'The plans and their credits, as the platform ships with them. 100 credits are worth 1.50 US dollars.',
    resolve: () => plans,
  }),
}))
