import { minCodeLength } from './codes.ts'
import { characterKinds, minPassword, minPlainPassword } from './plausible.ts'

/** What the words with digits of a text have in common, as far as it was read. */
export type Digits = {
  /** The end of the last one. */
  until: number
  /** The number of characters of those that may be a code. */
  characters: number
  /** True if one has four digits in a row, and no more. */
  mayBePin: boolean
}

/** Length from which one digit is enough for some forms: a serial number of three groups. */
const minWithDigit = 14
const digitsOfPin = 4
/** The offset that a dump of bytes begins with. */
const zerosOfDump = 4

/** Bits for the kinds of each character of ASCII. */
const kindsOf = Uint8Array.from({ length: 128 }, (_, code) =>
  characterKinds.reduce((bits, kind, at) => bits | (Number(kind.test(String.fromCharCode(code))) << at), 0),
)

const isBlank = (code: number) => code === 32 || (code >= 9 && code <= 13)
const isDigit = (code: number) => code >= 48 && code <= 57

/**
 * True if the word around a digit may be a credential by itself, by its length and the kinds of its characters; counts it
 * otherwise. Reads the word once.
 */
export function mayBePassword(codes: Uint16Array, codesEnd: number, at: number, digits: Digits): boolean {
  let start = at
  while (start > digits.until && !isBlank(codes[start - 1] as number)) start -= 1
  let ascii = 0
  let found = 0
  let inRow = 0
  let zeros = 0
  let kinds = 0
  let end = start
  for (; end < codesEnd; end += 1) {
    const code = codes[end] as number
    if (isBlank(code)) break
    if (code < 128) {
      ascii += 1
      kinds |= kindsOf[code] ?? 0
    }
    if (isDigit(code)) {
      found += 1
      inRow += 1
      zeros = code === 48 ? zeros + 1 : 0
      if (zeros >= zerosOfDump) return true
      continue
    }
    if (inRow === digitsOfPin) digits.mayBePin = true
    inRow = 0
    zeros = 0
  }
  if (inRow === digitsOfPin) digits.mayBePin = true
  const length = end - start
  digits.until = end
  if (ascii >= minCodeLength) digits.characters += ascii
  return (
    ascii >= minWithDigit ||
    (found > 1 && length >= minPassword && (hasTwo(kinds) || length >= minPlainPassword))
  )
}

const hasTwo = (bits: number) => (bits & (bits - 1)) !== 0
