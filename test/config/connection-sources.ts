import { type Form, plain, preferring, type Refused } from './connection-strings.ts'

/** Files that forms refer to by `{folder}/name`. */
export const files: Readonly<Record<string, string>> = {
  'services.conf': `# comment

[other]
host=nowhere.invalid

[mine]
  host=127.0.0.1
port={port}
user=u
password=pw
dbname=d
dbname=second
application_name=a

[plain]
host=127.0.0.1
port={port}
sslmode=disable
[bogus]
host=127.0.0.1
sslmode=bogus
[nested]
service=mine
[line]
hunter2
[unknown]
schema=hunter2
[ldap]
ldap://hunter2
`,
  'system/pg_service.conf': '[system]\nhost=127.0.0.1\nport={port}\nuser=u\npassword=pw\ndbname=d\n',
  '.pg_service.conf': '[home]\nhost=127.0.0.1\nport={port}\nuser=u\npassword=pw\ndbname=d\n',
  pgpass: `#127.0.0.1:*:*:*:comment
127.0.0.1:{other}:*:*:other
127.0.0.1:{port}:d:somebody:theirs
127.0.0.1:{port}:d\\:b:u:p\\:w\\\\x
127.0.0.1:{port}:*:u:from the file
localhost:*:d:u:local
*:{port}:named:u:anywhere:ignored
`,
  '.pgpass': '127.0.0.1:*:*:*:home\n',
  open: '*:*:*:*:hunter2\n',
}

const none = { PGPASSFILE: '/dev/null' }
const services = { PGSERVICEFILE: '{folder}/services.conf' }
const passwords = { PGPASSFILE: '{folder}/pgpass' }
const at = 'postgresql://u@127.0.0.1:{port}'

