import { builder } from './builder.ts'
import { BadInputError } from './errors.ts'

const iso = /^(?!0000)\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/

/** JavaScript takes the 30th of February for the 1st of March; PostgreSQL refuses it. */
function isMoment(text: string): boolean {
  const day = text.slice(0, 10)
  return iso.test(text) && !Number.isNaN(Date.parse(text)) && new Date(day).toISOString().startsWith(day)
}

builder.scalarType('DateTime', {
  description:
    'A moment in ISO 8601, always in UTC and to the microsecond: `2026-04-02T10:00:00.123456Z`. As input, any offset and a plain date (its first moment in UTC) are accepted. What no calendar has, such as `infinity`, comes as PostgreSQL writes it.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (typeof value === 'string' && isMoment(value)) return value
    throw new BadInputError(
      `DateTime must be an ISO 8601 moment such as 2026-04-02T10:00:00Z, not ${JSON.stringify(value)}.`,
    )
  },
})

builder.scalarType('BigInt', {
  description: 'A whole number that may be too large for JavaScript, as a string of digits.',
  serialize: (value) => value,
  parseValue: (value) => {
    const text = String(value)
    // One number is one text, as the database writes it: versions are compared so.
    if (/^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text))
      return `${BigInt(text)}`
    throw new BadInputError(`BigInt must be a whole number of at most 64 bits, not ${JSON.stringify(value)}.`)
  },
})

builder.scalarType('Decimal', {
  description: 'An exact decimal number as a string, such as `12.500000`: amounts of money and credits.',
  serialize: (value) => value,
  parseValue: (value) => {
    const text = String(value)
    if (/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) return text
    throw new BadInputError(
      `Decimal must have at most 12 digits before and 6 after the point, not ${JSON.stringify(value)}.`,
    )
  },
})

builder.scalarType('JSON', {
  description: 'Any JSON value, for data whose shape other programs decide.',
  serialize: (value) => value,
})
