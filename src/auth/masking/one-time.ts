import { classWithout, createRunFinder } from './characters.ts'
import { isScrambled } from './plausible.ts'
import type { Findings } from './spans.ts'

const inAddress = classWithout(' \t\r\n"\'`<>\\()[]{}|,')
/** What an action counts as, beside the candidate: its address is read. */
const addressCount = 2

/** Matches a part of a path by which one gets in or confirms once: `/reset-password`, `/magic-link`, `/users/invitation`. */
const action =
  /\/(?:[a-z]{1,20}[_-])?(?:reset|recover|magic|invit|verif|confirm|activat|unsubscri|one-?time|passwordless|accept|join|login|sign-?in|set-?password|otp|sso|opt-?out|unlock|redeem|claim)[\w-]{0,30}(?=[/?])/iy

/** Matches the name of a code in a query, by which an account is opened or linked once. */
const codeName =
  /[?&#;](?:code|oob_?code|ticket|otp|oauth_verifier|code_verifier|device_code|user_code|token_hash|invit(?:e|ation)(?:_?(?:code|id|key))?|(?:activation|confirmation|verification|reset|magic|share|access|unlock)_?(?:code|key|hash|link)|key(?!=[0-9a-f]{8}-[0-9a-f]{4}-))=/gi

/** A part of an address that only its receiver knows: as long as a token, and not a date, version or name. */
const token = /^[\w.~:=+%!-]{16,1000}$/
const separators = /[/?&#=;]/

const isToken = (value: string) => token.test(value) && isScrambled(value)

/** Finds the tokens of addresses that are used once, and the authorization codes of OAuth, in URLs and in paths alone. */
export function findOneTimeTokens(findings: Findings): void {
  const { text } = findings
  const findEnd = createRunFinder(text)
  let read = 0
  for (let at = text.indexOf('/'); at >= 0; at = text.indexOf('/', at + 1)) {
    action.lastIndex = at
    if (at < read || !action.test(text)) continue
    if (!findings.mayCheck(addressCount)) return
    read = findEnd(action.lastIndex, inAddress)
    addTokens(findings, action.lastIndex, read)
  }
  if (!text.includes('=')) return
  codeName.lastIndex = 0
  while (codeName.test(text)) {
    if (!findings.mayCheck()) return
    const from = codeName.lastIndex
    const end = findEnd(from, inAddress)
    const value = text.slice(from, Math.min(end, from + 1_001)).split(separators, 1)[0] ?? ''
    if (isToken(value)) findings.add(from, from + value.length)
  }
}

/** Adds each segment of the path and each value of the query that is a token. */
function addTokens(findings: Findings, from: number, end: number): void {
  let at = from
  for (const part of findings.text.slice(from, Math.min(end, from + 2_000)).split(separators)) {
    if (isToken(part)) findings.add(at, at + part.length)
    at += part.length + 1
  }
}
