/** True for an object of JSON, and false for an array. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Matches numbers of 16 or more digits: fewer are exact in a double, if the exponent has at most two digits.
 */
const maybeInexact = /[\d.]{16}|\d[eE][+-]?\d{3}/
/** Matches a part of each of them. Without a repetition, as V8 then skips most of a text. */
const manyDigits = /\d\d\d\d\d\d\d\d|\d[eE][+-]?\d\d\d/

/**
 * `JSON.parse` without silent loss: a number that a double cannot represent exactly (a 64-bit integer,
 * `1e400`) becomes a string of its digits.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(manyDigits.test(text) && maybeInexact.test(text) ? quoteInexactNumbers(text) : text)
}

const [brace, bracket, comma, colon, quote] = [0x7b, 0x5b, 0x2c, 0x3a, 0x22]

/** How often each part of its structure occurs in a JSON text. */
type JsonStructure = { objects: number; arrays: number; commas: number; keys: number; strings: number }

/** Looks between the strings of a JSON text, in time that is linear in its length. */
function readStructure(text: string): JsonStructure {
  const found: JsonStructure = { objects: 0, arrays: 0, commas: 0, keys: 0, strings: 0 }
  let from = 0
  while (from < text.length) {
    const open = text.indexOf('"', from)
    const end = open < 0 ? text.length : open
    for (let at = from; at < end; at += 1) {
      const code = text.charCodeAt(at)
      if (code === comma) found.commas += 1
      else if (code === colon) found.keys += 1
      else if (code === brace) found.objects += 1
      else if (code === bracket) found.arrays += 1
    }
    if (open < 0) break
    found.strings += 1
    from = endOfString(text, open)
  }
  return found
}

/**
 * About how many bytes the values of a JSON text take in V8's heap when it is parsed, its characters aside, and its number of
 * keys. `[{},{},…]` takes twenty times its length.
 */
export function measureJson(text: string): { readonly bytes: number; readonly keys: number } {
  const { objects, arrays, commas, keys, strings } = readStructure(text)
  return { bytes: objects * 64 + arrays * 48 + commas * 16 + strings * 24, keys }
}

/** Counts the values of a JSON text without parsing it: one for each comma and each opening bracket or brace. */
export function countValues(text: string): number {
  const { objects, arrays, commas } = readStructure(text)
  return objects + arrays + commas
}

const [minus, plus, point, zero, nine] = [0x2d, 0x2b, 0x2e, 0x30, 0x39]
/** `e` of an exponent; an upper-case letter with this bit set is the lower-case one. */
const [exponent, lowerCase] = [0x65, 0x20]

const isDigit = (code: number) => code >= zero && code <= nine
const isInNumber = (code: number) =>
  isDigit(code) || code === point || code === minus || code === plus || (code | lowerCase) === exponent

/**
 * Quotes inexact numbers outside of strings, in time linear in the text's length. Looks at single characters: with a regular
 * expression and its callback, a list of numbers took twenty times as long as `JSON.parse`.
 */
function quoteInexactNumbers(text: string): string {
  const parts: string[] = []
  let copied = 0
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === quote) at = endOfString(text, at) - 1
    if (code !== minus && !isDigit(code)) continue
    const start = at
    while (isInNumber(text.charCodeAt(at + 1))) at += 1
    if (isExactNumber(text.slice(start, at + 1))) continue
    parts.push(text.slice(copied, start), text.slice(start, at + 1))
    copied = at + 1
  }
  parts.push(text.slice(copied))
  return parts.join('"')
}

/**
 * Returns the index after the closing quote of the string that begins at `open`; the text's length if it is
 * not closed.
 */
function endOfString(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let start = at
    while (text[start - 1] === '\\') start -= 1
    if ((at - start) % 2 === 0) return at + 1
  }
  return text.length
}

/** Numbers of at most this many characters are exact, if they have no exponent. */
const maxExactLength = 15

/** True if the double nearest to these digits prints as the same value. Linear in the number of digits. */
export function isExactNumber(digits: string): boolean {
  const isPlain = !/e/i.test(digits)
  if (isPlain && digits.length <= maxExactLength) return true
  const value = Number(digits)
  if (!Number.isFinite(value)) return false
  const printed = String(value)
  if (printed === digits) return true
  // Without exponents and zeros at the end, equal numbers have equal texts.
  if (isPlain && !printed.includes('e') && !(digits.endsWith('0') && digits.includes('.'))) return false
  return canonical(printed) === canonical(digits)
}

/** Returns a canonical text of a number: sign, significant digits, and the exponent of the last digit. */
function canonical(digits: string): string {
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const all = (whole + fraction).replace(/^0+/, '')
  let length = all.length
  // `/0+$/` begins anew at each zero, which is quadratic in a number with many zeros inside.
  while (all.charCodeAt(length - 1) === zero) length -= 1
  if (length === 0) return '0'
  const power = Number(exponent) - fraction.length + all.length - length
  return `${mantissa.startsWith('-') ? '-' : ''}${all.slice(0, length)}e${power}`
}

/**
 * Returns the values of an object or array of JSON, or undefined if it has more than `count`. `Object.values` takes three times as long
 * for an object of 60,000 members, as it looks each of them up.
 */
export function listValuesUpTo(count: number, object: object): readonly unknown[] | undefined {
  if (Array.isArray(object)) return object.length > count ? undefined : object
  const values: unknown[] = []
  for (const key in object) {
    if (values.length >= count) return undefined
    values.push((object as Record<string, unknown>)[key])
  }
  return values
}
