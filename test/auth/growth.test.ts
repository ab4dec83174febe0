import { describe, expect, it } from 'vitest'
import { cut, hidden, scrubPlatformSecrets, scrubText } from '../../src/auth/secret-patterns.ts'
import { inTurn } from '../../src/data/turns.ts'
import { growth, shortest } from '../support/growth.ts'

/** Beginnings of what is masked, and of what is looked at on the way to it; each is repeated until the text is long. */
const pieces: readonly string[] = [
  ...[
    'a',
    'e',
    '-',
    '_a',
    'A_',
    '"',
    ':',
    '=',
    '::',
    '= ',
    '\\',
    '\\"',
    '/',
    '.',
    '1',
    '1:A',
    '\n',
    '&',
    '?',
  ],
  ...['+A', '+AStaaaaaa==', 'a+', `${'A'.repeat(76)}\n`, `${'SGVs'.repeat(16)}\n`, 'MIIEvgIBADANBgkq+A'],
  ...[`MIIEvgIBADAN${'A'.repeat(64)}\n`, `${'SGVs'.repeat(15)}gICA\n`, 'AKIAAAAAAAAAAAAAAAAA,'],
  ...[
    '("a",',
    'login("a", ',
    "connect('a1', 'b2', ",
    'sudo -S <<< ',
    '<<< a',
    '{SSHA}',
    'password[',
    ' a:b@c/',
  ],
  ...[
    '密码',
    '密码：',
    '密码：a1b2c3d4',
    'contraseña: ',
    'password (a',
    'password a is ',
    'password" a="b"',
    'pwd={a',
  ],
  ...['<td>', '<th>', '<tr><th>password</th><td>a1', '<th>password</th>\n<td>b2</td>', '<table><td '],
  ...[
    'token <<E\n',
    'token <<E a',
    'passwd <<E\na1b2\n',
    'a1 * b2 *\n',
    'a1 *',
    'chap-secrets\n#\n',
    'a1\t*\t',
  ],
  ...[
    'isql a1 ',
    'vault login -a1 ',
    'bw login a1 ',
    ' /rp a1',
    'activation code A1',
    'license key: A1B2-',
    'login: a1:',
  ],
  ...['http-basic.a a1 ', ' BASIC a1 ', 'radius-server key 1 ', 'password: |\n ', 'password: >\n\n'],
  ...['WiFi.begin("a1", ', 'DriverManager.getConnection(a, "a1", ', 'isakmp key 1 ', '~a1', 'sha256~a'],
  ...[') AS s (password', "(VALUES ('a1')) AS s (password) ", 'VALUES ', 'VALUES (password, '],
  ...['-----BEGIN A-----', '-----BEGIN PRIVATE KEY-----', '-----END PRIVATE KEY-----'],
  ...[
    '-----BEGIN PRIVATE KEY-----\nAAAAAAAAAAAAAAAAAAAAAAAA\n',
    '-----BEGIN PRIVATE KEY-----\n\n\n\n\n\n\n\n',
  ],
  ...[
    '://',
    '://a:',
    '://a:b/',
    '://a:@',
    '://a@',
    '://a:b/c@',
    'http://hooks.slack.com/services/',
    '@://a:x',
  ],
  ...['eyJ', 'eyJ-', 'eyJ.', 'eyJhbGciOiJIUzI1NiJ9.', 'eyJhbGciOiJIUzI1NiJ9.eyJ', '.eyJ', 'eyJ_eyJ-'],
  ...[
    'AKIA',
    'AKIA_',
    'sk-',
    'sk_',
    'sk-ant-',
    'sk-proj-a',
    'ghp_',
    'glpat-',
    'xoxb-',
    'ii_',
    'gAAAAA',
    'Z0FBQUFB',
  ],
  ...[
    'ya29.',
    'SG.',
    'SG.aaaaaaaaaaaaaaaa.',
    'hvs.',
    'dp.pt.',
    '1//0',
    '1//0aaaaaaaaaaaaaaaa',
    '123456789:A',
  ],
  ...[
    '"token',
    '"token"',
    '"token":',
    '"token":"',
    'token=',
    '&token=',
    ';token=a',
    '?sig=',
    '?sig=abcdef&',
    'TOKEN',
  ],
  ...[
    'TOKEN=',
    'password="\\',
    'password=\\"',
    "password='a",
    'secret: ',
    'Token: "',
    '_authToken=',
    '{"password":"x"},',
  ],
  ...[
    'Authorization: ',
    'Authorization: Bearer ',
    'cookie=',
    'cookie: a=b',
    'Bearer ',
    'Basic ',
    'Basic aaaaaaaaaa ',
  ],
  ...[
    'password ',
    'password is ',
    'token A1b2',
    'token A1b2c3D4 ',
    'password, value: ',
    '<password>',
    '</a>\n<b>',
  ],
  ...[
    '%22',
    '%2525',
    '%253A',
    '&quot;',
    '&#34;',
    '\\\\\\\\',
    '\\\\"',
    '\\u0022',
    '\u001b[0m',
    '%3Dtoken%3Da',
  ],
  ...[
    ' -p',
    ' -pa',
    ' -u a:',
    'mysql -p',
    '@',
    '@tcp(',
    'a:b@tcp(',
    'thin:a/b@',
    ':5432:',
    ':5432:a:b:c',
    'oauth:',
  ],
  ...[
    '$',
    '$2b$12$',
    '$1$a$',
    '$argon2id$',
    '| sudo -S',
    'echo a | sudo -S',
    '"kty"',
    '"kty""d":"',
    '[?code=4/0A',
  ],
  ...[
    'mnemonic abc ',
    'mnemonic ',
    'abc def ghi ',
    'auth=("a", "',
    'Authorization: Digest username="',
    'auth=',
  ],
  ...[
    'SGVsbG8sIHdvcmxkISBIZWxs',
    'SGVsbG8sIHdvcmxkISBIZWxs/',
    'AAAAAAAAAAAAAAAAAAAAAAAA+',
    'Q~',
    '8Q~aaaaaaaa',
    '.atlasv1.',
  ],
  ...[
    'http://a/hooks/',
    'http://a/b/c/d/hooks/x/',
    'Private-Lines: 1\n',
    'Private-Lines: 1\nAAAA\n',
    '-----END PRIVATE KEY',
  ],
  ...[
    'AAAA\n',
    '-----BEGIN PRIVATE KEY-----\nX-A: b\n',
    '-----BEGIN PRIVATE KEY-----\n> > > > > > > > ',
    'pat1234567890abcd.',
  ],
  // Columns of SQL, and lists that do not end
  ...[
    '(password)',
    '(password,',
    '(a,password) VALUES (',
    '(password) VALUES (1,',
    "VALUES ('a',password) = (",
  ],
  ...["(password) SELECT '", '(password) VALUES (?,?)', 'password\\n', 'COPY (a,pw) FROM stdin;\n1\t2\n'],
  // One-time addresses, codes, dumps
  ...['/reset/', '/reset/a1b2c3d4e5f6a7b8', '?code=', '?code=a1b2c3d4e5f6a7b8', '/a-reset-', '/login?'],
  ...['backup codes', 'backup codes: 1234 ', '1. 12ab ', '00000000: 2d2d 2d2d ', '00000000: 2d2d 2d2d\n'],
  // Commands and names whose value is not beside them
  ...['net use \\\\a /user:b ', '/user:', 'AUTH a ', 'AUTH PLAIN ', ' on >+@', 'qctl add_user a ', 'a1/p:'],
  ...['send "a\\r"', '\\r"', 'sendline("a', 'WIFI:;P:', ';P:a1', '_code:', 'device_code:a', '"httpOnly"'],
  ...['"value":"a","httpOnly"', '\tTRUE\t1\ta\t', 'jwt.sign(a, "', 'a.py b/c:d@', 'connect("a", 1, '],
  ...[
    'random_password{',
    'random_password"result":"',
    'authorization_code',
    'authorization_code code=',
    'creds: a/',
  ],
  ...['phrase: abc, ', 'phrase 1. abc 2. ', 'password="" ', `password=""''`, 'password: a("', 'secret: [['],
  ...[
    'secret: {"a":1,',
    'secret: {"value":"',
    'password  a\n',
    'password a = ',
    'password REG_SZ ',
    'password{"',
  ],
  ...['&amp;quot;', '\\x22', '\\042', 'pw=', 'salt', 'cred'],
]

