/** What a server heard: a request for TLS, or who came in. */
export type Sent =
  | `TLS? ${string}`
  | {
      readonly at: string
      readonly isEncrypted: boolean
      readonly user: string | undefined
      readonly database: string | undefined
      readonly password: string | null
      readonly options?: string
    }

/** `isPsqlOther`: psql of PostgreSQL 15 does otherwise, as a newer one, or a driver, is what takes the form. */
export type Form = {
  readonly form: string
  readonly sent: readonly Sent[]
  readonly isPsqlOther?: true
  readonly env?: Readonly<Record<string, string>>
}

const came = (more: object = {}) =>
  ({ at: 'first', isEncrypted: false, user: 'u', database: 'd', password: 'pw', ...more }) as const
/** The default, as of `sslmode=prefer`: TLS is asked for, and gone without where there is none. */
export const preferring = (more: object = {}): Sent[] => {
  const sent = came(more)
  return [`TLS? ${sent.at}`, sent]
}

/** What a server without TLS receives: one start-up message. */
export const plain = (more: object = {}): Sent[] => [came(more)]

export const accepted: readonly Form[] = [
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d', sent: preferring() },
  { form: 'postgres://u:pw@127.0.0.1:{port}/d', sent: preferring() },
  { form: 'postgresql+asyncpg://u:pw@127.0.0.1:{port}/d', sent: preferring(), isPsqlOther: true },
  { form: 'postgres+psycopg2://u:pw@127.0.0.1:{port}/d', sent: preferring(), isPsqlOther: true },
  { form: 'postgresql+asyncpg://u:pw@127.0.0.1:{port}/d?ssl=disable', sent: plain(), isPsqlOther: true },
  // Databases, users and passwords
  { form: 'postgresql://u:pw@127.0.0.1:{port}', sent: preferring({ database: 'u' }) },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/', sent: preferring({ database: 'u' }) },
  { form: 'postgresql://127.0.0.1:{port}/d?user=u&password=pw', sent: preferring() },
  { form: 'postgresql://x:y@127.0.0.1:{port}/z?user=u&password=pw&dbname=d', sent: preferring() },
  { form: 'postgresql://@127.0.0.1:{port}/d?password=pw', sent: preferring({ user: 'os' }) },
  { form: 'postgresql://127.0.0.1:{port}/d?password=pw', sent: preferring({ user: 'os' }) },
  { form: 'postgresql://u@127.0.0.1:{port}/d?sslmode=disable', sent: plain({ password: null }) },
  { form: 'postgresql://u:@127.0.0.1:{port}/d?sslmode=disable', sent: plain({ password: null }) },
  // Escapes, and characters that URLs reserve and PostgreSQL does not
  { form: 'postgresql://u:p%40w@127.0.0.1:{port}/d', sent: preferring({ password: 'p@w' }) },
  { form: 'postgresql://u:p%2Fw%3A%25@127.0.0.1:{port}/d', sent: preferring({ password: 'p/w:%' }) },
  { form: 'postgresql://u:p#w@127.0.0.1:{port}/d', sent: preferring({ password: 'p#w' }) },
  { form: 'postgresql://u:p?w@127.0.0.1:{port}/d', sent: preferring({ password: 'p?w' }) },
  { form: 'postgresql://u:p:w@127.0.0.1:{port}/d', sent: preferring({ password: 'p:w' }) },
  { form: 'postgresql://u:p+w@127.0.0.1:{port}/d+e', sent: preferring({ password: 'p+w', database: 'd+e' }) },
  { form: 'postgresql://u:p[w@127.0.0.1:{port}/d', sent: preferring({ password: 'p[w' }) },
  {
    form: 'postgresql://u:%C3%A9@127.0.0.1:{port}/d%20b',
    sent: preferring({ password: 'é', database: 'd b' }),
  },
  { form: 'postgresql://u%40h:pw@127.0.0.1:{port}/d#b', sent: preferring({ user: 'u@h', database: 'd#b' }) },
  { form: 'postgresql://U:pw@127.0.0.1:{port}/D/e', sent: preferring({ user: 'U', database: 'D/e' }) },
  // Hosts and ports
  { form: 'postgresql://u:pw@localhost:{port}/d?hostaddr=127.0.0.1', sent: preferring() },
  { form: 'postgresql://u:pw@/d?host=127.0.0.1&port={port}', sent: preferring() },
  { form: 'postgresql://u:pw@ignored.invalid:1/d?host=127.0.0.1&port={port}', sent: preferring() },
  { form: 'postgresql://u:pw@[::1]:{port}/d', sent: preferring({ at: 'ipv6' }) },
  { form: 'postgresql://u:pw@/d?host=::1&port={port}', sent: preferring({ at: 'ipv6' }) },
  // Sockets
  { form: 'postgresql:///d?host={folder}&port={port}&user=u&password=pw', sent: plain({ at: 'socket' }) },
  { form: 'postgresql://u:pw@/d?host={folder}&port={port}', sent: plain({ at: 'socket' }) },
  { form: 'postgresql://u:pw@{socket}:{port}/d', sent: plain({ at: 'socket' }) },
  { form: 'postgresql://u:pw@{socket}:{port}/d?sslmode=require', sent: plain({ at: 'socket' }) },
  // Several hosts
  { form: 'postgresql://u:pw@127.0.0.1:{port},127.0.0.1:{other}/d', sent: preferring() },
  { form: 'postgresql://u:pw@127.0.0.1:{closed},127.0.0.1:{other}/d', sent: preferring({ at: 'other' }) },
  {
    form: 'postgresql://u:pw@127.0.0.1,[::1]:{port}/d?port={closed},{port}',
    sent: preferring({ at: 'ipv6' }),
  },
  {
    form: 'postgresql://u:pw@/d?host=127.0.0.1,127.0.0.1&port={closed},{other}',
    sent: preferring({ at: 'other' }),
  },
  { form: 'postgresql://u:pw@/d?host={folder}/none,127.0.0.1&port={port}', sent: preferring() },
  {
    form: 'postgresql://u:pw@127.0.0.1:{closed},127.0.0.1:{port}/d?target_session_attrs=read-write',
    sent: preferring(),
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{port}/d?load_balance_hosts=random',
    sent: preferring(),
    isPsqlOther: true,
  },
  // SSL modes, where the server has no TLS
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d?sslmode=disable', sent: plain() },
  // psql repeats its attempt without TLS once more.
  {
    form: 'postgresql://u:pw@127.0.0.1:{port}/d?sslmode=allow',
    sent: [came(), 'TLS? first'],
    isPsqlOther: true,
  },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d?sslmode=prefer', sent: preferring() },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d?sslmode=require', sent: ['TLS? first'] },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d?ssl=true', sent: ['TLS? first'] },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d?ssl=false', sent: plain(), isPsqlOther: true },
  { form: 'postgresql://u:pw@127.0.0.1:{port}/d?ssl=require', sent: ['TLS? first'], isPsqlOther: true },
  // Options
  {
    form: 'postgresql://u:pw@127.0.0.1:{port}/d?options=-c%20work_mem%3D8MB',
    sent: preferring({ options: '-c work_mem=8MB' }),
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{port}/d?connect_timeout=3&application_name=a&keepalives=0&client_encoding=utf8',
    sent: preferring(),
  },
  // Keywords and values
  { form: 'host=127.0.0.1 port={port} user=u password=pw dbname=d', sent: preferring() },
  {
    form: "host = 127.0.0.1  port='{port}' user=u password='p \\'w\\\\' dbname=d",
    sent: preferring({ password: "p 'w\\" }),
  },
  { form: 'host={folder} port={port} user=u password=pw dbname=d', sent: plain({ at: 'socket' }) },
  {
    form: "host=127.0.0.1 port={port} user=u password=pw dbname=d sslmode=disable options=''",
    sent: plain(),
  },
]

