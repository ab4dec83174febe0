import {
  characterClass,
  classWithout,
  createRunFinder,
  findRunEnd,
  findRunStart,
  inValue,
  trimFullStop,
} from './characters.ts'
import { createColumnFinder } from './columns.ts'
import { mayHaveWallet } from './distant.ts'
import { addForeign } from './foreign-names.ts'
import {
  besideName,
  findNameStart,
  isEnvironmentKey,
  isPasswordName,
  isSecretName,
  isVagueName,
  named,
} from './names.ts'
import { addPhrase } from './phrases.ts'
import { isBasic, isSecretValue, isTemplate, looksLikePassword, looksRandom } from './plausible.ts'
import type { Findings } from './spans.ts'
import { createSqlFinder } from './sql.ts'

const inQuery = classWithout(' \t\r\n"\'`<>&#\\)]}|;,')
const inLine = classWithout('\r\n"\'`\\')
const quotes: Readonly<Record<string, ReturnType<typeof classWithout>>> = {
  '"': classWithout('"\\\n'),
  "'": classWithout("'\\\n"),
  '`': classWithout('`\\\n'),
}

const maxEscapes = 200
const knownScheme = /(?:Bearer|Basic|Token|Bot|Api-?Key|Key|Negotiate|SSWS|JWT|GenieKey) {1,4}/iy
/** Any other scheme, also with parameters: `Digest username="…"`. */
const otherScheme = /[A-Za-z][A-Za-z0-9-]{1,30} {1,4}(?:(?=[A-Za-z_]{1,20}=))?/y
const parameters = /^(?:username|realm|nonce|Credential|oauth_\w{1,20}|token|keyId|id|mac)=/
/** Matches a name and a password that are not encoded, as files of requests have them. */
const pair = /[\w.@-]{1,60}[ :]([^\s"'`]{6,200})/y
const inLineOfHeader = classWithout("\r\n'`")
const header = /^(?:proxy-)?authorization$/i
/** Names of what may be HTTP Basic credentials, as in the configuration of npm and Docker. */
const authentication = /(?:^|[_:])auth$/i
const cookie = /^(?:\w{1,20}\.)?(?:set-)?cookie$/i
/** Matches what ends such a name, and its separator. Repetitions are bounded, so that V8 searches in linear time. */
const separator = /["'`\\\]?]{0,6}[ \t]{0,3}[=:：＝]/y
/** Matches what makes a separator none: a constant's type, bold text, and a tuple. */
const typed = / ?: ?(?:&(?:'static )?)?[A-Za-z]{1,20}\??\s?=|"?\*\*:| ?= ?(?:\(|\[\]byte)/y
const queryName =
  /[?&;#](?:x-(?:goog|amz|ms|oss|cos)-(?:signature|credential|security-token)|sig|signature|hmac|tkn|auth|policy|jwt|sas|session_?id|pass|id_token_hint|client_assertion|assertion)=/gi
const codeAfter = '([{'

/** Matches what every text has that gives a name a value, except the words of a wallet. */
const mayAssign = /[\d:=：＝(\n]/

/**
 * Finds credentials next to their name, as `NAME=value`, `"name": "value"`, a header or a query string:
 * searches names first, then examines a bounded part of each value.
 */
export function findAssignments(findings: Findings): void {
  const { text } = findings
  if (!mayAssign.test(text) && !mayHaveWallet(text)) return
  const scan = { text, findings, findEnd: createRunFinder(text) }
  const maskColumn = createColumnFinder(findings, scan.findEnd)
  const maskSqlColumn = createSqlFinder(findings, scan.findEnd)
  named.lastIndex = 0
  while (named.test(text)) {
    const end = named.lastIndex
    separator.lastIndex = end
    const isAssigned = separator.test(text)
    if (isAssigned && !findings.mayCheck()) return
    typed.lastIndex = end
    const isMasked = isAssigned && maskAssignment(scan, separator.lastIndex - 1) && !typed.test(text)
    if (isMasked) continue
    if (
      !maskColumn(end) ||
      !maskSqlColumn(end) ||
      !(addForeign(findings, end) || addPhrase(findings, scan.findEnd, end))
    )
      return
  }
  findBotTokens(findings)
  if (!text.includes('=')) return
  queryName.lastIndex = 0
  while (queryName.test(text)) {
    if (!findings.mayCheck()) return
    addQuery(scan, queryName.lastIndex)
  }
}

const botToken = /\d:A[A-Za-z0-9_-]{32,40}(?![A-Za-z0-9_-])/g

/** Finds Telegram bot tokens: a numeric id, a colon, and 35 characters. */
function findBotTokens(findings: Findings): void {
  const { text } = findings
  if (!text.includes(':A')) return
  botToken.lastIndex = 0
  for (let found = botToken.exec(text); found; found = botToken.exec(text)) {
    let from = found.index
    while (found.index - from < 12 && /\d/.test(text.charAt(from - 1))) from -= 1
    if (found.index - from >= 5) findings.add(from, botToken.lastIndex)
  }
}

type Scan = {
  readonly text: string
  readonly findings: Findings
  readonly findEnd: ReturnType<typeof createRunFinder>
}

/** Examines the value behind a separator; returns false if the name before it is none of a credential, or its line ends there. */
function maskAssignment(scan: Scan, separator: number): boolean {
  const { text } = scan
  const nameEnd = endOfName(text, separator)
  const from = findNameStart(text, nameEnd)
  // A user name in a URL: its password is found with the URL.
  if (nameEnd - from < 2 || text.startsWith('://', from - 3)) return true
  const name = text.slice(from, nameEnd)
  const isSecret = isSecretName(name)
  if (text[separator] === '=' && '?&;#'.includes(text[from - 1] ?? ' ')) {
    if (isSecret) addQuery(scan, separator + 1)
    return isSecret
  }
  if (isSecret) return addValue(scan, separator, name, isPasswordName(name) ? isPassword : isKey)
  if (header.test(name)) addCredentials(scan, separator)
  else if (authentication.test(name)) addCredentials(scan, separator, true)
  else if (cookie.test(name)) addCookies(scan, separator)
  // A name and a password may follow, which are searched as a phrase
  else if (isVagueName(name)) return !addValue(scan, separator, name, looksPrivate)
  else if (isEnvironmentKey(name)) return addValue(scan, separator, name, looksLong)
  else return false
  return true
}

/** Returns the end of the name before a separator, skipping quotes, an escape, a bracket and spaces. */
const endOfName = (text: string, separator: number): number =>
  findRunStart(text, separator, besideName, Math.max(separator - 8, 0))

/**
 * Returns the start of the value, skipping `=>`, `:=`, `==`, spaces, escaped quotes and a literal's prefix.
 */
function startOfValue(text: string, separator: number): number {
  let at = separator + 1
  while (at - separator < 3 && '>=*'.includes(text.charAt(at) || ' ')) at += 1
  while (at - separator < 8 && ' \t'.includes(text.charAt(at) || '.')) at += 1
  if ('|>'.includes(text.charAt(at) || ' ')) at = startOfBlock(text, at)
  while (at - separator < 11 && '\\'.includes(text.charAt(at) || ' ')) at += 1
  quotesOfQuotes.lastIndex = at
  if (quotesOfQuotes.test(text)) return quotesOfQuotes.lastIndex - 1
  return /[rbfune]/i.test(text.charAt(at)) && '"\''.includes(text.charAt(at + 1) || ' ') ? at + 1 : at
}

/** Matches the indicator of a block scalar of YAML, up to a first line of one word. */
const block = /[|>][+-]?\d?[+-]?[ \t]{0,3}\r?\n[ \t]{1,60}(?=\S{6,400}(?:\r?\n|$))/y

/** Returns the start of a block scalar whose indicator is at `at`, otherwise `at`. */
function startOfBlock(text: string, at: number): number {
  block.lastIndex = at
  return block.test(text) ? block.lastIndex : at
}

/** Matches several quotes before a word: those of CSV, SQL and shells are doubled or change. */
const quotesOfQuotes = /["'`\\]{2,8}(?=[^\s"'`\\]{6,200}["'`\\])/y

function addQuery(scan: Scan, from: number): void {
  const { text, findings, findEnd } = scan
  if (text[from] === '{') addBraced(scan, from)
  const end = findEnd(from, inQuery)
  if (end - from >= 6 && !isTemplate(text.slice(from, end))) findings.add(from, end)
}

type Check = (value: string) => boolean
const isPassword: Check = (value) => isSecretValue(value, true)
const isKey: Check = (value) => isSecretValue(value, false)
const looksPrivate: Check = (value) => looksLikePassword(value, 8)
const looksLong: Check = (value) => looksRandom(value, 16)

/** Matches a function whose argument is the value: `crypt('…')`, `Some("…")`; and the brackets of a literal of Lua. */
const call = /[A-Za-z][\w.:]{0,40}!?\(\s{0,2}[bNu]?(?=["'`])|\[\[(?=[^\s\]]{6,200}\]\])/y

/** Returns false if no value follows on the line. */
function addValue(scan: Scan, separator: number, name: string, isCredential: Check): boolean {
  const { text, findings, findEnd } = scan
  let at = startOfValue(text, separator)
  call.lastIndex = at
  const isCall = call.test(text)
  if (isCall) at = call.lastIndex
  const check = isCall ? looksPrivate : isCredential
  const quote = quotes[text.charAt(at)]
  if (quote) {
    const from = at + 1
    const end = findEnd(from, quote)
    if (check(text.slice(from, Math.min(end, from + 2_000)))) {
      findings.add(from, text[at - 1] === '\\' ? end : endOfLiteral(text, end, quote, findEnd))
    }
    return true
  }
  if (text[at] === '{') return addBraced(scan, at, isCredential)
  const end = findEnd(at, inValue)
  const value = text.slice(at, Math.min(end, at + 2_000))
  if (value.length >= 6 && !codeAfter.includes(text[end] ?? ' ') && check(value) && !isVariable(value, name))
    findings.add(at, end)
  return end > at || !'\r\n<'.includes(text[at] ?? ' ')
}

/** Matches an object whose member is the value, as in outputs of Terraform, up to its text. */
const member =
  /\{(?:\s|\\n){0,20}(?:\\{0,8}["'][\w-]{1,30}\\{0,8}["'] ?: ?(?:true|false|null|\d{1,9}|\\{0,8}["'][\w.-]{0,40}\\{0,8}["']),(?:\s|\\n){0,20}){0,4}\\{0,8}["']?(?:value|default|plain_?text|raw)\\{0,8}["']? ?[:=] ?\\{0,8}["'](?=([^"'\\\s]{6,400}))/iy

/** Masks a value in braces, as ODBC and Maven write them, or in a member of an object. */
function addBraced({ text, findings, findEnd }: Scan, at: number, isCredential: Check = looksPrivate): true {
  const end = findEnd(at + 1, inValue)
  if (text[end] === '}' && looksLikePassword(text.slice(at + 1, end), 8)) findings.add(at + 1, end)
  member.lastIndex = at
  const value = member.exec(text)?.[1]
  if (value !== undefined && isCredential(value))
    findings.add(member.lastIndex, member.lastIndex + value.length)
  return true
}

/** True for code that passes a variable: `token = token2`, `apiKey: my_key_1`. */
function isVariable(value: string, name: string): boolean {
  if (value.length >= 24 || !/^[A-Za-z_$][\w$]*$/.test(value)) return false
  const kind = /pass|pwd|secret|token|key/i.exec(name)?.[0].toLowerCase() ?? 'key'
  return value.toLowerCase().includes(kind)
}

/** Returns the end of a literal, which may contain escaped characters. */
function endOfLiteral(text: string, from: number, quote: Uint8Array, findEnd: Scan['findEnd']): number {
  let end = from
  for (let escapes = 0; text[end] === '\\' && escapes < maxEscapes; escapes += 1)
    end = Math.min(text.length, findEnd(end + 2, quote))
  return end
}

/** Finds `Authorization: Bearer …` in a header, a command or an object. */
function addCredentials({ text, findings, findEnd }: Scan, separator: number, isVague = false): void {
  let at = startOfValue(text, separator)
  if ('"\'`'.includes(text.charAt(at) || ' ')) at += 1
  knownScheme.lastIndex = at
  const hasScheme = knownScheme.test(text)
  otherScheme.lastIndex = at
  if (hasScheme) at = knownScheme.lastIndex
  else if (otherScheme.test(text)) at = otherScheme.lastIndex
  pair.lastIndex = at
  const second = pair.exec(text)?.[1]
  if (hasScheme && second !== undefined && looksLikePassword(second, 6))
    findings.add(pair.lastIndex - second.length, pair.lastIndex)
  if (parameters.test(text.slice(at, at + 40))) {
    findings.add(at, findEnd(at, inLineOfHeader))
    return
  }
  const end = findEnd(at, inValue)
  const value = text.slice(at, Math.min(end, at + 2_000))
  if (codeAfter.includes(text[end] ?? ' ')) return
  const isRandom = isVague ? looksLikePassword(value, 12) : looksRandom(value, hasScheme ? 6 : 12)
  if (isBasic(value) || isRandom) findings.add(at, end)
}

function addCookies({ text, findings, findEnd }: Scan, separator: number): void {
  let at = startOfValue(text, separator)
  if ('"\'`'.includes(text.charAt(at) || ' ')) at += 1
  const end = findEnd(at, inLine)
  const value = text.slice(at, Math.min(end, at + 400))
  if (value.length >= 12 && /=(?=[^;]*\d)[^;]{6}/.test(value)) findings.add(at, end)
}

const authWord = characterClass('A-Z', 'a-z', '0-9', '._~+/=:-')

/** Matches the end of a scheme's name and the start of its value, so short that V8 skips most of a text. */
const authScheme = /(?:rer|RER|sic|SIC) [A-Za-z0-9._~+/=-]{7}/g
export const schemeNames = ['Bearer', 'bearer', 'BEARER', 'Basic', 'basic', 'BASIC']

/** Finds HTTP credentials without a header name: "Bearer" and a random word, "Basic" and base64. */
export function findSchemes(findings: Findings): void {
  const { text } = findings
  authScheme.lastIndex = 0
  for (let found = authScheme.exec(text); found; found = authScheme.exec(text)) {
    if (!findings.mayCheck()) return
    const from = found.index + 4
    const name = schemeNames.find((one) => text.endsWith(one, from - 1))
    if (name === undefined) continue
    const end = trimFullStop(text, from, findRunEnd(text, from, authWord))
    const value = text.slice(from, Math.min(end, from + 2_000))
    if (name.length > 5 ? looksRandom(value, 16) : isBasic(value)) findings.add(from, end)
    authScheme.lastIndex = Math.max(end, from)
  }
}
