/** True for an object of JSON, and false for an array. */
export const isJsonObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Matches numbers of 16 or more digits: fewer are exact in a double, if the exponent has at most two digits.
 */
const maybeInexact = /[\d.]{16}|\d[eE][+-]?\d{3}/
/** Matches a part of each of them. Without a repetition, as V8 then skips most of a text. */
const manyDigits = /\d\d\d\d\d\d\d\d|\d[eE][+-]?\d\d\d/
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g

/**
 * `JSON.parse` without silent loss: a number that a double cannot represent exactly (a 64-bit integer,
 * `1e400`) becomes a string of its digits.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(manyDigits.test(text) && maybeInexact.test(text) ? quoteInexactNumbers(text) : text)
}

/** What values take in V8's heap besides the characters of their text, by the character with which they begin. */
const objectBytes = 64
const arrayBytes = 48
const elementBytes = 16
const stringBytes = 24
const [brace, bracket, comma] = [0x7b, 0x5b, 0x2c]

/**
 * About how many bytes the values of a JSON text take when it is parsed, its characters aside: `[{},{},…]` takes twenty
 * times its length. Looks between the strings of the text alone, in time that is linear in its length.
 */
export function parsedBytes(text: string): number {
  let bytes = 0
  let from = 0
  while (from < text.length) {
    const open = text.indexOf('"', from)
    const end = open < 0 ? text.length : open
    for (let at = from; at < end; at += 1) {
      const code = text.charCodeAt(at)
      if (code === comma) bytes += elementBytes
      else if (code === brace) bytes += objectBytes
      else if (code === bracket) bytes += arrayBytes
    }
    if (open < 0) break
    bytes += stringBytes
    from = endOfString(text, open)
  }
  return bytes
}

/** Quotes inexact numbers outside of strings, in time linear in the text's length. */
function quoteInexactNumbers(text: string): string {
  const quote = (segment: string) =>
    segment.replace(number, (digits) => (isExactNumber(digits) ? digits : `"${digits}"`))
  let quoted = ''
  let from = 0
  for (let open = text.indexOf('"'); open >= 0; open = text.indexOf('"', from)) {
    const end = endOfString(text, open)
    quoted += quote(text.slice(from, open)) + text.slice(open, end)
    from = end
  }
  return quoted + quote(text.slice(from))
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

/** True if the double nearest to these digits prints as the same value. */
export function isExactNumber(digits: string): boolean {
  const value = Number(digits)
  return Number.isFinite(value) && canonical(String(value)) === canonical(digits)
}

/** Returns a canonical text of a number: sign, significant digits, and the exponent of the last digit. */
function canonical(digits: string): string {
  const [mantissa = '', exponent = '0'] = digits.toLowerCase().split('e')
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.')
  const all = (whole + fraction).replace(/^0+/, '')
  const significant = all.replace(/0+$/, '')
  if (significant === '') return '0'
  const power = Number(exponent) - fraction.length + all.length - significant.length
  return `${mantissa.startsWith('-') ? '-' : ''}${significant}e${power}`
}
