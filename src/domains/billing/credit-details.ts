import { asString } from '../../schema/json-readers.ts'

const texts = {
  source: 'source',
  toolName: 'tool_name',
  planId: 'plan_id',
  billingBackend: 'billing_backend',
} as const
const decimals = {
  costUsd: 'cost_usd',
  providerReportedCost: 'provider_reported_cost',
  premiumRequests: 'premium_requests',
} as const
const counts = {
  inputTokens: 'input_tokens',
  outputTokens: 'output_tokens',
  cacheReadTokens: 'cache_read_tokens',
  cacheWriteTokens: 'cache_write_tokens',
  reasoningTokens: 'reasoning_tokens',
} as const

const keys = { ...texts, ...decimals, ...counts }

type Field = keyof typeof keys

/** The known keys of a ledger entry's `data`; numbers as text, so that no digit is lost. */
export type CreditDetails = Readonly<Record<Field, string | null>>

/**
 * Returns SQL for a JSON object of the known keys of `data` (an expression), with all values as text; other
 * keys are not read.
 */
export function detailColumns(data: string): string {
  const pairs = Object.entries(keys).map(([field, key]) => `'${field}', ${data}->>'${key}'`)
  return `jsonb_build_object(${pairs.join(', ')})`
}

const whole = /^\d{1,18}$/
const decimal = /^-?\d{1,12}(\.\d+)?$/

const fits = (field: string, text: string) =>
  field in counts ? whole.test(text) : field in decimals ? decimal.test(text) : true

/** Parses the result of `detailColumns`: a malformed value is null; null if there are none at all. */
export function parseDetails(value: unknown): CreditDetails | null {
  const given = value as Readonly<Record<string, unknown>>
  const known = (Object.keys(keys) as Field[]).map((field): [Field, string | null] => {
    const text = asString(given[field])
    return [field, text !== null && fits(field, text) ? text : null]
  })
  return known.some(([, text]) => text !== null) ? (Object.fromEntries(known) as CreditDetails) : null
}
