import { decodeBase64 } from './base64.ts'
import { findAzureKeys, findBase64Key } from './base64-keys.ts'
import { alphanumeric, base64, characterClass, findRunEnd, findRunStart, isIn, word } from './characters.ts'
import { findByEnding, findDivided } from './endings.ts'
import type { Findings } from './spans.ts'
import { isToken, type TokenFormat, tokenFormats } from './token-formats.ts'

/** Minimum length of the run of `word` characters that every token has. */
export const minRun = 16

const afterJwt = characterClass('A-Z', 'a-z', '0-9', '_.-')

type FormatIndex = {
  /** The characters with which prefixes begin. */
  readonly first: Uint8Array
  /** Formats by the first two characters of their prefix, longer prefixes first. */
  readonly byStart: readonly (readonly TokenFormat[] | undefined)[]
}

const startOf = (text: string, at: number) => (text.charCodeAt(at) << 7) | text.charCodeAt(at + 1)

function createIndex(formats: readonly TokenFormat[]): FormatIndex {
  const first = new Uint8Array(128)
  const byStart: TokenFormat[][] = []
  for (const format of formats.toSorted((a, b) => b.prefix.length - a.prefix.length)) {
    const start = startOf(format.prefix, 0)
    first[format.prefix.charCodeAt(0)] = 1
    byStart[start] = [...(byStart[start] ?? []), format]
  }
  return { first, byStart }
}

const inWord = ({ prefix }: TokenFormat) => findRunEnd(prefix, 0, word) === prefix.length
/** Formats whose prefix ends with a non-word character: they are found by the run that follows it. */
const dotted = tokenFormats
  .filter((format) => !inWord(format))
  .map((format) => ({ ...format, inRun: /[\w-]*$/.exec(format.prefix)?.[0].length ?? 0 }))
const jwt: TokenFormat = { prefix: 'eyJ', min: 16, body: word }
const allFormats = createIndex([...tokenFormats.filter(inWord), jwt])
const platformFormats = createIndex(tokenFormats.filter((format) => inWord(format) && format.ofPlatform))

/**
 * Finds JWTs and tokens of known formats. Looks at every `minRun`-th character, as each run of at least `minRun`
 * characters contains one of them, and reads each such run once.
 */
export function findTokens(findings: Findings, platformOnly: boolean): void {
  const { text } = findings
  const formats = platformOnly ? platformFormats : allFormats
  let read = 0
  for (let at = minRun - 1; at < text.length; at = Math.max(at, read - 1) + minRun) {
    if (!isIn(word, text.charCodeAt(at))) continue
    const start = findRunStart(text, at, word, read)
    const end = findRunEnd(text, at, word)
    read = end - start < minRun ? end : Math.max(end, inRun(findings, start, end, formats, platformOnly))
  }
  if (platformOnly) return
  findAzureKeys(findings)
  findDivided(findings)
}

/** Finds the tokens in one run; returns where the search continues. */
function inRun(
  findings: Findings,
  start: number,
  end: number,
  formats: FormatIndex,
  platformOnly: boolean,
): number {
  const { text } = findings
  if (!platformOnly) {
    const next = beforeRun(findings, start, end)
    if (next > 0) return next
  }
  let isInside = start > 0 && isIn(alphanumeric, text.charCodeAt(start - 1))
  for (let from = start; from + 8 < end; from += 1) {
    const code = text.charCodeAt(from)
    const mayBegin = !isInside && formats.first[code] === 1
    isInside = alphanumeric[code] === 1
    if (!mayBegin) continue
    if (!findings.mayCheck()) return text.length
    const last = tokenEnd(text, from, end, formats, platformOnly)
    if (last > 0) {
      findings.add(from, last)
      return last
    }
  }
  if (platformOnly) return end
  const encoded = decodeBase64(text, start, end)
  if (encoded) {
    findings.encoded.push(encoded)
    return encoded.end
  }
  const span = findBase64Key(text, start, end) ?? findByEnding(text, start, end)
  if (!span) return end
  findings.add(...span)
  return span[1]
}

/** Returns the end of the token that begins at `from`; 0 if there is none. */
function tokenEnd(text: string, from: number, end: number, { byStart }: FormatIndex, platformOnly: boolean) {
  if (!platformOnly && text.startsWith('eyJ', from)) return jwtEnd(text, from, end)
  const format = byStart[startOf(text, from)]?.find(
    (candidate) => text.startsWith(candidate.prefix, from) && isToken(candidate, text, from, end),
  )
  return format ? withSecret(text, withPadding(text, end), format) : 0
}

/** Returns the end of the secret that belongs to a key's id and stands beside it, otherwise that of the id. */
function withSecret(text: string, end: number, { secret }: TokenFormat): number {
  if (!secret) return end
  secret.lastIndex = end
  return secret.test(text) ? secret.lastIndex : end
}

const separators = './~+'

/** Finds tokens whose prefix contains a dot, slash, tilde or plus and precedes the run. */
function beforeRun(findings: Findings, start: number, end: number): number {
  const { text } = findings
  if (!separators.includes(text[start - 1] ?? ' ')) return 0
  for (const format of dotted) {
    const { prefix, inRun } = format
    // The run contains the part of the prefix after its last non-word character.
    const from = start + inRun - prefix.length
    if (from < 0 || !text.startsWith(prefix, from)) continue
    if (from > 0 && isIn(alphanumeric, text.charCodeAt(from - 1))) continue
    if (!isToken(format, text, from, end)) continue
    const last = findRunEnd(text, end, afterJwt)
    const trimmed = withoutDots(text, end, last)
    findings.add(from, trimmed)
    return trimmed
  }
  return 0
}

/**
 * Returns the end of a JWT or JWE whose header is the run from `from` to `end`; 0 if there is none. Reads
 * only the runs that follow the header.
 */
function jwtEnd(text: string, from: number, end: number): number {
  if (end - from < 11 || text[end] !== '.') return 0
  const payloadEnd = findRunEnd(text, end + 1, word)
  const isJws = text.startsWith('eyJ', end + 1)
  const isJwe = text[payloadEnd] === '.' && (payloadEnd === end + 1 || payloadEnd - end > 20)
  return isJws || isJwe ? withoutDots(text, payloadEnd, findRunEnd(text, payloadEnd, afterJwt)) : 0
}

/** Returns `end` without a sentence's trailing dots. */
function withoutDots(text: string, from: number, end: number): number {
  let last = end
  while (last > from && text[last - 1] === '.') last -= 1
  return last
}

/** Returns the end of a token whose run ends at `end`: behind more base64, padding, and a signature behind that. */
function withPadding(text: string, end: number): number {
  let last = end
  if ('+/'.includes(text.charAt(end) || ' ')) {
    const more = findRunEnd(text, end, base64)
    if (more - end >= 20) last = more
  }
  const padded = last + 2
  while (last < padded && text[last] === '=') last += 1
  const signature = text[last - 1] === '=' && text[last] === '_' ? findRunEnd(text, last, word) : last
  return signature - last >= 20 ? signature : last
}
