import { isIn } from './characters.ts'
import { type FrequentMark, frequentMarks, type Mark, marks, options, type Rule } from './command-rules.ts'
import { inputMarks } from './named-input.ts'
import { looksLikePassword, minPassword } from './plausible.ts'
import { positionalMarks } from './positional-rules.ts'
import type { Findings } from './spans.ts'

/** What a look-behind counts as, beside the candidate, once what follows the mark has matched. */
const lookBehindCount = 3

/** The private parts of a JSON Web Key. */
const jwk = /"(?:d|p|q|dp|dq|qi|k)" ?: ?"([\w-]{20,800})/g

const commandMarks = [options, ...marks]
const positionMarks = [...positionalMarks, ...inputMarks]

/**
 * Finds credentials in commands and dialogues, in connection strings without a scheme, and in files of passwords and keys. All
 * have digits.
 */
export function findInCommands(findings: Findings): void {
  const { text } = findings
  for (const mark of commandMarks) if (text.includes(mark.text)) applyMark(findings, mark)
  for (const mark of frequentMarks) applyFrequentMark(findings, mark)
  if (!text.includes('"kty"')) return
  for (const { index, 0: whole, 1: secret = '' } of text.matchAll(jwk))
    findings.add(index + whole.length - secret.length, index + whole.length)
}

/** Finds credentials that only their position in a command, a dialogue or a file tells. */
export function findByPosition(findings: Findings): void {
  for (const mark of positionMarks) if (findings.text.includes(mark.text)) applyMark(findings, mark)
}

function applyMark(findings: Findings, { pattern, rules }: Mark): void {
  pattern.lastIndex = 0
  for (let found = pattern.exec(findings.text); found; found = pattern.exec(findings.text)) {
    if (!findings.mayCheck()) return
    for (const rule of rules) check(findings, found.index, rule)
  }
}

/** Like `applyMark`, in a tenth of the time for a mark that mostly precedes other characters than those of `next`. */
function applyFrequentMark(findings: Findings, { text: mark, next, pattern, rules }: FrequentMark): void {
  const { text } = findings
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (!isIn(next, text.charCodeAt(at + 1))) continue
    pattern.lastIndex = at
    if (!pattern.test(text)) continue
    if (!findings.mayCheck()) return
    for (const rule of rules) check(findings, at, rule)
  }
}

function check(findings: Findings, at: number, { after, before, isCertain }: Rule): void {
  const found = after && execAt(after, findings.text, at)
  if (found === null) return
  if (found && before && !findings.mayCheck(lookBehindCount)) return
  const earlier = before && execAt(before, findings.text, at)
  if (earlier === null) return
  const match = found?.[1] === undefined ? earlier : found
  const span = match?.indices?.[1]
  if (match?.[1] === undefined || !span || (!isCertain && !looksLikePassword(match[1], minPassword))) return
  findings.add(...span)
}

function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
