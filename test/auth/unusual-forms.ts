import { scrubJson } from '../../src/auth/scrub.ts'
import { scrubText } from '../../src/auth/secret-patterns.ts'

const json = (value: unknown) => JSON.stringify(value)
const base64 = (text: string) => Buffer.from(text).toString('base64')
/** Texts in which `§` stands for the credential, by their names. */
const texts = (templates: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(templates).map(([name, template]) => [
      name,
      (value: string) => scrubText(template.replaceAll('§', value)),
    ]),
  )
const text = (make: (value: string) => string) => (value: string) => scrubText(make(value))
const content = (make: (value: string) => unknown) => (value: string) =>
  json(scrubJson(make(value), { owner: false }))

/** Values of columns in SQL. */
const statements = texts({
  'INSERT with columns': "INSERT INTO users (name, password) VALUES ('dana', '§');",
  'INSERT in lower case': "insert into u(id,password_hash,role) values(1,'§','admin'),(2,'§','user')",
  'the second row of an INSERT': `INSERT INTO "u" ("name", "password") VALUES\n  ('x', NULL),\n  ('dana', '§');`,
  'INSERT of MySQL': "INSERT INTO `u` (`id`,`user_pass`,`n`) VALUES (1,'§','a, b');",
  'INSERT of SQL Server': "INSERT INTO [dbo].[U] ([Name], [Password]) VALUES (N'dana', N'§')",
  'INSERT behind a quote': "INSERT INTO users (name, api_key) VALUES ('O''Brien, x', '§')",
  'INSERT with functions': "INSERT INTO u (at, password) VALUES (now(), crypt('§', gen_salt('bf')))",
  'INSERT with placeholders': `cur.execute("INSERT INTO u (name, password) VALUES (?, ?)", ("dana", "§"))`,
  'INSERT in lines': "INSERT INTO u (\n  name,\n  password\n) VALUES (\n  'dana',\n  '§'\n);",
  'INSERT with SELECT': "INSERT INTO u (name, password) SELECT 'dana', '§'",
  'INSERT in JSON': String.raw`{"sql":"INSERT INTO u (\"name\", \"password\") VALUES ('dana', '§')"}`,
  'UPDATE of several columns': "UPDATE u SET (name, password) = ('dana', '§') WHERE id = 1",
  'UPDATE with a function': "UPDATE u SET password = crypt('§', gen_salt('bf'))",
  MERGE:
    "MERGE INTO u t USING s ON t.id = s.id WHEN NOT MATCHED THEN INSERT (name, password) VALUES ('dana', '§')",
  'MERGE with values': "MERGE INTO u USING (VALUES ('dana', '§')) AS s (name, password) ON u.name = s.name",
  'a derived table': "SELECT * FROM (VALUES (1, '§'), (2, '§')) t(id, api_key)",
  'COPY with tabs': 'COPY public.u (id, name, password) FROM stdin;\n1\tdana\t§\n2\tewa\t§\n\\.\n',
  'COPY with commas': 'COPY u (id, api_key) FROM STDIN WITH (FORMAT csv);\n1,§\n\\.\n',
  'SET PASSWORD': "SET PASSWORD FOR 'dana'@'%' = '§'",
})

