/**
 * A moment that another program wrote into JSON: ISO 8601 text (without an offset it is UTC), or seconds since 1970.
 * Null for anything else. Answers ISO 8601 in UTC, to the millisecond.
 */
export function momentOf(value: unknown): string | null {
  const date = dateOf(value)
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : null
}

function dateOf(value: unknown): Date | null {
  if (typeof value === 'number') return new Date(value * 1_000)
  if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d([T ]|$)/.test(value)) return null
  const hasOffset = value.length === 10 || /(Z|[+-]\d\d:?\d\d)$/i.test(value)
  return new Date(hasOffset ? value : `${value}Z`)
}
