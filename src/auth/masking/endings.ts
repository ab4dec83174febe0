import { characterClass, findRunEnd } from './characters.ts'
import type { Findings } from './spans.ts'

/**
 * Formats that are recognised by what ends a long run: signatures of Azure's keys, HashiCorp, New Relic, MaxMind, Mailchimp
 * and Mailgun. Matches at the end of a run, which V8 reads backwards for a look-behind: most runs are dismissed by their
 * last characters.
 */
const endings =
  /(?<=[\w-]{24}(?:AZDO|AzCa|AzFu|AzSe|ACDb|AIoT|APIM)[A-Za-z0-9]{4,6}|[A-Za-z0-9]{52}JQQJ99[A-Za-z0-9]{10,30}|[0-9a-f]{10}msh[0-9a-f]{15}p1[0-9a-f]{5}jsn[0-9a-f]{12}|[0-9a-f]{24}NRAL|_[A-Za-z0-9]{20,29}_mmk|[0-9a-f]{32}-us\d{1,2}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})/y
const afterDot = /\.(?:[0-9a-f]{64}(?![\w-])|[\w-]{6,7}\.[\w-]{27,45}(?![\w-]))/y
/** What follows the first part of a token of Airtable's OAuth, and of a key of Authress. */
const afterFirstPart =
  /\.(?:v1\.[\w-]{16,200}\.[0-9a-f]{40,128}|[a-z0-9]{4,6}\.acc[_-][a-z0-9-]{10,32}\.[\w+/=-]{30,120})(?![\w-])/y
/** The second half of a key of Zhipu or Ollama, whose first half is as long as an MD5. */
const afterHex = /\.[\w-]{16,24}(?![\w.-])/y
const hexHalf = /^[0-9a-f]{32}$/
/** What precedes most of an SDK key of ConfigCat, its second half, and what precedes the secret of an app of Facebook. */
const beforeSlash = /(?<![\w-])configcat-sdk-1\/$/
const afterSlash = /\/[\w-]{22}(?![\w-])/y
const beforeBar = /(?<!\w)\d{15,16}\|$/
/** A token of a user of Twitter: the number of the account, and 40 characters. */
const ofAccount = /^\d{15,20}-[A-Za-z0-9]{40}$/
/** A session id of Salesforce behind the id of its organisation. */
const sessionId = /(?<=(?<![A-Za-z0-9])00D[A-Za-z0-9]{12,15})![A-Za-z0-9._]{60,}/y
/** A client secret of Azure. */
const clientSecret = /(?<=(?<![\w.~-])[\w.~]{3}\d)Q~[\w.~-]{31,34}(?![\w.~-])/y
/** What precedes the secret half of a token of Asana or fal. */
const beforeColon = /(?:[12]\/(?:\d{12,18}\/)?\d{12,18}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}):$/
const padding = characterClass('=')
const discordId = /^[MNO][A-Za-z0-9_-]{23,27}$/

const matchEnd = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : -1
}

/** Returns where a token of these formats begins and ends whose run is from `start` to `end`; undefined if there is none. */
export function findByEnding(
  text: string,
  start: number,
  end: number,
): readonly [number, number] | undefined {
  const next = text[end]
  if (next === '.') {
    const last = matchEnd(afterDot, text, end)
    if (last > 0 && isBeforeDot(text, start, end, last)) return [start, last]
  }
  const ofParts = findParts(text, start, end)
  if (ofParts) return ofParts
  if (end - start < 24) return undefined
  if (text.startsWith('.atlasv1.', start - 9) && start > 23) return [start - 23, end]
  if (
    text[start - 1] === ':' &&
    end - start === 32 &&
    beforeColon.test(text.slice(Math.max(0, start - 40), start))
  )
    return [start, end]
  return matchEnd(endings, text, end) < 0 ? undefined : [start, findRunEnd(text, end, padding)]
}

/** True for the first part of a token of Airtable or Discord. */
function isBeforeDot(text: string, start: number, end: number, last: number): boolean {
  const first = text.slice(start, Math.min(end, start + 40))
  if (last - end === 65) return /^pat[A-Za-z0-9]{14}$/.test(first)
  return discordId.test(first)
}

/** Finds tokens of several parts, of which the run is one. */
function findParts(text: string, start: number, end: number): readonly [number, number] | undefined {
  const before = text[start - 1]
  const run = () => text.slice(start, Math.min(end, start + 80))
  if (text[end] === '.') {
    const whole = matchEnd(afterFirstPart, text, end)
    if (whole > 0) return [start, whole]
    const last = end - start === 32 ? matchEnd(afterHex, text, end) : -1
    return last > 0 && hexHalf.test(run()) && hasBothCases(text.slice(end, last)) ? [start, last] : undefined
  }
  const preceding = () => text.slice(Math.max(0, start - 20), start)
  if (before === '/' && text[end] === '/' && beforeSlash.test(preceding())) {
    const last = matchEnd(afterSlash, text, end)
    return last > 0 ? [start, last] : undefined
  }
  if (before === '|' && end - start >= 27 && beforeBar.test(preceding()) && isMixed(run()))
    return [start, end]
  return end - start > 55 && end - start <= 61 && ofAccount.test(run()) && isMixed(run())
    ? [start, end]
    : undefined
}

const hasBothCases = (text: string) => /[A-Z].{0,40}[A-Z]/.test(text) && /[a-z].{0,40}[a-z]/.test(text)

/** True if a text has both cases and digits, as random text of this length has and words have not. */
const isMixed = (text: string) => /\d/.test(text) && hasBothCases(text)

/** Tokens with dots or tildes, which may divide them into short runs: what they are searched by, and how far behind their start. */
const divided: readonly (readonly [part: string, token: RegExp, before: number])[] = [
  ['!A', sessionId, -1],
  ['Q~', clientSecret, 4],
]

/** Finds tokens by a part of them. */
export function findDivided(findings: Findings): void {
  const { text } = findings
  for (const [part, token, before] of divided)
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 2)) {
      if (!findings.mayCheck()) return
      const end = matchEnd(token, text, at)
      if (end > 0) findings.add(at - before, end)
    }
}
