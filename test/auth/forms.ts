import { scrubJson } from '../../src/auth/scrub.ts'
import { scrubText } from '../../src/auth/secret-patterns.ts'

const json = (value: unknown) => JSON.stringify(value)

/** Encodes text as Base64. */
export const base64 = (text: string) => Buffer.from(text).toString('base64')
const awsId = `AKIA${'7Q'.repeat(8)}`
const awsSecret = (value: string) => value.padEnd(40, '/aB3')
const text = (make: (value: string) => string) => (value: string) => scrubText(make(value))
const content = (make: (value: string) => unknown) => (value: string) =>
  json(scrubJson(make(value), { owner: false }))

/** Files, commands and objects that hold a password, which other readers than the owner must not see. */
export const forms: Readonly<Record<string, (value: string) => string>> = {
  // A name and its value under two keys
  'name and value': content((value) => ({ env: [{ name: 'DB_PASSWORD', value }] })),
  'Name and Value': content((value) => ({ Parameters: [{ Name: 'DbPassword', Value: value }] })),
  'ParameterKey and ParameterValue': content((value) => [
    { ParameterKey: 'MasterPassword', ParameterValue: value },
  ]),
  'a recorded Authorization header': content((value) => ({
    name: 'Authorization',
    value: `Bearer ${value}`,
  })),
  'a recorded cookie header': content((value) => ({ name: 'Cookie', value: `sid=${value}` })),
  'a recorded API key header': content((value) => ({ name: 'X-API-Key', value })),
  'a cookie of a browser': content((value) => ({ name: 'session', value, httpOnly: true })),
  'a pair': content((value) => ({ headers: [['x-api-key', value]] })),
  'a flat list of headers': content((value) => ['Accept', '*/*', 'X-Api-Key', value]),
  'a list of arguments': content((value) => ['deploy', '--token', value]),
  'a field of a form': content((value) => ({ label: 'API key', value })),
  'a selector and its text': content((value) => ({ selector: 'input[type=password]', text: value })),
  'the key pass': content((value) => ({ pass: value })),
  'the key auth': content((value) => ({ auths: { 'ghcr.io': { auth: base64(`dana:${value}`) } } })),
  'a private JSON Web Key': content((value) => ({ kty: 'OKP', crv: 'Ed25519', d: value })),
  'names and values in YAML': text((value) => `env:\n  - name: DB_PASSWORD\n    value: ${value}\n`),
  'names and values in a text of JSON': text((value) => json([{ name: 'DB_PASSWORD', value }])),
  'names and values in XML': text((value) => `<add key="ApiKey" value="${value}"/>`),
  // Encodings
  'a URL in a query string': text((value) => `?next=https%3A%2F%2Fx.example%2F%3Faccess_token%3D${value}`),
  'JSON in a URL': text((value) => encodeURIComponent(json({ password: value }))),
  'a twice encoded form': text((value) =>
    encodeURIComponent(`a=b&c=${encodeURIComponent(`password=${value}`)}`),
  ),
  'an encoded connection string': text((value) => `url=postgres%3A%2F%2Fdana%3A${value}%40db%2Fshop`),
  'HTML entities': text((value) => `<td>{&quot;password&quot;:&quot;${value}&quot;}</td>`),
  'escapes of JSON': text((value) => `"password\\u003d${value}"`),
  'JSON in JSON, five times': text((value) =>
    [1, 2, 3, 4, 5].reduce((inner) => json(inner), json({ apiKey: value })),
  ),
  'colours of a terminal': text((value) => `\u001b[32mAPI_KEY\u001b[0m=\u001b[33m${value}\u001b[0m`),
  'base64 of an environment': text((value) => base64(`HOME=/root\nDB_PASSWORD=${value}\n`)),
  'base64 in lines': text((value) =>
    base64(`HOME=/root\nLANG=C.UTF-8\nPATH=/usr/bin:/bin\nDB_PASSWORD=${value}\n`).replace(/.{76}/g, '$&\n'),
  ),
  'base64 of an environment with letters beyond ASCII': text((value) =>
    base64(`# the roastery of the office\n# Größe\nDB_PASSWORD=${value}\n`),
  ),
  'a Kubernetes Secret': text(
    (value) => `kind: Secret\ndata:\n  DSN: ${base64(`postgres://dana:${value}@db/shop`)}\n`,
  ),
  // Commands
  'curl -u': text((value) => `curl -u dana:${value} https://x.example`),
  'curl --user': text((value) => `curl --user "dana:${value}" https://x.example`),
  'curl -b': text((value) => `curl -b 'sid=${value}' https://x.example`),
  'mysql -p': text((value) => `mysql -u root -p${value} shop`),
  'sshpass -p': text((value) => `sshpass -p '${value}' ssh dana@host`),
  'docker login': text((value) => `docker login -u dana -p ${value} ghcr.io`),
  'redis-cli -a': text((value) => `redis-cli -h cache -a ${value} ping`),
  'an option and a space': text((value) => `deploy --client-secret ${value} --force`),
  setx: text((value) => `setx API_KEY "${value}"`),
  'ENV of a Dockerfile': text((value) => `ENV API_KEY ${value}`),
  'aws configure': text((value) => `aws configure set aws_secret_access_key ${value}`),
  'npm config': text((value) => `npm config set //registry.npmjs.org/:_authToken ${value}`),
  chpasswd: text((value) => `echo "root:${value}" | chpasswd`),
  openssl: text((value) => `openssl rsa -passin pass:${value}`),
  'echo and docker login': text((value) => `echo "${value}" | docker login -u dana --password-stdin`),
  'echo and gh auth login': text((value) => `echo ${value} | gh auth login --with-token`),
  'the input of sudo': text((value) => `sudo -S ls <<< "${value}"`),
  'the input of a login': text((value) => `gh auth login --with-token <<< '${value}'`),
  'http -a': text((value) => `http -a dana:${value} https://x.example`),
  'http --auth': text((value) => `http --auth=dana:${value} https://x.example`),
  'lftp -u': text((value) => `lftp -u dana,${value} sftp://x.example`),
  'plink -pw': text((value) => `plink -ssh dana@host -pw ${value}`),
  'psexec -p': text((value) => `psexec \\\\host -u dana -p ${value} cmd`),
  'openssl enc -k': text((value) => `openssl enc -aes-256-cbc -k ${value} -in x`),
  'keytool -storepass': text((value) => `keytool -storepass ${value} -alias x`),
  'git clone without a scheme': text((value) => `git clone dana:${value}@github.com/x/y`),
  'a secure string of PowerShell': text(
    (value) => `ConvertTo-SecureString -String "${value}" -AsPlainText -Force`,
  ),
  // Files
  'the next line': text((value) => `Password:\n${value}\n`),
  'a block of code below': text((value) => `Your API key:\n\`\`\`\n${value}\n\`\`\``),
  'the CSV of AWS': text((value) => `Access key ID,Secret access key\n${awsId},${awsSecret(value)}`),
  'the dialogue of AWS': text(
    (value) => `AWS Access Key ID [None]: ${awsId}\nAWS Secret Access Key [None]: ${awsSecret(value)}\n`,
  ),
  's3fs of AWS': text((value) => `${awsId}:${awsSecret(value)}`),
  'CDATA of XML': text((value) => `<password><![CDATA[${value}]]></password>`),
  'an input of HTML': text((value) => `<input type="password" name="pw" value="${value}">`),
  'braces of ODBC': text((value) => `Driver={ODBC};UID=sa;PWD={${value}};`),
  'a hash of LDAP': text((value) => `userPassword: {SSHA}${base64(value.padEnd(24, 'x'))}`),
  '.netrc': text((value) => `machine api.example login dana password ${value}`),
  '.netrc in lines': text((value) => `machine api.example\n  login dana\n  password ${value}\n`),
  '.pgpass': text((value) => `db.example:5432:shop:dana:${value}`),
  '.npmrc': text((value) => `//registry.example/:_auth="${base64(`dana:${value}`)}"`),
  'settings.xml': text((value) => `<server><username>dana</username><password>${value}</password></server>`),
  'a property list': text((value) => `<key>APIKey</key>\n<string>${value}</string>`),
  'strings.xml': text((value) => `<string name="api_key">${value}</string>`),
  'wp-config.php': text((value) => `define('DB_PASSWORD', '${value}');`),
  'a wireless network': text((value) => `network={\n ssid="x"\n psk="${value}"\n}`),
  'redis.conf': text((value) => `requirepass ${value}`),
  'a table in Markdown': text((value) => `| API key | \`${value}\` |`),
  'bold text in Markdown': text((value) => `**Password:** \`${value}\``),
  'a sentence': text((value) => `The password is ${value}.`),
  'a typed constant': text((value) => `const apiKey: string = '${value}'`),
  'the arguments of a call': text((value) => `os.environ.setdefault("API_KEY", "${value}")`),
  'a tuple': text((value) => `requests.get(url, auth=("dana", "${value}"))`),
  'a sentence of more words': text((value) => `The access token for the bot is \`${value}\``),
  'words in parentheses': text((value) => `API key (production) — ${value}`),
  'an arrow': text((value) => `token → ${value}`),
  // Tables
  'the export of a browser': text(
    (value) => `name,url,username,password\nx,https://x.example/,dana,${value}\n`,
  ),
  'the second row of a CSV': text((value) => `id,api_key,note\r\n1,,"a, b"\r\n2,"${value}",c\r\n`),
  'a column of Markdown': text((value) => `| user | password |\n|---|---|\n| dana | \`${value}\` |\n`),
  'a table of psql': text((value) => ` name | password\n------+---------\n dana | ${value}\n(1 row)\n`),
  'columns and tabs': text((value) => `user\tDB password\ndana\t${value}\n`),
  'columns and semicolons': text((value) => `Name;Passwort;Rolle\nDana;${value};Admin\n`),
  // Code
  'a constant of Rust': text((value) => `const API_KEY: &'static str = "${value}";`),
  'an array of C': text((value) => `char ssid_password[] = "${value}";`),
  'bytes of Go': text((value) => `var apiKey = []byte("${value}")`),
  'a default': text((value) => `apiKey: process.env.API_KEY ?? "${value}"`),
  'a setter': text((value) => `dataSource.setPassword("${value}");`),
  'a login': text((value) => `server.login("dana@x.example", "${value}")`),
  'a connection': text((value) => `pymysql.connect("localhost", "root", "${value}", "shop")`),
  'a cookie of a page': text((value) => `document.cookie = "session=${value}"`),
  'a field that a test fills': text((value) => `page.getByLabel('Password').fill('${value}')`),
  'a field by its name': text((value) => `cy.get('input[name=password]').type('${value}')`),
  // Other languages
  ...Object.fromEntries(
    `密码：|密码: |密码是 |API 密钥：|令牌：|パスワード：|パスワードは |비밀번호: |Пароль: |Mot de passe : |Mật khẩu: |Contraseña: |Contrasena: |Hasło: |Şifre: |Wachtwoord: |Lösenord: |Heslo: |Kata sandi: |كلمة المرور: |पासवर्ड: |Zugangsschlüssel: |password：|API key：|token＝|Salasana: |Parola: |Passord: `
      .split('|')
      .map((name) => [name, text((value) => `${name}${value}`)]),
  ),
  // Databases
  'CREATE ROLE': text((value) => `CREATE ROLE dana LOGIN PASSWORD '${value}';`),
  'IDENTIFIED BY': text((value) => `CREATE USER 'dana'@'%' IDENTIFIED BY '${value}';`),
  'the driver of Go': text((value) => `dana:${value}@tcp(db:3306)/shop?parseTime=true`),
  Oracle: text((value) => `jdbc:oracle:thin:dana/${value}@//db:1521/XE`),
  NATS: text((value) => `nats://${value}@host:4222`),
  Neo4j: text((value) => `NEO4J_AUTH=neo4j/${value}`),
  // Headers
  'the scheme SSWS': text((value) => `Authorization: SSWS ${value}`),
  'an unknown scheme': text((value) => `Authorization: Acme-Key ${value}`),
  'a scheme with parameters': text(
    (value) => `Authorization: OAuth oauth_token="a", oauth_signature="${value}"`,
  ),
  // URLs
  'a webhook': text((value) => `https://chat.example/hooks/${value}${value}`),
  'an RPC node': text((value) => `https://eth-mainnet.g.alchemy.com/v2/${value}`),
}

