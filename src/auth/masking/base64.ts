import { base64, characterClass, isIn, runEnd, runStart } from './characters.ts'

/** The first of every four characters that encode ASCII. */
const startsAscii = characterClass('A-Z', 'a-f')

const minLength = 24
/** Maximum distance to search back for the beginning of a run; a run with many slashes is then read few times. */
const maxBefore = 64
const maxLength = 400_000
const printable = /^[\t\n\r -~]*$/

/** A run of base64 that encodes text. */
export type EncodedText = { readonly start: number; readonly end: number; readonly decoded: string }

/**
 * Returns the text that the base64 around `from` to `end` encodes; undefined for other data, of which the first bytes are
 * examined.
 */
export function decodeBase64(text: string, from: number, end: number): EncodedText | undefined {
  const start = runStart(text, from, base64, Math.max(0, from - maxBefore))
  if (start > 0 && isIn(base64, text.charCodeAt(start - 1))) return undefined
  const last = runEnd(text, end, base64)
  if (last - start < minLength || last - start > maxLength) return undefined
  for (let at = start; at < start + minLength; at += 4)
    if (startsAscii[text.charCodeAt(at)] !== 1) return undefined
  if (!printable.test(decode(text, start, start + minLength))) return undefined
  const decoded = decode(text, start, last)
  return printable.test(decoded.slice(0, -2)) ? { start, end: last, decoded } : undefined
}

const decode = (text: string, from: number, to: number): string =>
  Buffer.from(text.slice(from, to), 'base64').toString('latin1')