describe.each([
  ['everything', scrubText],
  ['what is the platform’s', scrubPlatformSecrets],
])('masking %s', (_what, scrub) => {
  it.each(pieces)('takes at most 2.5 times as long for twice as much of %j', (piece) => {
    const make = (length: number) => piece.repeat(Math.ceil(length / piece.length))
    // Both texts are longer than a segment, so that both are searched for its end.
    expect(growth(make, scrub, 400_000)).toBeLessThan(2.5)
  })
})

describe('the time that a text takes', () => {
  it('is spread over turns of the event loop where many are masked', async () => {
    const text = 'A_token=abc1 '.repeat(15_000)
    let longest = 0
    let last = performance.now()
    let turns = 0
    const watch = setInterval(() => {
      turns += 1
      longest = Math.max(longest, performance.now() - last)
      last = performance.now()
    }, 0)
    const started = performance.now()
    const results = Array.from({ length: 40 }, () => inTurn(() => scrubText(text)))
    expect(results.filter((result) => result instanceof Promise).length).toBeGreaterThan(30)
    expect(new Set(await Promise.all(results))).toEqual(new Set([hidden]))
    clearInterval(watch)
    expect(turns).toBeGreaterThan(5)
    expect(longest).toBeLessThan((performance.now() - started) / 3)
  })

  it('is bounded by the length that is masked', () => {
    expect(scrubText('a '.repeat(1_000_000))).toBe(`${'a '.repeat(500_000)}${cut}`)
  })

  it('is short for a message of one JWT’s beginning after the other', () => {
    const attack = `${'eyJ-'.repeat(24_700)} .eyJ`
    expect(shortest(3, () => scrubText(attack))).toBeLessThan(50)
  })

  it('is bounded by the number of places that are looked at: beyond, a text of one line is hidden', () => {
    const many = 'token=abcdef1 '
    expect(scrubText(many.repeat(9_000))).toBe(`token=${hidden} `.repeat(9_000))
    expect(scrubText(many.repeat(20_000))).toBe(hidden)
  })
})
