import pg from 'pg'
import { parseJson } from './json.ts'

type Parser = (text: string) => unknown

const asText: Parser = (text) => text

/** The usual form, in a session whose TimeZone is UTC and DateStyle ISO; a fraction follows the second where it has one. */
const shortest = '2026-04-02 10:00:00+00'.length
/** What PostgreSQL leaves out of such a fraction, the zeros at its end, by how much longer the text is than the shortest. */
const lacking = ['.000000Z', '000000Z', '00000Z', '0000Z', '000Z', '00Z', '0Z', 'Z']

/**
 * PostgreSQL's text for a timestamptz → ISO 8601 in UTC with six digits of the second. Years before 1 and after 9999 have
 * a sign and six digits, as ISO 8601 and JavaScript have them; `infinity` and `-infinity` stay as they are.
 */
export function isoTimestamp(text: string): string {
  if (!text.endsWith('+00') || text[10] !== ' ') return unusualTimestamp(text)
  return `${text.slice(0, 10)}T${text.slice(11, -3)}${lacking[text.length - shortest]}`
}

const parts = /^(\d+)(-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?([+-]\d\d(?::\d\d)?(?::\d\d)?)( BC)?$/

function unusualTimestamp(text: string): string {
  const match = parts.exec(text)
  if (!match) return text
  const [, year, day, time, fraction = '.', offset = '', bc] = match
  const micros = `${fraction.padEnd(7, '0')}Z`
  // Year 1 BC is year 0 of ISO 8601.
  const iso = `${isoYear(bc ? 1 - Number(year) : Number(year))}${day}T${time}`
  if (offset === '+00') return `${iso}${micros}`
  // A session in another time zone: JavaScript's calendar ends in the year 275760, where no zone matters any more.
  const [hours = 0, minutes = 0, seconds = 0] = offset.slice(1).split(':').map(Number)
  const ahead = ((hours * 60 + minutes) * 60 + seconds) * (offset.startsWith('-') ? -1000 : 1000)
  const utc = new Date(Date.parse(`${iso}Z`) - ahead)
  return Number.isNaN(utc.getTime()) ? text : `${utc.toISOString().slice(0, -5)}${micros}`
}

function isoYear(year: number): string {
  if (year >= 0 && year <= 9999) return String(year).padStart(4, '0')
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`
}

const expanded = /^([+-]\d{6}|0000)(-.*)$/

/** ISO 8601 → a text that PostgreSQL reads as the same moment: it knows no signs before years, and no year 0. */
export function postgresTimestamp(iso: string): string {
  const match = expanded.exec(iso)
  if (!match) return iso
  const year = Number(match[1])
  return year > 0 ? `${year}${match[2]}` : `${String(1 - year).padStart(4, '0')}${match[2]} BC`
}

/** Compares two moments as `isoTimestamp` writes them, as their texts sort only within the years of four digits. */
export function compareTimestamps(one: string, other: string): number {
  const [a, b] = [eraOf(one), eraOf(other)]
  if (a !== b) return a - b
  if (one === other) return 0
  // A negative year sorts by its absolute value the other way round; within one year, the rest of the text decides.
  const isYearBackwards = one.startsWith('-') && one.slice(0, 7) !== other.slice(0, 7)
  return one < other !== isYearBackwards ? -1 : 1
}

/** -2 for `-infinity`, -1 for years before 0, 0 for those of four digits, 1 for later ones, 2 for `infinity`. */
function eraOf(iso: string): number {
  if (iso.endsWith('infinity')) return iso.startsWith('-') ? -2 : 2
  return iso.startsWith('-') ? -1 : iso.startsWith('+') ? 1 : 0
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
  [builtins.JSON]: parseJson,
  [builtins.JSONB]: parseJson,
  1009: textArray,
  1015: textArray /* varchar[] */,
  1003: textArray /* name[] */,
  1016: textArray /* int8[] */,
  1231: textArray /* numeric[] */,
  1182: textArray /* date[] */,
  1185: timestampArray,
  2951: textArray /* uuid[] */,
}