/** Commands and dialogues. */
const commands = texts({
  'a prompt for a key': "Enter passphrase for key '/home/dana/.ssh/id_ed25519': §",
  'a prompt for a file': 'Enter pass phrase for server.key: §',
  'a prompt for an address': "Password for 'https://dana@git.example': §",
  'a cookie of Rails': '_shop_session=§',
  "a maker's only key": 'my Mistral key is §',
  'net use': String.raw`net use \\files\share § /user:dana`,
  'net use with a drive': String.raw`net use Z: \\files\share /user:CORP\dana § /persistent:yes`,
  'net user': 'net user dana § /add',
  runas: 'echo § | runas /user:dana cmd',
  cmdkey: 'cmdkey /generic:TERMSRV/host /user:dana /pass:"§"',
  'an option of Windows': 'xfreerdp /v:host /u:dana /p:§',
  PsExec64: String.raw`PsExec64.exe \\host -u dana -p § cmd`,
  expect: 'expect "assword:"\nsend -- "§\\r"',
  'expect in a line': `expect -c 'spawn ssh d@h; expect "word:"; send "§\\r"; interact'`,
  pexpect: "child.expect('login:')\nchild.sendline('§')",
  'a name and a password of Samba': 'winexe -U CORP/dana%§ //host cmd',
  Impacket: 'secretsdump.py CORP/dana:§@10.0.0.1',
  'ipmitool -P': 'ipmitool -I lanplus -H host -U admin -P § power status',
  'snmpwalk -A': 'snmpwalk -v3 -u dana -a SHA -A § -x AES host',
  'echo and passwd': 'echo -e "§\\n§" | passwd dana',
  'openssl passwd': 'useradd -p $(openssl passwd -6 §) dana',
  'htpasswd -b': 'htpasswd -cb .htpasswd dana §',
  'rabbitmqctl add_user': "rabbitmqctl -n x add_user dana '§'",
  'AUTH of Redis': 'redis-cli> AUTH default §',
  'an ACL of Redis': 'user dana on >§ ~* +@all',
  'security unlock-keychain': 'security unlock-keychain -p "§" build.keychain',
  'ssh-keygen -N': "ssh-keygen -t ed25519 -N '§' -f k",
  'rar -hp': 'rar a -hp§ a.rar b',
  wpa_passphrase: 'wpa_passphrase Home §',
  'gh secret set': 'gh secret set DB_PASSWORD --body "§"',
  'the input of wrangler': 'echo "§" | wrangler secret put NAME',
  'aws secretsmanager': "aws secretsmanager create-secret --name db --secret-string '§'",
  'isql with a source': 'isql -v SOURCE dana §',
  'isql -P': 'isql -S server -U dana -P §',
  'vault login': 'vault login §',
  'vault login with an option': 'vault login -method=token §',
  'bw unlock': 'bw unlock "§" --raw',
  'bw login': 'bw login dana@x.example §',
  'poetry config': 'poetry config http-basic.main dana §',
  'poetry config of a token': 'poetry config pypi-token.main §',
  'useradd -p': 'useradd -m -p §',
  'twine -p': 'twine upload -u dana -p § dist/*',
  'unrar -p': 'unrar x -p§ a.rar',
  'certutil -p': 'certutil -f -p § -importpfx a.pfx',
  'nuget push -k': 'nuget push a.nupkg -k §',
  'the input of vercel': 'vercel env add NAME <<< §',
  'the input of wrangler from a text': 'wrangler secret put NAME <<< "§"',
  'the input of pass': 'pass insert -e mail <<< §',
  'the input of zfs': 'echo "§" | zfs load-key pool/home',
  mosquitto_passwd: 'mosquitto_passwd -b users.txt dana §',
  'netdom join': 'netdom join host /userd:dana /passwordd:§',
  bitsadmin: 'bitsadmin /setcredentials job SERVER BASIC dana §',
  'a key of RADIUS': 'radius-server key 0 §',
  'a key of TACACS': 'tacacs-server key §',
  'a key of ISAKMP': 'crypto isakmp key § address 192.0.2.1',
  'DriverManager.getConnection': 'Connection c = DriverManager.getConnection(url, "dana", "§");',
  'WiFi.begin': 'WiFi.begin("Home", "§");',
  'a block of YAML': 'password: |\n  §\nnext: 1',
  'a folded block of YAML': 'db:\n  api_key: >-\n    §\n',
  schtasks: 'schtasks /create /tn Backup /tr b.exe /ru dana /rp §',
  'schtasks in upper case': String.raw`schtasks.exe /Create /RU "CORP\dana" /RP "§"`,
  'a here-document of a file': 'cat > password.txt <<EOF\n§\nEOF',
  'a here-document of tee': "tee /etc/app/api_key <<-'END'\n\t§\n\tEND",
  'a here-document of passwd': 'passwd dana <<EOF\n§\n§\nEOF',
  'a here-document of variables': 'cat > .env <<EOF\nDB_PASSWORD=§\nEOF',
  'basic auth': 'I used basic auth with dana:§',
  'a login': 'login: dana:§',
  'words before a login': 'Log in as dana:§ and look',
  'LOGIN of IMAP': 'a1 LOGIN "dana" "§"',
  'IDENTIFY of IRC': '/msg NickServ IDENTIFY §',
  'CONNECT of Oracle': 'CONNECT system/§@XE',
  'a request of a REST client': 'POST https://x.example/login\nAuthorization: Basic dana §',
})

