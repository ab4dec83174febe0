import { type Mark, mark, type Rule } from './command-rules.ts'

/** Matches what precedes `<<` in a command whose input is a credential: it, or its file, has the name of one. */
const namedInput =
  /(?<=(?:passwd|password|passphrase|secrets?|token|api[_-]?key|credentials?)\b[^\n|;&<]{0,40})/iy
/** A name of a user before a password, and not of another pair: `user:…` and `sha256:…` are identifiers. */
const user = String.raw`(?!(?:user|uid|id|account|session|host|port|url|at|on|from|ip|sha\d{1,3})\b)[\w.@+-]{1,60}`
const serial = String.raw`(?=[A-Z-]*\d)(?=[\d-]*[A-Z])([A-Z\d]{4,6}(?:-[A-Z\d]{4,6}){2,7})(?![\w-])`

/** A line of input of a command: the first one, or the second, where a password is repeated. */
const firstLine: Rule = {
  before: namedInput,
  after: /<<-?\s?\\?["']?\w{1,30}["']?[^\n]{0,100}\n\s{0,8}(\S{8,200})(?=\r?\n)/dy,
}
const secondLine: Rule = {
  before: namedInput,
  after: /<<-?\s?\\?["']?\w{1,30}["']?[^\n]{0,100}\n\s{0,8}\S{8,200}\r?\n\s{0,8}(\S{8,200})(?=\r?\n)/dy,
}
/** A line in a file of PPP: a client, a server, a secret and any address. */
const anyAddress = /[ \t]\*[ \t]{0,8}(?=\r?\n|$)/g
const secretOfPpp: Rule = {
  before:
    /(?<=(?:^|\n)["']?[\w.@\\-]{1,60}["']?[ \t]{1,8}(?:\*|[\w.-]{1,40})[ \t]{1,8}"?([^\s"*]{8,200})"?)/dy,
}
const license: Rule = {
  after: new RegExp(
    String.raw`(?:ctivation|roduct|icen[cs]e) (?:code|key)(?: is)?["'\x60*]{0,3}[:=]? {0,3}["'\x60*]{0,3}${serial}`,
    'diy',
  ),
  isCertain: true,
}
const serialName = /(?:ctivation|roduct|icen[cs]e) (?:code|key)\b/gi

/** Credentials that are the input of a command, a line of a file, or beside words that announce them. */
export const inputMarks: readonly Mark[] = [
  mark('<<', /<<(?=-?\s?\\?["']?[A-Za-z_])/g, firstLine, secondLine),
  mark(' *', anyAddress, secretOfPpp),
  mark('\t*', anyAddress, secretOfPpp),
  mark('ap-secrets', /\b[cp]{1,2}h?ap-secrets\b/g, {
    after:
      /[cp]{1,2}h?ap-secrets[^\n]{0,40}\n(?:#[^\n]{0,200}\n){0,4}\S{1,60}[ \t]{1,8}\S{1,60}[ \t]{1,8}"?([^\s"]{6,200})/dy,
  }),
  mark('ctivation ', serialName, license),
  mark('roduct ', serialName, license),
  mark('icense ', serialName, license),
  mark('icence ', serialName, license),
  // A user and a password behind words that announce them
  mark('ogin: ', /\b[Ll]ogin: /g, {
    after: new RegExp(String.raw`[Ll]ogin: ${user}:([^\s"'\x60/:,;]{8,60})`, 'dy'),
  }),
  mark('asic auth', /\b[Bb]asic auth\w{0,11}/g, {
    after: new RegExp(
      String.raw`[Bb]asic auth\w{0,11}(?: (?:with|as|is))?:? ${user}:([^\s"'\x60/:,;]{8,60})`,
      'dy',
    ),
  }),
  mark('og in ', /\b[Ll]og in (?:with|as) /g, {
    after: new RegExp(String.raw`[Ll]og in (?:with|as) ${user}:([^\s"'\x60/:,;]{8,60})`, 'dy'),
  }),
]
