import { valueFromASTUntyped } from 'graphql'
import { toPostgresTimestamp } from '../data/values.ts'
import { BadInputError } from '../errors/client-errors.ts'
import { builder } from './builder.ts'
import { checkLiterals, checkNumbers, formatLiteral, formatNumber, quoteValue } from './exact-numbers.ts'

const iso =
  /^(\d{4}|\+\d{6}|-(?!000000)\d{6})(-\d\d-\d\d)(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-](0\d|1[0-5]):[0-5]\d))?$/
const cycleYears = 400
const cycleMs = 146_097 * 86_400_000

/** Maps a date to the same day between 2000 and 2399: the Gregorian calendar repeats every 400 years. */
function likeDate(year: number, day: string): { cycle: number; date: string } {
  const cycle = Math.floor(year / cycleYears)
  return { cycle, date: `${year - (cycle - 5) * cycleYears}${day}` }
}

const first = likeDate(-4713, '-11-24')
const end = likeDate(294_277, '-01-01')

/** True if PostgreSQL can represent the timestamp; its range exceeds JavaScript's. */
function isMoment(text: string): boolean {
  const [, year, day, time = ''] = iso.exec(text) ?? []
  if (year === undefined || day === undefined) return false
  const { cycle, date } = likeDate(Number(year), day)
  const ms = Date.parse(date + time)
  const since = (one: typeof first) => ms - Date.parse(one.date) + (cycle - one.cycle) * cycleMs
  // JavaScript normalizes 30 February to 1 March; PostgreSQL rejects it.
  return since(first) >= 0 && since(end) < 0 && new Date(date).toISOString().startsWith(date)
}

builder.scalarType('DateTime', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
  description:
    'A moment in ISO 8601, always in UTC and to the microsecond: `2026-04-02T10:00:00.123456Z`. Years before 0 and after 9999 have a sign and six digits (`+010000-01-01T00:00:00.000000Z`); a moment without end is `infinity` or `-infinity`. As input, any offset and a plain date (its first moment in UTC) are accepted too.',
  serialize: (value) => value,
  parseValue: (value) => {
    if (value === 'infinity' || value === '-infinity') return value
    // RFC 3339 has `T` and `Z` in either case.
    const text = typeof value === 'string' ? value.toUpperCase() : ''
    if (isMoment(text)) return toPostgresTimestamp(text)
    throw new BadInputError(
      `DateTime must be an ISO 8601 moment such as 2026-04-02T10:00:00Z, not ${quoteValue(value)}.`,
    )
  },
})

builder.scalarType('BigInt', {
  specifiedByURL: 'https://www.postgresql.org/docs/current/datatype-numeric.html',
  description:
    'A whole number that may be too large for JavaScript, as a string of digits. As input, a number is accepted as long as JSON can hold it exactly.',
  serialize: (value) => value,
  parseValue: (value) => parseBigInt(formatNumber('BigInt', value)),
  parseLiteral: (node) => parseBigInt(formatLiteral('BigInt', node)),
})

/** Returns the canonical digits, as the database prints them, because versions are compared as text. */
function parseBigInt(text: string): string {
  if (/^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)) return `${BigInt(text)}`
  throw new BadInputError(`BigInt must be a whole number of at most 64 bits, not ${quoteValue(text)}.`)
}

builder.scalarType('Decimal', {
  specifiedByURL: 'https://www.postgresql.org/docs/current/datatype-numeric.html',
  description:
    'An exact decimal number as a string, such as `12.500000`: amounts of money and credits. As input, a number is accepted as long as JSON can hold it exactly.',
  serialize: (value) => value,
  parseValue: (value) => parseDecimal(formatNumber('Decimal', value)),
  parseLiteral: (node) => parseDecimal(formatLiteral('Decimal', node)),
})

function parseDecimal(text: string): string {
  if (/^-?\d{1,12}(\.\d{1,6})?$/.test(text)) return text
  throw new BadInputError(
    `Decimal must have at most 12 digits before and 6 after the point, not ${quoteValue(text)}.`,
  )
}

builder.scalarType('JSON', {
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc8259',
  description:
    'Any JSON value, for data whose shape other programs decide. A number that a double cannot hold exactly, such as `750727362669608961`, comes as a string of its digits, and is refused as input: send a string.',
  serialize: (value) => value,
  parseValue: (value) => {
    checkNumbers(value)
    return value
  },
  parseLiteral: (node, variables) => {
    checkLiterals(node, '')
    return valueFromASTUntyped(node, variables)
  },
})