/** Where the server has TLS, with a certificate for `localhost`, and refuses every password. */
const encrypted = came({ at: 'tls', isEncrypted: true })
const unencrypted = came({ at: 'tls' })

export const tlsForms: readonly Form[] = [
  { form: 'postgresql://u:pw@127.0.0.1:{tls}/d', sent: ['TLS? tls', encrypted, unencrypted] },
  { form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=allow', sent: [unencrypted, 'TLS? tls', encrypted] },
  { form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=require', sent: ['TLS? tls', encrypted] },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=require&sslrootcert={folder}/ca.crt',
    sent: ['TLS? tls', encrypted],
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=require&sslrootcert={folder}/wrong.crt',
    sent: ['TLS? tls'],
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=verify-ca&sslrootcert={folder}/ca.crt',
    sent: ['TLS? tls', encrypted],
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=verify-ca&sslrootcert={folder}/wrong.crt',
    sent: ['TLS? tls'],
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=verify-full&sslrootcert={folder}/ca.crt',
    sent: ['TLS? tls'],
  },
  {
    form: 'postgresql://u:pw@localhost:{tls}/d?hostaddr=127.0.0.1&sslmode=verify-full&sslrootcert={folder}/ca.crt',
    sent: ['TLS? tls', encrypted],
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=require&channel_binding=require',
    sent: ['TLS? tls', { ...encrypted, password: null }],
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=verify-ca&sslrootcert={folder}/ca.crt&sslcrldir={folder}/revoked',
    sent: ['TLS? tls'],
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=verify-ca&sslrootcert={folder}/ca.crt&sslcrldir={folder}/valid',
    sent: ['TLS? tls', encrypted],
  },
  {
    form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslmode=verify-ca&sslrootcert={folder}/ca.crt',
    env: { PGSSLCRL: '{folder}/valid/{hash}.r0' },
    sent: ['TLS? tls', encrypted],
  },
  { form: 'postgresql://u:pw@127.0.0.1:{tls}/d?sslrootcert=system', sent: ['TLS? tls'], isPsqlOther: true },
]

/** A connection string that is refused, and a part of the error message. */
export type Refused = Omit<Form, 'sent'> & { readonly says: string }

export const refused: readonly Refused[] = [
  { form: 'mysql://u:hunter2@h/d', says: 'must be a PostgreSQL URL' },
  { form: 'u:hunter2@h/d', says: 'must be a PostgreSQL URL', isPsqlOther: true },
  { form: 'postgresql://u:hunter2@h:99999/d', says: 'has a port that is no number from 1 to 65535' },
  { form: 'postgresql://u:hunter2@h:x/d', says: 'has a port that is no number' },
  { form: 'postgresql://u:hunter2/w@h/d', says: 'has a port that is no number' },
  { form: 'postgresql://u:hunter2%zz@h/d', says: 'has a % that is no escape' },
  { form: 'postgresql://u:hunter2%00@h/d', says: 'has a % that is no escape' },
  { form: 'postgresql://u:hunter2@[::1/d', says: 'has an IPv6 address' },
  { form: 'postgresql://u:hunter2@[::1]x/d', says: 'has an IPv6 address' },
  { form: 'postgresql://u:hunter2@[]/d', says: 'has an empty IPv6 address' },
  { form: 'postgresql://u:hunter2@a:1,b:2/d?port=1,2,3', says: 'has not as many ports as hosts' },
  { form: 'postgresql://u:hunter2@a,b/d?hostaddr=127.0.0.1', says: 'has not as many values of hostaddr' },
  {
    form: 'postgresql://u:hunter2@h/d?sslmode=bogus',
    says: 'has sslmode=bogus, and may have disable, allow',
  },
  {
    form: 'postgresql://u:hunter2@h/d?sslmode=verify-full',
    says: 'has sslmode=verify-full, which needs sslrootcert',
  },
  {
    form: 'postgresql://u:hunter2@h/d?sslmode=verify-ca&sslrootcert=/none.pem',
    says: 'has sslrootcert=/none.pem, which cannot be read',
  },
  {
    form: 'postgresql://u:hunter2@h/d?sslrootcert=system&sslmode=require',
    says: 'has sslmode=require, which is too weak',
  },
  { form: 'postgresql://u:hunter2@h/d?schema=public', says: 'has an unknown parameter "schema"' },
  { form: 'postgresql://u:hunter2@h/d?sslmode', says: 'has a parameter that is not keyword=value' },
  { form: 'postgresql://u:hunter2@h/d?options=-c a=b=c', says: 'has a parameter that is not keyword=value' },
  {
    form: 'postgresql://u:hunter2@h/d?connect_timeout=soon',
    says: 'has a connect_timeout that is no whole number',
  },
  { form: 'postgresql://u:hunter2@h/d?target_session_attrs=leader', says: 'has target_session_attrs=leader' },
  { form: 'postgresql://u:hunter2@h/d?service=mine', says: 'names service "mine", which is not defined' },
  { form: 'host=h user=u password=hunter2 nonsense', says: 'has a parameter that is not keyword=value' },
  { form: "host=h user=u password='hunter2", says: 'has a parameter that is not keyword=value' },
]
