import { endianness } from 'node:os'
import { schemeNames } from './assignments.ts'
import { isIn, word } from './characters.ts'
import { mayHaveCode, minCodeCharacters } from './codes.ts'
import { type Digits, mayBePassword } from './digits.ts'
import { mayHaveWallet, walletWords } from './distant.ts'
import { besideName, maxBesideName, mayHaveName } from './names.ts'
import { hyphens, puttyName } from './pem.ts'
import { minRun } from './tokens.ts'
import { isEncoded, marks } from './views.ts'

/** Maximum length of a text that is examined, in UTF-16 code units. 0 where numbers are stored in another order than `utf16le` has. */
const maxLength = endianness() === 'LE' ? 32_768 : 0
/** The code units of the text: a typed array is read in half the time of a string. */
const codes = new Uint16Array(maxLength)
const bytes = Buffer.from(codes.buffer)

const inWord = 0
const blank = 1
const lineEnd = 2
const betweenWords = 3
const beyondAscii = 4
const digit = 5
const separator = 6
const parenthesis = 7
const encoding = 8
const beforeLetter = 9
const ofCode = 10
const punctuation = 11

/** What each character is for the prefilter. */
const kinds = new Uint8Array(65_536).fill(beyondAscii)
for (let code = 0; code < 128; code += 1) kinds[code] = isIn(word, code) ? inWord : punctuation
for (const [kind, characters] of [
  [blank, ' \t\v\f'],
  [lineEnd, '\r\n'],
  [betweenWords, ',"\''],
  [digit, '0123456789'],
  [separator, ':：＝'],
  [parenthesis, '('],
  [encoding, marks.join('')],
  [beforeLetter, '+$'],
  [ofCode, '=<{\\'],
] as const)
  for (const character of characters) kinds[character.charCodeAt(0)] = kind

/** Words before credentials that may have no digits, and characters at their end. */
const announcing = [...schemeNames, 'AUTH']
const lastOfAnnouncing = new Uint8Array(65_536)
const thirdLastOfAnnouncing = new Uint8Array(65_536)
for (const name of announcing) {
  lastOfAnnouncing[name.charCodeAt(name.length - 1)] = 1
  thirdLastOfAnnouncing[name.charCodeAt(name.length - 3)] = 1
}
const quotes = '"\''
const digits: Digits = { until: 0, characters: 0, mayBePin: false }

/**
 * False if no pattern can match in a text: it has no run of characters as long as a token, no word with as many digits and kinds
 * of characters as a password, no name of a credential before a separator or in a list, and nothing of code, URLs and
 * encodings. Reads ordinary prose once. A text without credentials that has too many candidates, and would be hidden, is shown.
 */
export function mayHaveCredential(text: string): boolean {
  const { length } = text
  if (length > maxLength) return true
  bytes.write(text, 0, 'utf16le')
  digits.until = 0
  digits.characters = 0
  digits.mayBePin = false
  let start = 0
  let words = 0
  let maxWords = 0
  let separated = 0
  /** The kinds that the text has, as bits. */
  let seen = 0
  for (let at = 0; at < length; at += 1) {
    const kind = kindAt(at)
    if (kind === inWord) continue
    const run = at - start
    start = at + 1
    seen |= 1 << kind
    if (run > 0) {
      if (run >= minRun) return true
      words = kind <= beyondAscii && run >= walletWords.min && run <= walletWords.max ? words + 1 : 0
      if (words > maxWords) maxWords = words
      if (kind === blank && lastOfAnnouncing[codes[at - 1] as number] === 1 && isAnnouncing(text, at))
        return true
    }
    if (kind < digit) continue
    if (kind === digit) {
      if (at >= digits.until && mayBePassword(codes, length, at, digits)) return true
    } else if (kind === separator) {
      if (mayAssign(text, at, separated)) return true
      separated = at + 1
    } else if (endsProse(at, length, kind, run)) return true
  }
  return length - start >= minRun || mayHaveRest(text, seen, maxWords)
}

const kindAt = (at: number) => kinds[codes[at] as number] as number

/** True for a character that prose has not: of code, and of a call, an operator or a variable. */
const endsProse = (at: number, length: number, kind: number, run: number): boolean =>
  kind === ofCode ||
  (kind === parenthesis && run > 0) ||
  (kind === beforeLetter && at + 1 < length && kindAt(at + 1) === inWord)

/** Characters before a separator in which a name is searched, longer than what may stand between them and the name. */
const maxBefore = 100

/** True if a separator at `at` gives a value to a name that may be secret, is in a URL or in JSON. */
function mayAssign(text: string, at: number, from: number): boolean {
  if (text[at + 1] === '/' && text[at + 2] === '/') return true
  let end = at
  const minEnd = Math.max(from, at - maxBesideName)
  for (; end > minEnd && isIn(besideName, text.charCodeAt(end - 1)); end -= 1)
    if (quotes.includes(text.charAt(end - 1))) return true
  let start = end
  let hasLetter = false
  for (const min = Math.max(from, at - maxBefore); start > min; start -= 1) {
    const code = text.charCodeAt(start - 1)
    if (code <= 32) break
    hasLetter ||= code >= 65
  }
  return hasLetter && (mayHaveName(text.slice(start, at + 1)) || text.endsWith(puttyName, at))
}

const isAnnouncing = (text: string, end: number): boolean =>
  thirdLastOfAnnouncing[codes[end - 3] as number] === 1 && announcing.some((name) => text.endsWith(name, end))

const ofLists = (1 << lineEnd) | (1 << parenthesis)

/** True if a text may have what is found faster by a search of its own, for which it has the characters. */
const mayHaveRest = (text: string, seen: number, maxWords: number): boolean =>
  text.includes(hyphens) ||
  ((seen & (1 << encoding)) !== 0 && isEncoded(text)) ||
  (maxWords >= walletWords.before && mayHaveWallet(text)) ||
  ((seen & ofLists) !== 0 && mayHaveName(text)) ||
  ((digits.mayBePin || digits.characters >= minCodeCharacters) && mayHaveCode(text))
