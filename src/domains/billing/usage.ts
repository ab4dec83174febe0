import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { openValue } from '../../schema/open-field.ts'
import { CreditSums, type Slice } from './credit-sums.ts'
import { type Bucket, listBuckets, maxBuckets, type Period, periodHelp, toPeriod } from './period.ts'
import { readSums, type Sum } from './sums.ts'
import { CreditTransactionType } from './values.ts'

/** The ledger of one user, or of everyone, within a period. */
export type UsageOf = { readonly scope: 'userId' | 'everyone'; readonly key: string; readonly period: Period }

/** The same for one bucket of the period, or for all of it. */
type UsagePart = UsageOf & { readonly bucket?: Bucket; readonly start: string | null }

export const UsageBucketSize = builder.enumType('UsageBucketSize', {
  description: 'The length of the parts of a period, in UTC.',
  values: {
    DAY: { value: 'day', description: 'From midnight to midnight.' },
    WEEK: { value: 'week', description: 'From Monday to Monday.' },
    MONTH: { value: 'month', description: 'From the first to the first.' },
  } as const,
})

const ModelUsage = builder.objectRef<Slice>('ModelUsage').implement({
  description: 'The credits spent on one model.',
  fields: (t) => ({
    modelId: t.exposeString('group', {
      nullable: true,
      description:
        'The provider’s name of the model; null for entries without one, such as tools and grants.',
    }),
    sums: t.field({ type: CreditSums, description: 'The sums for this model.', resolve: (slice) => slice }),
  }),
})

const TypeUsage = builder.objectRef<Slice>('TypeUsage').implement({
  description: 'The credits granted or spent for one reason.',
  fields: (t) => ({
    type: t.field(openValue(CreditTransactionType, 'group', 'The reason for the grants or charges.')),
    typeText: t.exposeString('group', {
      description: 'The reason of the usage as stored, also if the enum does not list it.',
      nullable: true,
    }),
    sums: t.field({ type: CreditSums, description: 'The sums for this reason.', resolve: (slice) => slice }),
  }),
})

const byAmount = (a: Sum, b: Sum) =>
  Number(b.spent) - Number(a.spent) ||
  Number(b.granted) - Number(a.granted) ||
  ((a.group ?? '') < (b.group ?? '') ? -1 : 1)

/** Returns the groups of a part of the ledger, sorted by credits spent, greatest first. */
async function groups(
  part: UsagePart,
  by: 'modelId' | 'transactionType',
  context: Context,
): Promise<Slice[]> {
  const { scope, key, period, bucket, start } = part
  const which = { scope, period, bucket, by }
  const { rows } = await readSums(context, which, 'credits', key)
  return rows
    .filter((row) => row.start === start)
    .sort(byAmount)
    .map(({ group }) => ({ which, key, start, group }))
}

const whole = ({ scope, key, period, bucket, start }: UsagePart): Slice => ({
  which: { scope, period, bucket },
  key,
  start,
  group: null,
})

const UsageBucket = builder.objectRef<UsagePart & { readonly start: string }>('UsageBucket').implement({
  description: 'One day, week or month of a period; the first and the last may be cut short by it.',
  fields: (t) => ({
    start: t.expose('start', { type: 'DateTime', description: 'The start of the part.' }),
    sums: t.field({
      type: CreditSums,
      description: 'The sums for this part; zeros if it has no entries.',
      resolve: whole,
    }),
    byModel: t.field({
      type: [ModelUsage],
      description: 'The models used in this part of the period, the most expensive first.',
      resolve: (part, _args, context) => groups(part, 'modelId', context),
    }),
    byType: t.field({
      type: [TypeUsage],
      description: 'The reasons for grants and charges, the most expensive first.',
      resolve: (part, _args, context) => groups(part, 'transactionType', context),
    }),
  }),
})

export const Usage = builder.objectRef<UsageOf>('Usage').implement({
  description: 'Credits spent and granted in a period, added up.',
  fields: (t) => ({
    from: t.field({
      type: 'DateTime',
      description: 'The start of the period, inclusive.',
      resolve: ({ period }) => period.from,
    }),
    before: t.field({
      type: 'DateTime',
      description: 'The end of the period, exclusive.',
      resolve: ({ period }) => period.before,
    }),
    sums: t.field({
      type: CreditSums,
      description: 'The sums for the whole period.',
      resolve: (usage) => whole({ ...usage, start: null }),
    }),
    byModel: t.field({
      type: [ModelUsage],
      description: 'The models used, the most expensive first.',
      resolve: (usage, _args, context) => groups({ ...usage, start: null }, 'modelId', context),
    }),
    byType: t.field({
      type: [TypeUsage],
      description: 'The reasons for grants and charges, the most expensive first.',
      resolve: (usage, _args, context) => groups({ ...usage, start: null }, 'transactionType', context),
    }),
    timeline: t.field({
      type: [UsageBucket],
      description: `The period in parts of equal length, oldest first. Parts without entries are included. At most ${maxBuckets.toLocaleString('en')} parts.`,
      args: {
        bucket: t.arg({
          type: UsageBucketSize,
          description: 'The length of each part of the period.',
          defaultValue: 'day',
        }),
      },
      resolve: (usage, args) => {
        const bucket = args.bucket ?? 'day'
        return listBuckets(bucket, usage.period).map((start) => ({ ...usage, bucket, start }))
      },
    }),
  }),
})

builder.prismaObjectFields('User', (t) => ({
  usage: t.field({
    type: Usage,
    description: 'The sums of the credits that the user was granted and spent in a period.',
    args: {
      from: t.arg({ type: 'DateTime', description: periodHelp.from }),
      before: t.arg({ type: 'DateTime', description: periodHelp.before }),
    },
    select: { id: true },
    resolve: ({ id }, args, context) => ({
      scope: 'userId' as const,
      key: id,
      period: toPeriod(context, args),
    }),
  }),
  creditSums: t.field({
    type: CreditSums,
    description: 'The sums of all ledger entries of the user.',
    select: { id: true },
    resolve: ({ id }): Slice => ({ which: { scope: 'userId' }, key: id, start: null, group: null }),
  }),
}))

builder.queryFields((t) => ({
  usage: t.field({
    type: Usage,
    description: 'The sums of the credits that all users were granted and spent in a period, for admins.',
    authScopes: { admin: true },
    args: {
      from: t.arg({ type: 'DateTime', description: periodHelp.from }),
      before: t.arg({ type: 'DateTime', description: periodHelp.before }),
    },
    resolve: (_root, args, context) => ({
      scope: 'everyone' as const,
      key: 'everyone',
      period: toPeriod(context, args),
    }),
  }),
}))
