import { builder } from '../../schema/builder.ts'
import { asBigInt, asNumber, asObject, asString } from '../../schema/json-readers.ts'

const counts = {
  inputTokens: ['input_tokens', 'prompt_tokens'],
  outputTokens: ['output_tokens', 'completion_tokens'],
  totalTokens: ['total_tokens'],
  cacheReadTokens: ['cache_read_tokens'],
  cacheWriteTokens: ['cache_write_tokens'],
  reasoningTokens: ['reasoning_tokens'],
} as const

type Counts = { readonly [Name in keyof typeof counts]: string | null }

/** Tokens, cost and duration of a model's work. Unrecorded values are null; runs omit zero values. */
export type Metrics = Counts & {
  readonly costUsd: number | null
  readonly modelName: string | null
  readonly duration: number | null
  readonly timeToFirstToken: number | null
}

const countsOf = builder.interfaceRef<Counts>('TokenCounts').implement({
  description: 'How many tokens a model read and wrote.',
  fields: (t) => ({
    inputTokens: t.expose('inputTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'Read by the model.',
    }),
    outputTokens: t.expose('outputTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'Written by the model.',
    }),
    totalTokens: t.expose('totalTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'Read and written, as the provider counted them.',
    }),
    cacheReadTokens: t.expose('cacheReadTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'Of the input, found in the provider’s cache.',
    }),
    cacheWriteTokens: t.expose('cacheWriteTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'Of the input, put into the provider’s cache.',
    }),
    reasoningTokens: t.expose('reasoningTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'Of the output, spent on thinking.',
    }),
  }),
})

export const TokenUsageRef = builder.objectRef<Metrics>('TokenUsage').implement({
  description: 'What an answer of a model took.',
  interfaces: [countsOf],
  fields: (t) => ({
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'In US dollars.' }),
    modelName: t.exposeString('modelName', { nullable: true, description: 'The model that answered.' }),
  }),
})

export const RunMetricsRef = builder.objectRef<Metrics>('RunMetrics').implement({
  description: 'What a run of a model took.',
  interfaces: [countsOf],
  fields: (t) => ({
    costUsd: t.exposeFloat('costUsd', { nullable: true, description: 'In US dollars.' }),
    duration: t.exposeFloat('duration', { nullable: true, description: 'In seconds.' }),
    timeToFirstToken: t.exposeFloat('timeToFirstToken', { nullable: true, description: 'In seconds.' }),
  }),
})

/** Parses metrics under their current and former names; null for a value that is not an object. */
export function parseMetrics(value: unknown): Metrics | null {
  const given = asObject(value)
  if (!given) return null
  const count = (keys: readonly string[]) =>
    asBigInt(keys.map((key) => given[key]).find((one) => one != null))
  return {
    ...(Object.fromEntries(Object.entries(counts).map(([name, keys]) => [name, count(keys)])) as Counts),
    costUsd: asNumber(given.cost_usd ?? given.cost),
    modelName: asString(given.model_name),
    duration: asNumber(given.duration),
    timeToFirstToken: asNumber(given.time_to_first_token),
  }
}
