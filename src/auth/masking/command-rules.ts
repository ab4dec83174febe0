import { type CharacterClass, characterClass } from './characters.ts'

/** A form of a credential beside a mark in the text, which the first search finds. All repetitions are bounded. */
export type Rule = {
  /** Matches from the mark on; its group is the credential. */
  readonly after?: RegExp
  /** A look-behind for what must stand before the mark; its group is the credential if `after` has none. */
  readonly before?: RegExp
  /** True if the form alone is sufficient; otherwise the value must look like a password. */
  readonly isCertain?: boolean
}

/** What is searched for, and the rules that apply where it is found. Texts without `text`, which is found faster, are not searched. */
export type Mark = { readonly text: string; readonly pattern: RegExp; readonly rules: readonly Rule[] }

/** Creates a mark. */
export const mark = (text: string, pattern: RegExp, ...rules: Rule[]): Mark => ({ text, pattern, rules })

/** A mark of one character that is frequent in any text, and the characters that may follow it. */
export type FrequentMark = Mark & { readonly next: CharacterClass }

/** Commands with an option for a password, whose letter is that of a path or port for others. */
const commands = [
  String.raw`mysql\w{0,8}|mariadb\w{0,8}|mongo\w{0,8}|redis-cli|valkey-cli|sqlcmd|bcp|isql|iusql|tsql|cqlsh|beeline|influx`,
  String.raw`docker login|podman login|helm registry login|oras login|az login|ldap\w{2,8}|mosquitto_\w{3}|rabbitmqadmin`,
  String.raw`sshpass|psexec\d{0,2}(?:\.exe)?|plink|pscp|smbclient|rdesktop|evil-winrm|crackmapexec|netexec|nxc|hydra|ipmitool`,
  String.raw`htpasswd|7z|unzip|zip|unrar|rar|useradd|usermod|twine|certutil|supabase db|nuget push|gem push|openssl enc|ssh-keygen|ncftp\w{0,4}|snmp\w{2,12}|https?`,
  String.raw`security (?:unlock|import|add|create|set)[\w-]{0,30}`,
].join('|')
/** Commands that read a password or token from a pipe. */
const readers = String.raw`sudo -S|(?:sudo )?chpasswd|passwd (?:--stdin|\w)|[a-z]{2,12} (?:\w{3,12} )?login\b|kinit |cryptsetup |keepassxc-cli |pass insert|hdiutil |runas |anydesk |zfs load-key|wrangler secret|vercel env|gh secret`

