import { type createRunFinder, inValue, withoutStop } from './characters.ts'
import { isSecretName, nameStart } from './names.ts'
import { looksLikePassword } from './plausible.ts'
import type { Findings } from './spans.ts'

/** What may stand between a name and its value beside `=` and `:`: options, SQL, XML, tables, calls and sentences. */
const gap =
  /(?:[\s"'`\\*\])>,;:|=—–-]{1,16}(?:(?:is|was|value|text|string|str|default|to|by)[\s"'`\\*:|=>]{1,8})?|<\/[a-z]{1,12}>\s{0,20}<[a-z]{1,12}>)/iy
/** Matches a name and a password as the arguments of a call: `auth=("dana", "…")`. */
const credentialsOfCall = / ?[=:(] ?\(?["'][\w.@-]{1,60}["'], ?["']([^"'\s]{6,200})["']/y
/** Matches the words of a wallet after their name. */
const mnemonic =
  /(?: ?(?:phrase|words))?[\s"'`\\:=*]{1,12}(?:is[\s:"'`]{1,4})?((?:[a-z]{3,8}[ \t]){11,23}[a-z]{3,8})/y
/** Matches another assignment on the next line, which is no value. */
const assignment = /^\w+=\w/
const alone = /^(?:pass|psk|requirepass|masterauth|identified|bindpw|passwort|kennwort|contrase.a|senha)$/i

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