const body = ['MIIEowIBAAKCAQEAx8Zk3P9vQ1rT5yW7uB2nD4fG', 'aL0mN2pQ4rS6tU8vW0xYuB2nD4fG6hJ8kL0mN2pQ']
const pem = (mark = '', kind = 'PRIVATE KEY') =>
  [`-----BEGIN ${kind}-----`, ...body, `-----END ${kind}-----`].map((line) => `${mark}${line}`).join('\n')

/** Private keys as files, terminals, diffs and objects show them. Neither line of `body` may be left. */
export const keys: Readonly<Record<string, string>> = {
  'a diff': scrubText(pem('+')),
  'a quotation': scrubText(pem('> ')),
  comments: scrubText(pem('# ')),
  'numbered lines': scrubText(pem('').replace(/^/gm, '    12\t')),
  'lines of code': scrubText(pem('').replace(/^(.*)$/gm, '"$1\\n" +')),
  'a URL': scrubText(encodeURIComponent(pem())),
  base64: scrubText(base64(pem())),
  'a list of lines': json(scrubJson({ lines: pem().split('\n') }, { owner: false })),
  'unknown headers': scrubText(pem().replace('KEY-----\n', 'KEY-----\nX-Made-By: dana\n')),
  SSH2: scrubText(
    pem('', 'SSH2 ENCRYPTED PRIVATE KEY')
      .replaceAll('-----', '----')
      .replaceAll(/----(BEGIN|END)/g, '---- $1')
      .replaceAll('KEY----', 'KEY ----'),
  ),
  'a text that begins inside the key': scrubText(pem().split('\n').slice(1).join('\n')),
  PuTTY: scrubText(`PuTTY-User-Key-File-3: ssh-rsa\nPrivate-Lines: 2\n${body.join('\n')}\nPrivate-MAC: 1`),
}

export const keyLines: readonly string[] = body
