import { type createRunFinder, inValue, trimFullStop } from './characters.ts'
import { addDistant } from './distant.ts'
import { findNameStart, isSecretName, isVagueName } from './names.ts'
import { looksLikePassword } from './plausible.ts'
import type { Findings } from './spans.ts'

/**
 * What may stand between a name and its value beside `=` and `:`: options, SQL, XML, HTML, tables, types, calls, words in
 * parentheses and sentences.
 */
const gap = new RegExp(
  [
    // HTML, CDATA, a member of a list in XML, a call
    String.raw`"?(?: [a-z-]{1,20}="[^"\n]{0,60}"){0,4}(?: value="|>(?=[^\s<>]{8,200}</))`,
    String.raw`><!\[CDATA\[`,
    String.raw`:?</[a-z]{1,12}>\s{0,20}<[a-z]{1,12}[^<>\n]{0,60}>(?:\s{0,20}<[a-z]{1,12}[^<>\n]{0,60}>)?`,
    String.raw`>\s{0,8}<[a-z]{1,20}>`,
    // Serialised PHP, braces of C++, types and operators of Basic and R, registries, network devices, dots
    String.raw`";s:\d{1,4}:"`,
    String.raw`\{"`,
    String.raw` as string = "| <- "|\s{1,8}REG_\w{2,10}\s{1,8}| [05789] | ?\.{2,40} ?`,
    String.raw`(?: [a-z]{2,20}| for \S{1,80}) = ["']?`,
    // Prompts that name a key, a file or an address
    String.raw` for (?:key )?(?:'[^'\n]{1,200}'|"[^"\n]{1,200}"|[\w@./~-]{1,200}): `,
    ` (?:--body|--value|-b)[ =]["']?`,
    String.raw`["'\x60\])]{0,4}(?:\.\w{1,20})?\(["'\x60]`,
    String.raw`>\{`,
    // Words in parentheses or before "is", then punctuation, then a word that announces the value
    String.raw`(?: \([^()\n]{1,30}\)|(?: [a-z]{1,12}){1,6}(?= is|:| to ))?[\s"'\x60\\*\])>,;:|=：＝—–&?[→-]{1,16}`,
  ].join('|') +
    String.raw`(?:(?:is|was|value|text|string|str|static str|default|to|by|byte\()[\s"'\x60\\*:|=：＝>]{1,8})?`,
  'iy',
)
/** Matches a recovery key of BitLocker, of digits alone. */
const recoveryKey = /^(?:\d{6}-){7}\d{6}$/
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
  if (!addDistant(findings, nameEnd)) return false
  gap.lastIndex = nameEnd
  if (!gap.test(text)) return true
  const from = gap.lastIndex
  const end = trimFullStop(text, from, findEnd(from, inValue))
  if (end - from < 8) return true
  const value = text.slice(from, Math.min(end, from + 200))
  if (!/\d/.test(value) || assignment.test(value)) return true
  const isBeside = !text.slice(nameEnd, from).includes('\n')
  if (isNamed(text, nameEnd, isBeside) && (looksLikePassword(value, 8) || recoveryKey.test(value)))
    findings.add(from, end)
  return findings.mayCheck()
}

/** True if the words that end at `end` name a credential, as one word or as two: "API key"; vague names only in the value's line. */
function isNamed(text: string, end: number, isBeside: boolean): boolean {
  const from = findNameStart(text, end)
  const word = text.slice(from, end).replace(/^-+/, '')
  if (isSecretName(word) || alone.test(word) || (isBeside && isVagueName(word))) return true
  if (text[from - 1] !== ' ') return false
  const before = text.slice(findNameStart(text, from - 1, Math.max(from - 20, 0)), from - 1)
  return isSecretName(`${before}${word}`) || (isBeside && isVagueName(`${before}_${word}`))
}
