import { ref, table } from '../../data/batching/table.ts'
import { builder } from '../../schema/builder.ts'
import { periodHelp, toPeriod } from './period.ts'
import { UsageBucketSize } from './usage.ts'

type Revenue = {
  readonly start: string
  readonly currency: string
  readonly status: string | null
  readonly amount: string
  readonly payments: number
}

const payment = (field: string) => ref('t', 'BillingTransaction', field)

const sums = (bucket: string) => `select date_trunc('${bucket}', ${payment('createdAt')}, 'UTC') as "start",
  ${payment('currency')} as "currency", ${payment('status')} as "status",
  sum(${payment('amount')})::text as "amount", count(*)::int as "payments"
from ${table('BillingTransaction').name} t
where ${payment('createdAt')} >= $1::timestamptz and ${payment('createdAt')} < $2::timestamptz
  and ${payment('amount')} is not null and ${payment('currency')} is not null
group by 1, 2, 3 order by 1, 2, 3`

const RevenueSum = builder.objectRef<Revenue>('RevenueSum').implement({
  description: 'The sum of the payments of one day, week or month with one currency and status.',
  fields: (t) => ({
    start: t.expose('start', {
      type: 'DateTime',
      description: 'The first moment of the day, week or month.',
    }),
    currency: t.exposeString('currency', { description: 'Three-letter code in lower case, such as `usd`.' }),
    status: t.exposeString('status', {
      nullable: true,
      description:
        'Stripe’s status of the payments. Stripe reports a payment more than once: only `paid` counts each invoice exactly once.',
    }),
    amount: t.expose('amount', {
      type: 'Decimal',
      description: 'The sum in whole units of the currency: 19.99 is 19.99 dollars, not cents.',
    }),
    payments: t.exposeInt('payments', { description: 'The number of payments.' }),
  }),
})

builder.queryFields((t) => ({
  revenue: t.field({
    type: [RevenueSum],
    description: 'The sums of users’ payments in a period, oldest first; for admins.',
    authScopes: { admin: true },
    args: {
      from: t.arg({ type: 'DateTime', description: periodHelp.from }),
      before: t.arg({ type: 'DateTime', description: periodHelp.before }),
      bucket: t.arg({
        type: UsageBucketSize,
        description: 'The length of each part of the period.',
        defaultValue: 'month',
      }),
    },
    resolve: (_root, args, context) => {
      const { from, before } = toPeriod(context, args)
      const bucket = args.bucket ?? 'month'
      return context.sql.query<Revenue>({ text: sums(bucket), name: `revenue ${bucket}` }, [from, before])
    },
  }),
}))
