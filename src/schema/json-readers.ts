import { scrubText, scrubTextOrNull } from '../auth/secret-patterns.ts'

// Readers of JSON that other programs write: what is not of the expected form is null or left out, and never an error.

/** An object's keys and values; null for anything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : null
}

/** A text with its credentials masked: agents write JSON, and put whatever they were told anywhere in it. */
export const asString = scrubTextOrNull

/** A text as it is, for what was scrubbed before, as the input and the result of a tool are. */
export function scrubbedTextOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** The texts of a list, without what else stands in it; none for what is no list. */
export function asStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').map(scrubText) : []
}

/** A decimal of an ordinary size as the database wrote it in text (`value->>'key'`), so that no digit is lost. */
export function asDecimal(value: unknown): string | null {
  return typeof value === 'string' && /^-?\d{1,12}(\.\d{1,20})?$/.test(value) ? value : null
}

/** The objects of a list; whatever else stands in it is left out. */
export function asObjects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(asObject).filter((one) => one !== null) : []
}

/** A number; of the digits of one that JavaScript cannot hold exactly (`parseJson`), the nearest. */
export function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && longNumber.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

const longNumber = /^-?(?=[\d.]{16})\d+(\.\d+)?$/

/** A number that GraphQL's Int can hold. */
export function asInt(value: unknown): number | null {
  return typeof value === 'number' && (value | 0) === value ? value : null
}

/** A count as the digits that BigInt wants; fractions are cut. What JavaScript cannot count comes in text (`parseJson`). */
export function asBigInt(value: unknown): string | null {
  if (typeof value === 'string' && /^-?\d{16,18}$/.test(value)) return value
  const number = asNumber(value)
  return number === null || Math.abs(number) > Number.MAX_SAFE_INTEGER ? null : String(Math.trunc(number))
}

export function asBoolean(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

/**
 * A moment that another program wrote into JSON: ISO 8601 text (without an offset it is UTC), or seconds since 1970.
 * Null for anything else, years of more than four digits among it. Answers ISO 8601 in UTC, to the millisecond.
 */
export function asDateTime(value: unknown): string | null {
  const date = dateOf(value)
  const text = date && !Number.isNaN(date.getTime()) ? date.toISOString() : null
  return text && /^\d/.test(text) ? text : null
}

function dateOf(value: unknown): Date | null {
  if (typeof value === 'number') return new Date(value * 1_000)
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d([T ]|$)/.test(value)) return null
  const hasOffset = value.length === 10 || /(Z|[+-]\d\d:?\d\d)$/i.test(value)
  return new Date(hasOffset ? value : `${value}Z`)
}