/** Addresses with a token that is used once, in which `§` stands for a half of it. */
const addresses = texts({
  'a link to reset': 'https://x.example/reset-password/§§',
  'a link of Django': 'https://x.example/accounts/reset/MQ/c4zq1h-§§/',
  'a link of Laravel': 'https://x.example/password/reset/§§?email=d%40x.example',
  'a magic link': 'https://x.example/magic-link/§§',
  'a magic link with a query': 'https://x.example/auth/magic?key=§§',
  'a link of Firebase': 'https://x.example/__/auth/action?mode=resetPassword&oobCode=§§&lang=en',
  'an invitation': 'https://x.example/invitations/accept?code=§§',
  'a link to leave a list': 'https://x.example/unsubscribe/§§',
  'a link to confirm': 'https://x.example/verify-email/§§',
  'a link to activate': 'https://x.example/activate/MQ/§§',
  'a ticket': 'https://x.example/u/reset-verify?ticket=§§#',
  'a path in a log': 'GET /reset-password/§§ 200 12ms',
  'a link in Markdown': '[Reset](https://x.example/reset/§§)',
  'a link in a query': 'https://click.example/?u=https%3A%2F%2Fx.example%2Freset%2F§§',
  'a code of OAuth': 'https://x.example/callback?code=§§&state=xyz',
  'a code of OAuth in a log': 'GET /oauth/callback?state=a&code=§§ HTTP/1.1',
  'a code of OAuth in a form': 'grant_type=authorization_code&code=§§&redirect_uri=x',
  'a code of OAuth in JSON': '{"grant_type":"authorization_code","code":"§§"}',
  'a code of a device': '{"device_code":"§§","user_code":"WDJB-MJHT"}',
  'a verifier': 'https://x.example/cb?oauth_token=a&oauth_verifier=§§',
})

/** Encodings and quotations. */
const encodings = texts({
  'quotes of a shell': `curl -d '{"password":"'"§"'"}' https://x.example`,
  'hexadecimal escapes': String.raw`{\x22password\x22: \x22§\x22}`,
  'octal escapes': String.raw`{\042password\042: \042§\042}`,
  'entities of entities': '{&amp;quot;password&amp;quot;:&amp;quot;§&amp;quot;}',
  'doubled quotes of CSV': '1,"{""password"":""§""}",x',
  'doubled quotes of SQL': "select '{''password'':''§''}'",
  'serialised PHP': 'a:1:{s:8:"password";s:9:"§";}',
  'a value of Rust': 'Config { user: "dana", password: Some("§") }',
  'a literal of Lua': 'password = [[§]]',
  'a literal of C++': 'std::string password{"§"};',
  'a variable of Basic': 'Dim password As String = "§"',
  'an assignment of R': 'password <- "§"',
})

/** Files of devices, tools and browsers. */
const files = texts({
  'short names': 'user: dana, pw: §',
  'a short name of PHP': "define('SMTP_PW', '§');",
  salts: "define('NONCE_SALT', '§');",
  credentials: 'credentials: dana:§',
  'credentials with a slash': 'Credentials: dana / §',
  'credentials of a call': 'creds = ("dana", "§")',
  'a changed password': 'The password for user dana was reset to §',
  'a password of Elasticsearch': 'PASSWORD elastic = §',
  'a member that is the value': '{\n  "db_password": {\n    "sensitive": true,\n    "value": "§"\n  }\n}',
  'a resource of Terraform':
    '{"type":"random_password","instances":[{"attributes":{"result":"§","length":16}}]}',
  'a routing key': '{"routing_key": "§", "event_action": "trigger"}',
  'a recovery key': 'Recovery key: §',
  'a setup key': 'Enter this setup key: §',
  'a profile of a network': '    Key Content            : §',
  'a code of a network': 'WIFI:T:WPA;S:Home;P:§;;',
  'key material': '<keyMaterial>§</keyMaterial>',
  OpenVPN: '<auth-user-pass>\ndana\n§\n</auth-user-pass>',
  'cookies of curl': '#HttpOnly_x.example\tFALSE\t/\tTRUE\t1764300000\tsid\t§',
  'cookies in JSON': '{"cookies":[{"name":"sid","value":"§","path":"/","httpOnly":true}]}',
  'a registry': '    DefaultPassword    REG_SZ    §',
  'an unattended installation': '<Password><Value>§</Value><PlainText>true</PlainText></Password>',
  'a router': 'username dana privilege 15 password 0 §',
  'a community': 'snmp-server community § RO',
  Dovecot: 'dana:{PLAIN}§::::::',
  'a cell of HTML': '<tr><td>Password:</td><td><code>§</code></td></tr>',
  'a column of HTML':
    '<table><tr><th>User</th><th>Password</th></tr><tr><td>dana</td><td>§</td></tr><tr><td>ewa</td><td>§</td></tr></table>',
  'a column of HTML in lines':
    '<table>\n<thead><TR>\n<TH scope="col"><b>API key</b></TH>\n<TH>At</TH></TR></thead>\n<tr>\n<td class="x"><code>§</code></td>\n<td>1</td></tr>',
  'secrets of CHAP': '# client server secret addresses\ndana\t*\t"§"\t*',
  'secrets of CHAP with an address':
    'cat /etc/ppp/chap-secrets\n# client server secret\ndana pptpd § 10.0.0.2',
  'aligned columns': 'NAME    PASSWORD\ndana    §\n',
  'the column pass': '| User | Pass |\n|---|---|\n| dana | § |',
  'dots before a password': 'Password ........ §',
  'jwt.sign': "jwt.sign(payload, '§', { expiresIn: '1h' })",
  createHmac: "crypto.createHmac('sha256', '§')",
  cookieParser: "app.use(cookieParser('§'))",
  'create_user of Django': "User.objects.create_user('dana', 'd@x.example', '§')",
  password_confirmation: "User.create!(password: '§', password_confirmation: '§')",
})