export const sources: readonly Form[] = [
  // Service files
  { form: 'service=mine', env: services, sent: preferring() },
  { form: 'postgresql://?service=mine', env: services, sent: preferring() },
  { form: 'postgresql:///e?service=mine', env: services, sent: preferring({ database: 'e' }) },
  { form: 'service=mine user=v', env: services, sent: preferring({ user: 'v' }) },
  { form: 'password=qw', env: { ...services, PGSERVICE: 'mine' }, sent: preferring({ password: 'qw' }) },
  {
    form: 'service=mine',
    env: { ...services, PGUSER: 'os', PGPASSWORD: 'env', PGDATABASE: 'env' },
    sent: preferring(),
  },
  {
    form: 'service=plain dbname=d',
    env: { ...services, PGUSER: 'os', PGPASSWORD: 'env', PGSSLMODE: 'require' },
    sent: plain({ user: 'os', password: 'env' }),
  },
  { form: 'service=system', env: { ...services, PGSYSCONFDIR: '{folder}/system' }, sent: preferring() },
  { form: 'service=home', sent: preferring() },
  {
    form: 'service=mine servicefile={folder}/services.conf',
    sent: preferring(),
    isPsqlOther: true,
  },
  // Password files
  { form: `${at}/e`, env: passwords, sent: preferring({ database: 'e', password: 'from the file' }) },
  { form: `${at}/d:b`, env: passwords, sent: preferring({ database: 'd:b', password: 'p:w\\x' }) },
  {
    form: `${at}/e?passfile={folder}/pgpass`,
    sent: preferring({ database: 'e', password: 'from the file' }),
  },
  {
    form: `passfile={folder}/pgpass host=127.0.0.1 port={other} user=u dbname=d`,
    sent: preferring({ at: 'other', password: 'other' }),
  },
  { form: `${at}/d`, env: { ...passwords, PGPASSWORD: 'env' }, sent: preferring({ password: 'env' }) },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d', env: passwords, sent: preferring() },
  {
    form: `postgresql://v@127.0.0.1:{port}/d`,
    env: passwords,
    sent: preferring({ user: 'v', password: null }),
  },
  {
    form: 'postgresql://u@127.0.0.1:{closed},127.0.0.1:{other}/d',
    env: passwords,
    sent: preferring({ at: 'other', password: 'other' }),
  },
  {
    form: 'postgresql://u@localhost:{port}/d?hostaddr=127.0.0.1',
    env: passwords,
    sent: preferring({ password: 'local' }),
  },
  {
    form: 'postgresql://u@/named?host={folder}&port={port}',
    env: passwords,
    sent: plain({ at: 'socket', database: 'named', password: 'anywhere' }),
  },
  { form: `${at}/d`, env: { PGPASSFILE: '' }, sent: preferring({ password: 'home' }) },
  { form: `${at}/d`, env: { PGPASSFILE: '{folder}/open' }, sent: preferring({ password: null }) },
  { form: `${at}/d`, env: { PGPASSFILE: '{folder}/none' }, sent: preferring({ password: null }) },
  // Environment variables
  {
    form: 'dbname=d',
    env: { PGHOST: '127.0.0.1', PGPORT: '{port}', PGUSER: 'u', PGPASSWORD: 'pw' },
    sent: preferring(),
  },
  {
    form: 'postgresql://',
    env: { PGHOST: '127.0.0.1', PGPORT: '{port}', PGUSER: 'u', PGPASSWORD: 'pw', PGDATABASE: 'd' },
    sent: preferring(),
  },
  { form: 'postgresql://:pw@:{port}/d', env: { PGHOST: '127.0.0.1', PGUSER: 'u' }, sent: preferring() },
  {
    form: 'postgresql://u:pw@nowhere.invalid:{port}/d',
    env: { PGHOSTADDR: '127.0.0.1' },
    sent: preferring(),
  },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d', env: { PGSSLMODE: 'disable' }, sent: plain() },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d', env: { PGSSLMODE: 'require' }, sent: ['TLS? first'] },
  {
    form: 'postgresql://u:pw@127.0.0.1:{port}/d',
    env: { PGOPTIONS: '-c work_mem=8MB' },
    sent: preferring({ options: '-c work_mem=8MB' }),
  },
  {
    form: "host=127.0.0.1 port={port} user=u password='' dbname=d",
    env: { ...none, PGPASSWORD: 'env' },
    sent: preferring({ password: null }),
  },
  {
    form: "host=127.0.0.1 port={port} user=u password=pw dbname=''",
    env: { PGDATABASE: 'e' },
    sent: preferring({ database: 'u' }),
  },
  // Kinds of servers
  ...['read-write', 'read-only', 'primary', 'standby', 'prefer-standby', 'any'].map((kind) => ({
    form: `postgresql://u:pw@127.0.0.1:{port}/d?target_session_attrs=${kind}`,
    sent: preferring(),
  })),
  {
    form: 'postgresql://u:pw@127.0.0.1:{closed},127.0.0.1:{port}/d',
    env: { PGTARGETSESSIONATTRS: 'prefer-standby' },
    sent: preferring(),
  },
  // Authentication, where the server asks for a password in clear text
  ...['password', 'password,scram-sha-256', '!md5', '!none', '!gss,!sspi', 'none,password'].map(
    (methods) => ({
      form: `postgresql://u:pw@127.0.0.1:{port}/d?require_auth=${methods}`,
      sent: preferring(),
      isPsqlOther: true as const,
    }),
  ),
  ...['scram-sha-256', 'md5', '!password', 'none', 'md5,scram-sha-256'].map((methods) => ({
    form: `postgresql://u:pw@127.0.0.1:{port}/d?require_auth=${methods}`,
    sent: preferring({ password: null }),
    isPsqlOther: true as const,
  })),
  {
    form: 'postgresql://u:pw@127.0.0.1:{port}/d',
    env: { PGREQUIREAUTH: 'md5' },
    sent: preferring({ password: null }),
    isPsqlOther: true,
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{port}/d?channel_binding=require&sslmode=disable',
    sent: plain({ password: null }),
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{port}/d?sslmode=disable',
    env: { PGCHANNELBINDING: 'require' },
    sent: plain({ password: null }),
  },
]

const url = 'postgresql://u:hunter2@h/d'

