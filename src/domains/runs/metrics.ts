import { builder } from '../../schema/builder.ts'
import { asBigInt, asNumber, asStoredObject, asString } from '../../schema/json-readers.ts'

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
  description: 'The numbers of tokens that a model read and wrote.',
  fields: (t) => ({
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
    totalTokens: t.expose('totalTokens', {
      type: 'BigInt',
      nullable: true,
      description: 'The total number of tokens, as the provider counted them.',
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

export const TokenUsageRef = builder.objectRef<Metrics>('TokenUsage').implement({
  description: 'Tokens and cost of a model’s answer.',
  interfaces: [countsOf],
  fields: (t) => ({
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'The cost in US dollars; null if it is not known.',
    }),
    modelName: t.exposeString('modelName', {
      nullable: true,
      description: 'The provider’s name of the model that answered.',
    }),
  }),
})

export const RunMetricsRef = builder.objectRef<Metrics>('RunMetrics').implement({
  description: 'Tokens, cost and duration of a model’s work.',
  interfaces: [countsOf],
  fields: (t) => ({
    costUsd: t.exposeFloat('costUsd', {
      nullable: true,
      description: 'The cost in US dollars; null if it is not known.',
    }),
    duration: t.exposeFloat('duration', {
      nullable: true,
      description: 'The duration in seconds; null if it was not measured.',
    }),
    timeToFirstToken: t.exposeFloat('timeToFirstToken', {
      nullable: true,
      description: 'The time until the first token in seconds; null if it was not measured.',
    }),
  }),
})

/** Parses metrics under their current and former names; null for a value that is not an object. */
export function parseMetrics(value: unknown): Metrics | null {
  const given = asStoredObject(value)
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