const hexDump = (bytes: string, group: number) =>
  Array.from({ length: Math.ceil(bytes.length / 16) }, (_, line) => {
    const part = bytes.slice(line * 16, line * 16 + 16)
    const hex = Buffer.from(part, 'latin1').toString('hex')
    const offset = (line * 16).toString(16).padStart(8, '0')
    return `${offset}: ${hex.match(new RegExp(`.{1,${group}}`, 'g'))?.join(' ')}  ${part.replace(/[^ -~]/g, '.')}\n`
  }).join('')

/** The parts of a value as a hexadecimal dump shows it, so that what is left of it is found. */
const dumped = (group: number) => (value: string) => {
  const masked = scrubText(`before\n${hexDump(`DB_PASSWORD=${value}\n`, group)}after`)
  return masked === 'before\n[secret]after' ? masked : value
}

const others: Readonly<Record<string, (value: string) => string>> = {
  'an object of Terraform': content((value) => ({ bcrypt_hash: 'x', result: value })),
  'a grant of OAuth': content((value) => ({ grant_type: 'authorization_code', code: value })),
  'AUTH of SMTP': text((value) => `AUTH PLAIN ${base64(`\0dana\0${value}`)}\n235 2.7.0 ok`),
  'a dialogue of SMTP': text((value) => `334 UGFzc3dvcmQ6\n${base64(value)}\n235 ok`),
  FileZilla: text((value) => `<User>dana</User><Pass encoding="base64">${base64(value)}</Pass>`),
  'a dump of xxd': dumped(4),
  'a dump of hexdump': dumped(2),
}

/** Files, commands and addresses in which no separator and no known format tells the credential. */
export const unusualForms: Readonly<Record<string, (value: string) => string>> = {
  ...statements,
  ...commands,
  ...addresses,
  ...encodings,
  ...files,
  ...others,
}

const wallet = 'abandon ability able about above absent absorb abstract absurd abuse access accident'
const numbered = wallet.split(' ').map((word, n) => `${n + 1}. ${word}`)

/** Words and codes by which an account or a wallet is opened; each must not be left: a part that none may contain. */
export const codes: Readonly<Record<string, readonly [masked: string, part: string]>> = {
  'a wallet in a line': [scrubText(`Recovery phrase: ${wallet}`), 'absurd'],
  'a wallet with commas': [scrubText(`seed phrase: ${wallet.replaceAll(' ', ', ')}`), 'absurd'],
  'a wallet in numbered lines': [scrubText(`Recovery phrase:\n${numbered.join('\n')}`), 'absurd'],
  'a wallet in a text of JSON': [scrubText(json({ mnemonic: wallet.split(' ') })), 'absurd'],
  'a wallet in an object': [json(scrubJson({ seedPhrase: wallet.split(' ') }, { owner: false })), 'absurd'],
  'an activation code': [scrubText('Activation code: XK29-VQMZ-7PLA'), '7PLA'],
  'an activation code in a sentence': [scrubText('Your activation code is **XK29-VQMZ-7PLA-B3DE**.'), 'B3DE'],
  'a product key': [scrubText('Product Key: XK29V-QMZ7P-LAB3D-E5FG7-HJ9KM'), 'HJ9KM'],
  'a PIN': [scrubText('PIN code: 8143'), '8143'],
  'a PIN in a sentence': [scrubText('The PIN is 8143.'), '8143'],
  'a PIN at a prompt': [scrubText('Enter PIN for dana: 8143'), '8143'],
  'backup codes': [scrubText('Backup codes:\n1. 4f9a-8c21\n2. b7d3-19e6\n'), 'b7d3'],
  'backup codes of digits': [scrubText('Your backup codes:\n1234 5678\n8765 4321\n'), '8765'],
  'backup codes in a text of JSON': [scrubText(json({ backup_codes: ['4f9a8c21', 'b7d319e6'] })), 'b7d3'],
  'backup codes in an object': [
    json(scrubJson({ recoveryCodes: ['4f9a8-c21b7', 'd319e-6a4c2'] }, { owner: false })),
    'd319e',
  ],
  'a key of BitLocker': [scrubText(`Recovery Key: ${'123456-'.repeat(7)}456789`), '456789'],
  'a key in DER': [
    scrubText(
      hexDump(
        Buffer.from(`MIIEvgIBADANBgkqhkiG9w0BAQEFAASC${'Zk3P'.repeat(20)}`, 'base64').toString('latin1'),
        4,
      ),
    ),
    '3082',
  ],
}
