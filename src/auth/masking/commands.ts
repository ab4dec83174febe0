import { characterClass, isIn } from './characters.ts'
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
const option = /[ \t]-[-upawPb]/g
const options: readonly Rule[] = [
  // A name and a password, as of curl
  { after: /\s(?:-u ?|--(?:proxy-)?user[ =])["']?[\w.@%+-]{0,60}:([^\s"'`]{6,200})/dy },
  { after: /\s(?:-b|--cookie)[ =]["']?[\w.-]{1,60}=([^\s"']{8,400})/dy },
  // A password for these commands, a path or a port for others
  {
    after: /\s-[pawPb] ?["']?([^\s"'`-][^\s"'`]{7,199})/dy,
    before:
      /(?<=\b(?:mysql\w{0,8}|mariadb\w{0,8}|sshpass|docker login|podman login|helm registry login|oras login|az login|mongo\w{0,8}|redis-cli|valkey-cli|ldap\w{2,8}|smbclient|sqlcmd|bcp|htpasswd|7z|unzip|zip|mosquitto_\w{3})\b[^\n|;&]{0,200})/y,
  },
]

/** Find where the `rules` of a character may apply. Texts without the character, which is found faster, are not searched. */
const marks: readonly (readonly [character: string, mark: RegExp])[] = [
  ['@', /@/g],
  ['$', /\$(?:[1256ay]|apr1|argon|scrypt|pbkdf|production)/g],
  ['=', /=4(?:\/|%2F)0A/g],
  ['|', /\| {0,3}(?:sudo |chpasswd|passwd )/g],
]
/** Matches a colon where its `rules` may apply. */
const colon = /:(?:5432:|6432:|\*:|[a-z0-9]{30}\b|[A-Za-z0-9]{24}:|[a-z-]{3,40}-\d{1,4}\|)/y
const afterColon = characterClass('A-Z', 'a-z', '0-9', '*-')
const rules: Readonly<Record<string, readonly Rule[]>> = {
  '@': [
    // Connection strings without a scheme: of Go's MySQL driver, and of Oracle
    { after: /@(?:tcp|unix)\(/dy, before: /(?<=(?:^|[\s"'`=])[\w.-]{1,60}:([^\s"'`@/]{6,200}))/dy },
    { before: /(?<=(?:thin:|sqlplus (?:-\w )?|rman target )[\w.$-]{1,60}\/([^\s"'`@/]{6,200}))/dy },
  ],
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
      after: /\| {0,3}(?:sudo -S|(?:sudo )?chpasswd|passwd --stdin)/y,
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
  forEachColon(findings, apply(':'))
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

/** Like `forEachMatch` for `colon`, in a tenth of the time: most colons precede a space or a quote. */
function forEachColon(findings: Findings, look: (at: number) => void): void {
  const { text } = findings
  for (let at = text.indexOf(':'); at >= 0; at = text.indexOf(':', at + 1)) {
    if (!isIn(afterColon, text.charCodeAt(at + 1))) continue
    if (text[at + 1] !== '*' && !isIn(afterColon, text.charCodeAt(at + 2))) continue
    colon.lastIndex = at
    if (!colon.test(text)) continue
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
