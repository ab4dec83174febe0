import { scrubText, scrubTextOrNull } from '../auth/secret-patterns.ts'
import { isJsonObject } from '../data/json.ts'
import { fromJsonText } from '../data/json-text.ts'

// Readers of JSON that other programs write: a value of another form becomes null or is left out, and never
// throws.

/** Returns an object's entries, also where they are stored as JSON text; null for anything else. For JSON that was not masked before. */
export const asStoredObject = (value: unknown) => asObject(fromJsonText(value))

/** Returns a list, also where it is stored as JSON text, or is a lone object; empty for anything else. For JSON that was not masked before. */
export function asStoredList(value: unknown): readonly unknown[] {
  const given = fromJsonText(value)
  return Array.isArray(given) ? given : isJsonObject(given) ? [given] : []
}

/** Returns an object's entries; null for anything else. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | null {
  return isJsonObject(value) ? value : null
}

/**
 * Returns a string with credentials masked, because agents copy user input into any JSON; null for other
 * values.
 */
export const asString = scrubTextOrNull

/** Returns a string with credentials masked, or a number as text; null for other values. */
export const asText = (value: unknown): string | null =>
  typeof value === 'number' ? String(value) : asString(value)

/** Returns a string unchanged, for values that were masked before, such as tool input and results. */
export function asScrubbedText(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/**
 * Returns the strings of a list, masked; other items are left out, and a value that is not a list gives none.
 */
export function asStrings(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string').map(scrubText) : []
}

/**
 * Returns a decimal that the database extracted as text (`value->>'key'`), so that no digit is lost; null if
 * malformed or longer than 12 integer digits.
 */
export function asDecimal(value: unknown): string | null {
  return typeof value === 'string' && /^-?\d{1,12}(\.\d{1,20})?$/.test(value) ? value : null
}

/** Returns the objects of a list; other items are left out. */
export function asObjects(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(asObject).filter((one) => one !== null) : []
}

/** Returns the objects of a list, or a lone object as a list of one: some writers leave out the list around it. */
export const asObjectList = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  asObjects(Array.isArray(value) ? value : [value])

/**
 * Returns a finite number. Digits that JavaScript cannot represent exactly (`parseJson`) give the nearest
 * double.
 */
export function asNumber(value: unknown): number | null {
  const number = typeof value === 'string' && longNumber.test(value) ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : null
}

const longNumber = /^-?(?=[\d.]{16})\d+(\.\d+)?$/

/** Returns an integer in the range of GraphQL's Int; null for anything else. */
export function asInt(value: unknown): number | null {
  return typeof value === 'number' && (value | 0) === value ? value : null
}

/** Returns an integer in the range of GraphQL's Int, also where it is written as text; null for anything else. */
export const asIntOrDigits = (value: unknown): number | null =>
  asInt(typeof value === 'string' && /^\s*-?\d{1,10}\s*$/.test(value) ? Number(value) : value)

/**
 * Returns an integer as digits for BigInt, truncating fractions. Integers beyond 2^53 arrive as text
 * (`parseJson`).
 */
export function asBigInt(value: unknown): string | null {
  if (typeof value === 'string' && /^-?\d{16,18}$/.test(value)) return value
  const number = asNumber(value)
  return number === null || Math.abs(number) > Number.MAX_SAFE_INTEGER ? null : String(Math.trunc(number))
}

/** Returns a boolean; null for anything else. */
export function asBoolean(value: unknown): boolean | null {
  return typeof value === 'boolean' ? value : null
}

/** Returns a boolean, also where it is written as text; null for anything else. */
export function asBooleanOrText(value: unknown): boolean | null {
  if (typeof value !== 'string') return asBoolean(value)
  // Python writes True.
  const text = value.toLowerCase()
  return text === 'true' ? true : text === 'false' ? false : null
}

/**
 * Returns a timestamp as ISO 8601 in UTC with milliseconds. Accepts ISO 8601 text (UTC if it has no offset)
 * and seconds since 1970; null for anything else and for years of more than four digits.
 */
export function asDateTime(value: unknown): string | null {
  const date = parseDate(value)
  const text = date && !Number.isNaN(date.getTime()) ? date.toISOString() : null
  return text && /^\d/.test(text) ? withMicroseconds(text, value) : null
}

/** Appends the microseconds that `Date` drops. */
function withMicroseconds(text: string, value: unknown): string {
  const [, micros] = (typeof value === 'string' && /\.\d{3}(\d{1,3})/.exec(value)) || []
  return micros ? text.replace('Z', `${micros.padEnd(3, '0')}Z`) : text
}

function parseDate(value: unknown): Date | null {
  if (typeof value === 'number') return new Date(value * 1_000)
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d([T ]|$)/.test(value)) return null
  const hasOffset = value.length === 10 || /(Z|[+-]\d\d:?\d\d)$/i.test(value)
  return new Date(hasOffset ? value : `${value}Z`)
}
