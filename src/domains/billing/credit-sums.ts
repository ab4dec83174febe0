import { builder } from '../../schema/builder.ts'
import type { Context } from '../../schema/context.ts'
import { type Measure, readSums, type Sums } from './sums.ts'

/** Identifies sums: the reading, its key, and the bucket and group. */
export type Slice = {
  readonly which: Sums
  readonly key: string
  readonly start: string | null
  readonly group: string | null
}

/** Returns one number of a slice; `none` if it has no entries. */
async function readNumber(
  context: Context,
  { which, key, start, group }: Slice,
  measure: Measure,
  name: string,
  none: string,
): Promise<string> {
  return (await readSums(context, which, measure, key)).at(start, group)?.[name] ?? none
}

const credits = (name: string) => (slice: Slice, _args: object, context: Context) =>
  readNumber(context, slice, 'credits', name, '0.000000')

const tokens = (name: string) => (slice: Slice, _args: object, context: Context) =>
  readNumber(context, slice, 'tokens', name, '0')

const TokenSums = builder.objectRef<Slice>('TokenSums').implement({
  description: 'Sums of tokens of language models. Entries without tokens count as zero.',
  fields: (t) => ({
    input: t.field({ type: 'BigInt', description: 'The number of input tokens.', resolve: tokens('input') }),
    output: t.field({
      type: 'BigInt',
      description: 'The number of output tokens.',
      resolve: tokens('output'),
    }),
    cacheRead: t.field({
      type: 'BigInt',
      description: 'The input tokens that a provider’s cache held.',
      resolve: tokens('cacheRead'),
    }),
    cacheWrite: t.field({
      type: 'BigInt',
      description: 'The input tokens that were written to a provider’s cache.',
      resolve: tokens('cacheWrite'),
    }),
    reasoning: t.field({
      type: 'BigInt',
      description: 'The output tokens that the model spent on reasoning.',
      resolve: tokens('reasoning'),
    }),
  }),
})

export const CreditSums = builder.objectRef<Slice>('CreditSums').implement({
  description: 'Ledger entries added up, to the last digit.',
  fields: (t) => ({
    spent: t.field({
      type: 'Decimal',
      description: 'Credits spent, as a number above zero; what was given back is not subtracted.',
      resolve: credits('spent'),
    }),
    spentRegular: t.field({
      type: 'Decimal',
      description: 'The plan credits among `spent`.',
      resolve: credits('spentRegular'),
    }),
    spentBonus: t.field({
      type: 'Decimal',
      description: 'The bonus credits among `spent`.',
      resolve: credits('spentBonus'),
    }),
    granted: t.field({
      type: 'Decimal',
      description: 'Credits granted, bought or given back.',
      resolve: credits('granted'),
    }),
    entries: t.int({
      description: 'The number of ledger entries.',
      resolve: async (slice, _args, context) =>
        Number(await readNumber(context, slice, 'credits', 'entries', '0')),
    }),
    tokens: t.field({
      type: TokenSums,
      description: 'The tokens that the entries name.',
      resolve: (slice) => slice,
    }),
  }),
})
