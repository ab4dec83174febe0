import { base64, characterClass, findEndOfLines, findRunStart, isIn } from './characters.ts'

/** The first of every four characters that encode ASCII. */
const startsAscii = characterClass('A-Z', 'a-f')

const minLength = 24
/** Maximum distance to search back for the beginning of a run; a run with many slashes is then read few times. */
const maxBefore = 64
const maxLength = 400_000
const printable = /^[\t\n\r -~]*$/

/** Base64 that encodes text, in one run or in lines. */
export type EncodedText = { readonly start: number; readonly end: number; readonly decoded: string }

/**
 * Returns the text that the base64 around `from` to `end` encodes, and on the lines that continue it; undefined for other
 * data, of which the first bytes are examined. Letters beyond ASCII may follow.
 */
export function decodeBase64(text: string, from: number, end: number): EncodedText | undefined {
  const start = findRunStart(text, from, base64, Math.max(0, from - maxBefore))
  if (start > 0 && isIn(base64, text.charCodeAt(start - 1))) return undefined
  if (end - start < minLength && findEndOfLines(text, start, start + minLength) - start < minLength)
    return undefined
  for (let at = start; at < start + minLength; at += 4)
    if (startsAscii[text.charCodeAt(at)] !== 1) return undefined
  if (!printable.test(decode(text, start, start + minLength))) return undefined
  const last = findEndOfLines(text, start, start + maxLength)
  return { start, end: last, decoded: decode(text, start, last) }
}

const decode = (text: string, from: number, to: number): string =>
  Buffer.from(text.slice(from, to), 'base64').toString('latin1')
