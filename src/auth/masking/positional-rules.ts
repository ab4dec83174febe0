import { type Mark, mark, type Rule } from './command-rules.ts'

/** A word that is the credential, in quotes or without. */
const value = String.raw`["']?([^\s"'\x60;)]{6,200})`
/** A rule for what follows a mark up to the credential. */
const behind = (start: string): Rule => ({ after: new RegExp(`${start}${value}`, 'dy') })
const isCertain = true

/**
 * Commands, protocols and files that have a credential at a position, without a name of its own. Only values that look like a
 * password count, where the form alone does not tell. What is searched for first begins with a character that is rare, as V8 searches for
 * that one.
 */
export const positionalMarks: readonly Mark[] = [
  // Windows and Samba
  mark(
    '/user:',
    /\/user:/g,
    { before: /(?<=\bnet use [^\n]{0,200} ([^\s"'/\\]{6,200}) )/dy },
    { before: /(?<=\bnet use [^\n]{0,200})/y, ...behind(String.raw`/user:\S{1,60} `) },
  ),
  mark('/add', /\bnet user /g, behind(String.raw`net user \S{1,60} `)),
  mark('/p', / \/p[: ]/g, behind(' /p[: ]')),
  mark('/rp', / \/rp[: ]/g, behind(' /rp[: ]')),
  mark('/RP', / \/RP[: ]/g, behind(' /RP[: ]')),
  mark('/password', /\/password[do]:/g, behind('/password[do]:')),
  mark('BASIC ', / BASIC \S/g, behind(String.raw` BASIC \S{1,60} `)),
  // Databases, queues and stores
  mark('AUTH ', /\bAUTH \S/g, behind(String.raw`AUTH (?:[\w.-]{1,40} )?`)),
  mark('+@', / on >/g, behind(' on >')),
  mark(
    'qctl ',
    /bbitmqctl /g,
    behind(String.raw`bbitmqctl (?:\S{1,40} ){0,3}?(?:add_user|change_password|authenticate_user) \S{1,60} `),
  ),
  mark(
    'wd ',
    /(?:openssl |ht|mosquitto_)passwd /g,
    behind(String.raw`openssl passwd (?:-\w{1,7} ){0,3}`),
    behind(String.raw`(?:ht|mosquitto_)passwd (?:-\w{1,6} ){0,3}\S{1,100} \S{1,60} `),
  ),
  mark(
    'sql ',
    /\bi(?:u|n)?sql /g,
    behind(String.raw`i[un]?sql (?:-\w{1,10} ){0,3}(?!-)\S{1,60} (?!-)\S{1,60} `),
  ),
  // Registries of packages
  mark('-basic.', /\bhttp-basic\./g, behind(String.raw`http-basic\.\S{1,40} \S{1,60} `)),
  mark('pypi-token.', /\bpypi-token\./g, behind(String.raw`pypi-token\.\S{1,40} `)),
  // Safes
  mark('vault login', /\bvault login /g, {
    after: /vault login (?:-\S{1,80} ){0,4}["']?([^\s"'`;=)]{6,200})/dy,
  }),
  mark(
    'bw ',
    /\bbw (?:unlock|login) /g,
    behind('bw unlock (?:--raw )?'),
    behind(String.raw`bw login [^\s-]\S{0,80} `),
  ),
  // Networks
  mark('Key Content', /Key Content/g, behind(String.raw`Key Content\s{0,20}: `)),
  mark('WIFI:', /;P:/g, behind(';P:')),
  mark('<auth-user-pass>', /<auth-user-pass>/g, behind(String.raw`<auth-user-pass>\s{1,4}\S{1,60}\s{1,4}`)),
  mark('-server key ', /(?:tacacs|radius)-server key /g, behind(String.raw`\w{6}-server key (?:\d )?`)),
  mark('isakmp key ', /\bisakmp key /g, behind(String.raw`isakmp key (?:\d )?`)),
  mark('-server community ', /\bcommunity /g, behind('community ')),
  // Dialogues: IMAP, IRC, FTP, SMTP, Telnet
  mark('"base64">', /="base64">/g, { after: /="base64">([A-Za-z0-9+/]{8,200}={0,2})<\/Pass>/dy, isCertain }),
  mark('LOGIN ', /\bLOGIN \S/g, behind(String.raw`LOGIN ["']?[\w.@-]{1,80}["']? `)),
  mark('IDENTIFY ', /\bIDENTIFY \S/g, behind(String.raw`IDENTIFY (?:\S{1,40} )?`)),
  mark('UGFzc3dvcmQ6', /UGFzc3dvcmQ6/g, {
    after: /UGFzc3dvcmQ6\s{1,4}([A-Za-z0-9+/]{8,}={0,2})/dy,
    isCertain,
  }),
  mark('\\r"', /\\r"/g, { before: /(?<=\bsend(?: --| -s)? "([^"\s\\]{6,200}))/dy }),
  mark('dline(', /\bsendline\(/g, { after: /sendline\( ?b?["']([^"'\s]{6,200})["']/dy }),
  mark('{PLAIN', /\{PLAIN/g, { after: /\{PLAIN(?:-TRUNC)?\}([^\s:]{6,200})/dy }),
  // Cookies of browsers: the format of Netscape, and members of an object
  mark('\t', /\t(?:TRUE|FALSE)\t\d/g, { after: /\t\w{4,5}\t\d{1,12}\t[^\t\n]{1,80}\t([^\s]{8,4000})/dy }),
  mark('Only', /"httpOnly\\{0,8}"/g, {
    before: /(?<="value\\{0,8}" ?: ?\\{0,8}"([^"\\]{8,400})\\{0,8}"[^{}]{0,400})/dy,
  }),
  // Code
  mark('DriverManager', /Manager\.getConnection\(/g, {
    after: /Manager\.getConnection\([^"'()\n]{1,80}, ?"[^"\n]{0,80}", ?"([^"\s]{6,200})"/dy,
  }),
  mark('WiFi.', /\bWiFi\.begin\(/g, { after: /WiFi\.begin\( ?"[^"\n]{0,40}", ?"([^"\s]{6,80})"/dy }),
  mark('jwt.', /\bjwt\.(?:sign|verify|encode|decode)\(/g, {
    after: /jwt\.\w{4,8}\([^"'`()\n]{1,60}, ?["'`]([^"'`\n]{6,200})/dy,
  }),
  mark('.new(', /\bhmac\.new\(/g, { after: /hmac\.new\( ?b?["']([^"'\n]{6,200})/dy }),
  // Codes of OAuth and invitations
  mark('_code', /_code/g, {
    before: /(?<=device|auth|authorization|activation|invite|invitation|verification|oob)/y,
    after: /_code\\{0,8}["']? ?[:=] ?\\{0,8}["']?([\w.~/+-]{12,400})/dy,
  }),
]
