import pg from 'pg'
import { parseJson } from './json.ts'

type Parser = (text: string) => unknown

const asText: Parser = (text) => text

/**
 * The length of the common format, with TimeZone UTC and DateStyle ISO; a fraction may follow the seconds.
 */
const shortest = '2026-04-02 10:00:00+00'.length
/**
 * The trailing zeros that PostgreSQL omits from a fraction, by the number of characters beyond `shortest`.
 */
const lacking = ['.000000Z', '000000Z', '00000Z', '0000Z', '000Z', '00Z', '0Z', 'Z']

/**
 * Converts PostgreSQL's text of a timestamptz to ISO 8601 in UTC with six fractional digits. Years before 1
 * and after 9999 have a sign and six digits, as in JavaScript; `infinity` and `-infinity` are unchanged.
 */
export function toIsoTimestamp(text: string): string {
  if (!text.endsWith('+00') || text[10] !== ' ') return expandTimestamp(text)
  return `${text.slice(0, 10)}T${text.slice(11, -3)}${lacking[text.length - shortest]}`
}

const parts = /^(\d+)(-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d+)?([+-]\d\d(?::\d\d)?(?::\d\d)?)( BC)?$/

function expandTimestamp(text: string): string {
  const match = parts.exec(text)
  if (!match) return text
  const [, year, day, time, fraction = '.', offset = '', bc] = match
  const micros = `${fraction.padEnd(7, '0')}Z`
  // 1 BC is year 0 of ISO 8601.
  const iso = `${isoYear(bc ? 1 - Number(year) : Number(year))}${day}T${time}`
  if (offset === '+00') return `${iso}${micros}`
  // A session in another time zone. JavaScript's calendar ends in the year 275760, where time zones are
  // irrelevant.
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

/**
 * Converts ISO 8601 to the text of the same timestamp for PostgreSQL, which has neither signed years nor a
 * year 0.
 */
export function toPostgresTimestamp(iso: string): string {
  const match = expanded.exec(iso)
  if (!match) return iso
  const year = Number(match[1])
  return year > 0 ? `${year}${match[2]}` : `${String(1 - year).padStart(4, '0')}${match[2]} BC`
}

/** True for text that PostgreSQL can store: without null characters and lone surrogates. */
export const isStorableText = (text: string): boolean => !text.includes('\0') && text.isWellFormed()

/** Compares two timestamps of `toIsoTimestamp`, whose texts sort correctly only within four-digit years. */
export function compareTimestamps(a: string, b: string): number {
  const eras = getEra(a) - getEra(b)
  if (eras !== 0) return eras
  if (a === b) return 0
  // Negative years sort by their absolute value in reverse; within a year, the rest of the text decides.
  const isYearBackwards = a.startsWith('-') && a.slice(0, 7) !== b.slice(0, 7)
  return a < b !== isYearBackwards ? -1 : 1
}

/**
 * Returns -2 for `-infinity`, -1 for years before 0, 0 for four-digit years, 1 for later ones, 2 for
 * `infinity`.
 */
function getEra(iso: string): number {
  if (iso.endsWith('infinity')) return iso.startsWith('-') ? -2 : 2
  return iso.startsWith('-') ? -1 : iso.startsWith('+') ? 1 : 0
}

const { builtins } = pg.types
const textArray = pg.types.getTypeParser(1009 /* text[] */ as number, 'text') as (
  text: string,
) => (string | null)[]
const timestampArray: Parser = (text) =>
  textArray(text).map((element) => (element === null ? null : toIsoTimestamp(element)))

/** Parsers by type that differ from the driver's: text for types that JavaScript cannot represent. */
const parsers: Readonly<Record<number, Parser>> = {
  [builtins.INT8]: asText,
  [builtins.NUMERIC]: asText,
  [builtins.DATE]: asText,
  [builtins.TIME]: asText,
  [builtins.TIMESTAMP]: asText,
  [builtins.TIMESTAMPTZ]: toIsoTimestamp,
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

/** Returns the parser of a type, by its OID, for the texts of both kinds of database. */
export const getParser = (oid: number): Parser => parsers[oid] ?? pg.types.getTypeParser(oid, 'text')
