import { looksLikePassword, minPassword } from './plausible.ts'
import type { Findings } from './spans.ts'

/** The lengths of the words of a wallet, and how many precede the last one. */
export const walletWords = { min: 3, max: 8, before: 11 } as const
/** Matches the words of a wallet after their name, in a line or a list. */
const walletWord = `[a-z]{${walletWords.min},${walletWords.max}}`
const mnemonic = new RegExp(
  String.raw`(?: ?(?:phrase|words))?[\s"'\x60\\:=*[]{1,12}(?:is[\s:"'\x60]{1,4}|1[.)] )?` +
    String.raw`((?:${walletWord}(?:[ \t]|, |["'\\]{1,4},\s{0,8}["'\\]{1,4}|\s{1,4}\d{1,2}[.)] )){${walletWords.before},23}${walletWord})`,
  'y',
)
/** Match a name and a password as the arguments of a call, `auth=("dana", "…")`, and beside a slash, `Credentials: dana / …`. */
const inCall = / ?[=:(] ?\(?["'][\w.@-]{1,60}["'], ?["']([^"'\s]{6,200})["']/y
const inLine = /: ?[\w.@-]{1,60}(?: ?: ?| ?\/ ?)([^\s"'`]{8,200})/y
const behindNetwork = / \S{1,40} ["']?([^\s"']{8,63})/y
/** Matches a password that Terraform made. */
const result = /[^{}]{0,60}(?:\{[^{}]{0,600}){0,4}?"result\\{0,8}" ?: ?\\{0,8}"([^"\\]{6,200})/y
/** Matches the code of an OAuth grant. */
const grant = /[^\n]{0,200}?\bcode\\{0,8}["']? ?[:=] ?\\{0,8}["']?([\w.~/+-]{16,400})/y

type Distant = readonly [end: string, ...patterns: readonly RegExp[]]

/** Patterns of values that are not just behind their name, by the last characters of the name. */
const distant: readonly Distant[] = [
  ['nemonic', mnemonic],
  ['eed', mnemonic],
  ['hrase', mnemonic, behindNetwork],
  ['eed_words', mnemonic],
  ['eedWords', mnemonic],
  ['uth', inCall],
  ['reds', inCall, inLine],
  ['redentials', inCall, inLine],
  ['andom_password', result],
  ['uthorization_code', grant],
]
const byLast = new Map<string, Distant[]>()
for (const one of distant) byLast.set(one[0].slice(-1), [...(byLast.get(one[0].slice(-1)) ?? []), one])

/** True if the text may have the words of a wallet, which need no digits and no separator. */
export const mayHaveWallet = (text: string): boolean => /eed|nemonic|hrase/.test(text)

/** Finds the value of a name that ends at `nameEnd`, where it is not just behind it; returns false if the text has too many candidates. */
export function addDistant(findings: Findings, nameEnd: number): boolean {
  const { text } = findings
  for (const [end, ...patterns] of byLast.get(text.charAt(nameEnd - 1)) ?? []) {
    if (!text.endsWith(end, nameEnd)) continue
    if (!findings.mayCheck()) return false
    for (const pattern of patterns) addGroup(findings, pattern, nameEnd)
  }
  return true
}

function addGroup(findings: Findings, pattern: RegExp, at: number): void {
  pattern.lastIndex = at
  const found = pattern.exec(findings.text)
  if (!found?.[1] || !(pattern === mnemonic || looksLikePassword(found[1], minPassword))) return
  const from = at + found[0].lastIndexOf(found[1])
  findings.add(from, from + found[1].length)
}
