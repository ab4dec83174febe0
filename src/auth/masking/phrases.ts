import { type createRunFinder, inValue, withoutStop } from './characters.ts'
import { isSecretName, nameStart } from './names.ts'
import { looksLikePassword } from './plausible.ts'
import type { Findings } from './spans.ts'

/**
 * What may stand between a name and its value beside `=` and `:`: options, SQL, XML, HTML, tables, types, calls, words in
 * parentheses and sentences.
 */
const gap = new RegExp(
  [
    // HTML, CDATA, a member of a list in XML, a call
    String.raw`"(?: [a-z-]{1,20}="[^"\n]{0,60}"){0,4} value="`,
    String.raw`><!\[CDATA\[`,
    String.raw`</[a-z]{1,12}>\s{0,20}<[a-z]{1,12}>`,
    String.raw`["'\x60\])]{0,4}(?:\.\w{1,20})?\(["'\x60]`,
    String.raw`>\{`,
    // Words in parentheses or before "is", then punctuation, then a word that announces the value
    String.raw`(?: \([^()\n]{1,30}\)|(?: [a-z]{1,12}){1,5}(?= is|:))?[\s"'\x60\\*\])>,;:|=：＝—–&?[→-]{1,16}`,
  ].join('|') +
    String.raw`(?:(?:is|was|value|text|string|str|static str|default|to|by|byte\()[\s"'\x60\\*:|=：＝>]{1,8})?`,
  'iy',
)
/** Matches a name and a password as the arguments of a call: `auth=("dana", "…")`. */
const credentialsOfCall = / ?[=:(] ?\(?["'][\w.@-]{1,60}["'], ?["']([^"'\s]{6,200})["']/y
/** Matches the words of a wallet after their name. */
const mnemonic =
  /(?: ?(?:phrase|words))?[\s"'`\\:=*]{1,12}(?:is[\s:"'`]{1,4})?((?:[a-z]{3,8}[ \t]){11,23}[a-z]{3,8})/y
/** Matches another assignment on the next line, which is no value. */
const assignment = /^\w+=\w/
const alone =
  /^(?:pass|psk|requirepass|masterauth|identified|bindpw|passwort|kennwort|contrase.a|senha|(?:convertto-)?securestring)$/i

/**
 * Finds the credential that follows the name that ends at `nameEnd` without `=` or `:`: `--password VALUE`,
 * `PASSWORD 'VALUE'`, `<password>VALUE`, `name: DB_PASSWORD, value: VALUE`, "the password is VALUE". Only values that look
 * random count. Returns false if the text has too many candidates.
 */
export function addPhrase(
  findings: Findings,
  findEnd: ReturnType<typeof createRunFinder>,
  nameEnd: number,
): boolean {
  const { text } = findings
  if (walletNames.some((name) => text.endsWith(name, nameEnd))) {
    if (!findings.mayCheck()) return false
    addGroup(findings, mnemonic, nameEnd)
  }
  if (text.endsWith('uth', nameEnd)) addGroup(findings, credentialsOfCall, nameEnd)
  gap.lastIndex = nameEnd
  if (!gap.test(text)) return true
  const from = gap.lastIndex
  const end = withoutStop(text, from, findEnd(from, inValue))
  if (end - from < 8) return true
  const value = text.slice(from, Math.min(end, from + 200))
  if (!/\d/.test(value) || assignment.test(value)) return true
  if (isNamed(text, nameEnd) && looksLikePassword(value, 8)) findings.add(from, end)
  return findings.mayCheck()
}

const walletNames = ['nemonic', 'eed', 'hrase', 'words']

/** Adds the group of a pattern that matches at `at`: the words of a wallet, or what looks like a password. */
function addGroup(findings: Findings, pattern: RegExp, at: number): void {
  pattern.lastIndex = at
  const found = pattern.exec(findings.text)
  if (!found?.[1] || !(pattern === mnemonic || looksLikePassword(found[1], 6))) return
  const from = at + found[0].lastIndexOf(found[1])
  findings.add(from, from + found[1].length)
}

/** True if the words that end at `end` name a credential, as one word or as two: "API key". */
function isNamed(text: string, end: number): boolean {
  const from = nameStart(text, end)
  const word = text.slice(from, end).replace(/^-+/, '')
  if (isSecretName(word) || alone.test(word)) return true
  if (text[from - 1] !== ' ') return false
  const before = text.slice(nameStart(text, from - 1, Math.max(from - 20, 0)), from - 1)
  return isSecretName(`${before}${word}`)
}