/** Rules of an option of a command that may be followed by a password. */
export const options: Mark = {
  text: '-',
  pattern: /[ \t]-(?:[-upawPbkUNXA]|hp)/g,
  rules: [
    // A name and a password, as of curl
    { after: /\s(?:-u ?|--(?:proxy-)?user[ =])["']?[\w.@%+-]{0,60}:([^\s"'`]{6,200})/dy },
    { after: /\s(?:-a|--auth)[ =]["']?[\w.@%+-]{0,60}:([^\s"'`]{6,200})/dy },
    { after: /\s-u ?["']?[\w.@%+-]{0,60},([^\s"'`]{6,200})/dy, before: /(?<=\blftp\b[^\n|;&]{0,200})/y },
    { after: /\s(?:-b|--cookie)[ =]["']?[\w.-]{1,60}=([^\s"']{8,400})/dy },
    { after: /\s-U ?["']?[\w.\\/-]{1,60}%([^\s"'`]{6,200})/dy },
    // A password for these commands, a path or a port for others
    {
      after: /\s-(?:pw |hp|[pawPbkNXA] ?)["']?([^\s"'`-][^\s"'`]{7,199})/dy,
      before: new RegExp(String.raw`(?<=\b(?:${commands})\b[^\n|;&]{0,200})`, 'iy'),
    },
  ],
}

/** What precedes `<<<` in commands that read a password or token. */
const inputOfCommand =
  /(?<=\b(?:sudo [^\n|;&<]{0,60}-S[^\n|;&<]{0,60}|(?:\w{0,8}passwd|login|kinit|cryptsetup|secret put|secret-tool store|pass insert|env add|set-password)\b[^\n|;&<]{0,100}) ?)/y

export const marks: readonly Mark[] = [
  {
    text: '@',
    pattern: /@/g,
    rules: [
      // A user, a password and a host, as Git takes them
      {
        before: /(?<=(?:^|[\s"'`=(])[\w.-]{1,60}:([^\s"'`@/]{6,200}))/dy,
        after: /@[a-z0-9][\w-]{0,60}(?:\.[\w-]{1,60}){0,4}[:/][\w~]/y,
      },
      // Connection strings without a scheme: of Go's MySQL driver, of Oracle, and of Impacket
      { after: /@(?:tcp|unix)\(/dy, before: /(?<=(?:^|[\s"'`=])[\w.-]{1,60}:([^\s"'`@/]{6,200}))/dy },
      {
        before:
          /(?<=(?:thin:|(?:sqlplus|CONNECT|connect|expdp|impdp|sqlldr) (?:-\w )?|rman target )[\w.$-]{1,60}\/([^\s"'`@/]{6,200}))/dy,
      },
      { before: /(?<=\.py [\w.-]{1,60}\/[\w.-]{1,60}:["']?([^\s"'`@/]{6,200}))["']?@/dy },
    ],
  },
  {
    text: '$',
    pattern: /\$(?:[1256ay]|apr1|argon|scrypt|pbkdf|production|ANSIBLE)/g,
    rules: [
      // Hashes of passwords in the modular crypt format
      {
        after:
          /(\$(?:2[abxy]?\$\d\d\$[\w./]{40,60}|(?:[156y7]|apr1)\$[\w./=,]{1,40}\$[\w./$]{20,120}|(?:argon2(?:id|i|d)|scrypt|pbkdf2[\w-]{0,10})\$[\w./+$,=-]{22,400}))/dy,
        isCertain: true,
      },
      { after: /\$production\$([0-9a-z]{16}\$[0-9a-f]{32})/dy, isCertain: true },
    ],
  },
  // An authorization code of Google
  {
    text: '=',
    pattern: /=4(?:\/|%2F)0A/g,
    rules: [{ before: /(?<=[?&]code)/y, after: /=(4(?:\/|%2F)0A[^\s"'`<>&]{20,400})/dy, isCertain: true }],
  },
  {
    text: '|',
    pattern: new RegExp(String.raw`\| {0,3}(?:${readers})`, 'g'),
    rules: [
      {
        // The group is in a look-ahead, which is reached only behind the command: its name of a user is not part of it
        before:
          /(?<=\b(?=\w{4,6}(?: -\w{1,2})? ["']?(?:[\w.-]{1,40}:)?([^\s"'`|]{8,200}))(?:echo|printf)(?: -\w{1,2})? ["']?[^\s"'`|]{8,240}["']? {0,3})/dy,
      },
    ],
  },
  // The input of a command that asks for a password
  {
    text: '<<<',
    pattern: /<<<(?= ?["']?[^\s<]{8})/g,
    rules: [{ after: /<<< ?["']?([^\s"'`]{8,200})/dy, before: inputOfCommand }],
  },
  // A name and a password of SMTP and IMAP, in base64 that may have no digits
  {
    text: 'AUTH ',
    pattern: /\bAUTH [A-Z\d]{5,12} /g,
    rules: [
      {
        after: /AUTH [A-Z\d]{5,12} ((?=\S{20}|\S{0,80}[\d=])[A-Za-z0-9+/]{12,2000}={0,2})/dy,
        isCertain: true,
      },
    ],
  },
  // Hashes of passwords in LDAP and Apache
  {
    text: '{S',
    pattern: /\{S?SHA/g,
    rules: [{ after: /(\{S?SHA\d{0,3}\}[A-Za-z0-9+/]{27,120}={0,2})/dy, isCertain: true }],
  },
]

/** Functions whose arguments are a name and a password, and those whose only or first argument is a secret. */
const signIn =
  'onnect|onnection|ogin|ysqli|redential|BasicAuth|FTP|PDO|uthenticate|OAuth2Session|Twilio|algoliasearch|reate_user|reate_superuser|createHmac'
const secretFirst = String.raw`cookieParser|bcrypt\.\w{4,16}|analytics\.load`

export const frequentMarks: readonly FrequentMark[] = [
  {
    text: ':',
    next: characterClass('A-Z', 'a-z', '0-9', '*-'),
    pattern: /:(?:5432:|6432:|\*:|[a-z0-9]{30}\b|[A-Za-z0-9]{24}:|[a-z-]{3,40}-\d{1,4}\|)/y,
    rules: [
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
  },
  {
    text: '(',
    next: characterClass('"\''),
    pattern: new RegExp(String.raw`(?<=${signIn}|${secretFirst})\(`, 'y'),
    // Positional arguments of a call: a user and a password, or a host and a port before them
    rules: [
      { after: /\(["'][^"'\n]{0,200}["'], ?["']([^"'\s]{6,200})["']/dy },
      { after: /\((?:(?:["'][^"'\n]{0,200}["']|\d{1,5}), ?){2,3}["']([^"'\s]{6,200})["']/dy },
      {
        before: new RegExp(`(?<=${secretFirst})`, 'y'),
        after: /\(["']([^"'\s]{6,200})["']/dy,
      },
    ],
  },
]
