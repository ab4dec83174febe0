import pg from 'pg'

type Parser = (text: string) => unknown

const asText: Parser = (text) => text

/** The usual form, in a session whose TimeZone is UTC and DateStyle ISO; a fraction follows the second where it has one. */
const shortest = '2026-04-02 10:00:00+00'.length
/** What PostgreSQL leaves out of such a fraction, the zeros at its end, by how much longer the text is than the shortest. */
const lacking = ['.000000Z', '000000Z', '00000Z', '0000Z', '000Z', '00Z', '0Z', 'Z']

/**
 * PostgreSQL's text for a timestamptz → ISO 8601 in UTC with six digits of the second.
 * `infinity` and `-infinity`, and years beyond JavaScript's calendar, stay as PostgreSQL writes them.
 */
export function isoTimestamp(text: string): string {
  if (!text.endsWith('+00') || text[10] !== ' ') return unusualTimestamp(text)
  return `${text.slice(0, 10)}T${text.slice(11, -3)}${lacking[text.length - shortest]}`
}

const parts =
  /^(\d+)-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d+))?([+-])(\d\d)(?::(\d\d))?(?::(\d\d))?( BC)?$/

function unusualTimestamp(text: string): string {
  const match = parts.exec(text)
  if (!match) return text
  const [, year, month, day, hour, minute, second, fraction = '', sign, ...offset] = match
  const bc = match[12] !== undefined
  const date = new Date(0)
  // Year 1 BC is year 0 of ISO 8601.
  date.setUTCFullYear(bc ? 1 - Number(year) : Number(year), Number(month) - 1, Number(day))
  date.setUTCHours(Number(hour), Number(minute), Number(second))
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(0, 3).map((part) => Number(part ?? 0))
  const ahead = ((hours * 60 + minutes) * 60 + seconds) * 1000
  const utc = new Date(date.getTime() - (sign === '-' ? -ahead : ahead))
  return Number.isNaN(utc.getTime())
    ? text
    : utc.toISOString().replace(/\.\d+Z$/, `.${fraction.padEnd(6, '0')}Z`)
}

const { builtins } = pg.types
const textArray = pg.types.getTypeParser(1009 /* text[] */ as number, 'text') as (
  text: string,
) => (string | null)[]
const timestampArray: Parser = (text) =>
  textArray(text).map((element) => (element === null ? null : isoTimestamp(element)))

/**
 * How values are read from either database, by type: text wherever JavaScript would lose something.
 * Types that are not named here are read alike by both drivers.
 */
export const parsers: Readonly<Record<number, Parser>> = {
  [builtins.INT8]: asText,
  [builtins.NUMERIC]: asText,
  [builtins.DATE]: asText,
  [builtins.TIME]: asText,
  [builtins.TIMESTAMP]: asText,
  [builtins.TIMESTAMPTZ]: isoTimestamp,
  [builtins.INTERVAL]: asText,
  [builtins.OID]: Number,
  1009: textArray,
  1015: textArray /* varchar[] */,
  1003: textArray /* name[] */,
  1016: textArray /* int8[] */,
  1231: textArray /* numeric[] */,
  1182: textArray /* date[] */,
  1185: timestampArray,
  2951: textArray /* uuid[] */,
}
