import { type CharacterClass, characterClass, isIn } from './characters.ts'
import { looksLikePassword } from './plausible.ts'
import type { Findings } from './spans.ts'

/** A form of a credential beside a mark in the text, which the first search finds. All repetitions are bounded. */
type Rule = {
  /** Matches from the mark on; its group is the credential. */
  readonly after?: RegExp
  /** A look-behind for what must stand before the mark; its group is the credential if `after` has none. */
  readonly before?: RegExp
  /** True if the form alone is sufficient; otherwise the value must look like a password. */
  readonly isCertain?: boolean
}

/** What a look-behind counts as, beside the candidate, once what follows the mark has matched. */
const lookBehindCount = 3

/** An option of a command that may be followed by a password. */
const option = /[ \t]-[-upawPbk]/g
const options: readonly Rule[] = [
  // A name and a password, as of curl
  { after: /\s(?:-u ?|--(?:proxy-)?user[ =])["']?[\w.@%+-]{0,60}:([^\s"'`]{6,200})/dy },
  { after: /\s(?:-a|--auth)[ =]["']?[\w.@%+-]{0,60}:([^\s"'`]{6,200})/dy },
  { after: /\s-u ?["']?[\w.@%+-]{0,60},([^\s"'`]{6,200})/dy, before: /(?<=\blftp\b[^\n|;&]{0,200})/y },
  { after: /\s(?:-b|--cookie)[ =]["']?[\w.-]{1,60}=([^\s"']{8,400})/dy },
  // A password for these commands, a path or a port for others
  {
    after: /\s-(?:pw |[pawPbk] ?)["']?([^\s"'`-][^\s"'`]{7,199})/dy,
    before:
      /(?<=\b(?:mysql\w{0,8}|mariadb\w{0,8}|sshpass|docker login|podman login|helm registry login|oras login|az login|mongo\w{0,8}|redis-cli|valkey-cli|ldap\w{2,8}|smbclient|sqlcmd|bcp|htpasswd|7z|unzip|zip|mosquitto_\w{3}|psexec|cqlsh|plink|pscp|openssl enc)\b[^\n|;&]{0,200})/y,
  },
]

/** What precedes `<<<` in commands that read a password or token. */
const inputOfCommand =
  /(?<=\b(?:sudo [^\n|;&<]{0,60}-S[^\n|;&<]{0,60}|(?:passwd|login|chpasswd|kinit|cryptsetup)\b[^\n|;&<]{0,100}) ?)/y

/** Find where the `rules` of a character may apply. Texts without the character, which is found faster, are not searched. */
const marks: readonly (readonly [character: string, mark: RegExp])[] = [
  ['@', /@/g],
  ['$', /\$(?:[1256ay]|apr1|argon|scrypt|pbkdf|production)/g],
  ['=', /=4(?:\/|%2F)0A/g],
  ['|', /\| {0,3}(?:sudo |chpasswd|passwd |[a-z]{2,12} (?:\w{3,12} )?login\b)/g],
  ['<<<', /<<<(?= ?["']?[^\s<]{8})/g],
  ['{S', /\{S?SHA/g],
]
/** Marks that are frequent in any text, by the characters that follow where their `rules` may apply, and a pattern for the rest. */
const frequent: readonly (readonly [mark: string, next: CharacterClass, pattern: RegExp])[] = [
  [
    ':',
    characterClass('A-Z', 'a-z', '0-9', '*-'),
    /:(?:5432:|6432:|\*:|[a-z0-9]{30}\b|[A-Za-z0-9]{24}:|[a-z-]{3,40}-\d{1,4}\|)/y,
  ],
  [
    '(',
    characterClass('"\''),
    /(?<=onnect|onnection|ogin|ysqli|redential|BasicAuth|FTP|PDO|uthenticate|OAuth2Session|Twilio|algoliasearch)\(/y,
  ],
]
const rules: Readonly<Record<string, readonly Rule[]>> = {
  '@': [
    // A user, a password and a host, as Git takes them
    {
      before: /(?<=(?:^|[\s"'`=(])[\w.-]{1,60}:([^\s"'`@/]{6,200}))/dy,
      after: /@[a-z0-9][\w-]{0,60}(?:\.[\w-]{1,60}){0,4}[:/][\w~]/y,
    },
    // Connection strings without a scheme: of Go's MySQL driver, and of Oracle
    { after: /@(?:tcp|unix)\(/dy, before: /(?<=(?:^|[\s"'`=])[\w.-]{1,60}:([^\s"'`@/]{6,200}))/dy },
    { before: /(?<=(?:thin:|sqlplus (?:-\w )?|rman target )[\w.$-]{1,60}\/([^\s"'`@/]{6,200}))/dy },
  ],
  // Positional arguments of a call: a user and a password, or a host before them
  '(': [
    { after: /\(["'][^"'\n]{0,200}["'], ?["']([^"'\s]{6,200})["']/dy },
    { after: /\((?:["'][^"'\n]{0,200}["'], ?){2}["']([^"'\s]{6,200})["']/dy },
  ],
  // The input of a command that asks for a password
  '<<<': [{ after: /<<< ?["']?([^\s"'`]{8,200})/dy, before: inputOfCommand }],
  // Hashes of passwords in LDAP and Apache
  '{S': [{ after: /(\{S?SHA\d{0,3}\}[A-Za-z0-9+/]{27,120}={0,2})/dy, isCertain: true }],
  ':': [
    // A line of `.pgpass`
    { after: /:[\d*]{1,5}:[\w.*-]{1,60}:[\w.@*-]{1,60}:(\S{6,200})/dy },
    { before: /(?<=oauth)/y, after: /:([a-z0-9]{30})\b/dy, isCertain: true },
    { before: /(?<=\bv1)/dy, after: /:([A-Za-z0-9]{24}:[A-Za-z0-9]{24})\b/dy, isCertain: true },
    {
      before: /(?<=\b(?:prod|dev|preview))/y,
      after: /:[a-z-]{3,40}-\d{1,4}\|([0-9a-f]{60,400})/dy,
      isCertain: true,
    },
  ],
  $: [
    // Hashes of passwords in the modular crypt format
    {
      after:
        /(\$(?:2[abxy]?\$\d\d\$[\w./]{40,60}|(?:[156y7]|apr1)\$[\w./=,]{1,40}\$[\w./$]{20,120}|(?:argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{0,10})\$[\w./+$,=-]{22,400}))/dy,
      isCertain: true,
    },
    { after: /\$production\$([0-9a-z]{16}\$[0-9a-f]{32})/dy, isCertain: true },
  ],
  // An authorization code of Google
  '=': [{ before: /(?<=[?&]code)/y, after: /=(4(?:\/|%2F)0A[\w-]{20,200})/dy, isCertain: true }],
  '|': [
    {
      // The group is in a look-ahead, which is reached only behind the command: its name of a user is not part of it
      before:
        /(?<=\b(?=\w{4,6}(?: -n)? ["']?(?:[\w.-]{1,40}:)?([^\s"'`|]{8,200}))(?:echo|printf)(?: -n)? ["']?[^\s"'`|]{8,240}["']? {0,3})/dy,
      after: /\| {0,3}(?:sudo -S|(?:sudo )?chpasswd|passwd --stdin|[a-z]{2,12} (?:\w{3,12} )?login\b)/y,
    },
  ],
}

/** The private parts of a JSON Web Key. */
const jwk = /"(?:d|p|q|dp|dq|qi|k)" ?: ?"([\w-]{20,800})/g

/** Finds credentials in commands, in connection strings without a scheme, and in files of passwords and keys. */
export function findInCommands(findings: Findings): void {
  const { text } = findings
  if (text.includes('-'))
    forEachMatch(findings, option, (at) => {
      for (const rule of options) check(findings, at, rule)
    })
  const apply = (character: string) => (at: number) => {
    for (const rule of rules[character] ?? []) check(findings, at, rule)
  }
  for (const [character, mark] of marks)
    if (text.includes(character)) forEachMatch(findings, mark, apply(character))
  for (const [mark, next, pattern] of frequent) forEachFrequent(findings, mark, next, pattern, apply(mark))
  if (!text.includes('"kty"')) return
  for (const { index, 0: whole, 1: secret = '' } of text.matchAll(jwk))
    findings.add(index + whole.length - secret.length, index + whole.length)
}

function forEachMatch(findings: Findings, pattern: RegExp, look: (at: number) => void): void {
  pattern.lastIndex = 0
  for (let found = pattern.exec(findings.text); found; found = pattern.exec(findings.text)) {
    if (!findings.mayCheck()) return
    look(found.index)
  }
}

/** Like `forEachMatch`, in a tenth of the time for a mark that mostly precedes other characters than those of `next`. */
function forEachFrequent(
  findings: Findings,
  mark: string,
  next: CharacterClass,
  pattern: RegExp,
  look: (at: number) => void,
): void {
  const { text } = findings
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    if (!isIn(next, text.charCodeAt(at + 1))) continue
    pattern.lastIndex = at
    if (!pattern.test(text)) continue
    if (!findings.mayCheck()) return
    look(at)
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
  if (match?.[1] === undefined || !span || (!isCertain && !looksLikePassword(match[1], 6))) return
  findings.add(...span)
}

function execAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at
  return pattern.exec(text)
}