export const refusedSources: readonly Refused[] = [
  { form: 'service=none', env: services, says: 'names service "none", which is not defined' },
  {
    form: 'service=none',
    env: { PGSERVICEFILE: '{folder}/none' },
    says: 'has a service file that cannot be read',
  },
  { form: url, env: { ...services, PGSERVICE: 'none' }, says: 'names service "none", which is not defined' },
  { form: 'service=nested', env: services, says: 'has a service that names a service (line 23' },
  {
    form: 'service=line',
    env: services,
    says: 'has a service with a line that is not keyword=value (line 25',
  },
  {
    form: 'service=unknown',
    env: services,
    says: 'has an unknown parameter "schema" (from service "unknown")',
  },
  { form: 'service=ldap', env: services, says: 'has an LDAP service, which is not supported (line 29' },
  {
    form: 'service=bogus',
    env: services,
    says: 'has sslmode=bogus, and may have disable, allow, prefer, require, verify-ca, verify-full (from service "bogus")',
  },
  {
    form: url,
    env: { PGSSLMODE: 'bogus' },
    says: 'has sslmode=bogus, and may have disable, allow, prefer, require, verify-ca, verify-full (from PGSSLMODE)',
  },
  { form: url, env: { PGSSLMODE: '' }, says: 'has sslmode=, and may have disable' },
  { form: `${url}?sslmode=`, says: 'has sslmode=, and may have disable' },
  {
    form: 'postgresql://u:hunter2@h/d',
    env: { PGPORT: 'hunter' },
    says: 'has a port that is no number from 1 to 65535 (from PGPORT)',
  },
  {
    form: url,
    env: { PGCONNECT_TIMEOUT: 'soon' },
    says: 'has a connect_timeout that is no whole number (from PGCONNECT_TIMEOUT)',
  },
  { form: url, env: { PGTARGETSESSIONATTRS: 'leader' }, says: 'has target_session_attrs=leader' },
  { form: url, env: { PGCHANNELBINDING: 'maybe' }, says: 'has channel_binding=maybe' },
  {
    form: url,
    env: { PGSSLMODE: 'verify-full' },
    says: 'has sslmode=verify-full, which needs sslrootcert or ~/.postgresql/root.crt (from PGSSLMODE)',
  },
  {
    form: url,
    env: { PGSSLROOTCERT: '/none.pem', PGSSLMODE: 'verify-ca' },
    says: 'has sslrootcert=/none.pem, which cannot be read',
  },
  { form: url, env: { PGSSLMINPROTOCOLVERSION: 'SSLv3' }, says: 'has ssl_min_protocol_version=SSLv3' },
  // What psql takes, and the driver cannot do
  ...[
    ['requirepeer=postgres', 'has requirepeer, which is not supported'],
    ['gssencmode=require', 'has gssencmode=require, and may have disable, prefer'],
    ['replication=database', 'has replication, which is not supported'],
    ['scram_client_key=hunter2', 'has scram_client_key, which is not supported'],
    ['oauth_client_secret=hunter2', 'has oauth_client_secret, which is not supported'],
    ['sslsni=0', 'has sslsni=0, and may have 1'],
    ['sslcertmode=require', 'has sslcertmode=require, and may have disable, allow'],
    ['min_protocol_version=3.2', 'has min_protocol_version=3.2, and may have 3.0'],
    ['require_auth=gss', 'has require_auth=gss, of which the driver supports none'],
    ['require_auth=md5,!password', 'has require_auth=md5,!password, which mixes'],
    ['require_auth=md5,md5', 'has require_auth=md5,md5, which names a method twice'],
    ['require_auth=kerberos', 'has require_auth=kerberos, and may have password, md5, scram-sha-256'],
    ['require_auth=md5%26channel_binding', 'has require_auth=md5&channel_binding, and may have'],
    [
      'require_auth=md5&channel_binding=require',
      'has channel_binding=require, for which require_auth allows no',
    ],
  ].map(([query, says = '']) => ({ form: `${url}?${query}`, says, isPsqlOther: true as const })),
  {
    form: url,
    env: { PGREQUIREPEER: 'postgres' },
    says: 'has requirepeer, which is not supported (from PGREQUIREPEER)',
    isPsqlOther: true,
  },
  {
    form: url,
    env: { PGGSSENCMODE: 'require' },
    says: 'has gssencmode=require, and may have disable, prefer (from PGGSSENCMODE)',
  },
]
