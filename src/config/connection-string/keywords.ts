/** A connection string that cannot be used. The message completes "DATABASE_URL …", and never has a value that may be secret. */
export class ConnectionStringError extends Error {
  override readonly name = 'ConnectionStringError'
}

/** Connection parameters by libpq's keyword. */
export type Parameters = Readonly<Record<string, string>>

/** Keywords of libpq that are heeded. */
const heeded = [
  'host',
  'hostaddr',
  'port',
  'dbname',
  'user',
  'password',
  'options',
  'application_name',
  'fallback_application_name',
  'connect_timeout',
  'keepalives',
  'keepalives_idle',
  'sslmode',
  'sslnegotiation',
  'sslrootcert',
  'sslcert',
  'sslkey',
  'sslpassword',
  'sslcrl',
  'ssl_min_protocol_version',
  'ssl_max_protocol_version',
  'channel_binding',
  'target_session_attrs',
  'load_balance_hosts',
] as const

/** Keywords that change nothing here: finer points of TCP, TLS and Kerberos, and the encoding, which is UTF-8. */
const ignored: readonly string[] = [
  'client_encoding',
  'keepalives_interval',
  'keepalives_count',
  'tcp_user_timeout',
  'sslcompression',
  'sslsni',
  'sslcertmode',
  'krbsrvname',
  'gsslib',
  'gssdelegation',
  'min_protocol_version',
  'max_protocol_version',
]

/** Keywords that promise what is not kept here, and so are refused. */
const refused: readonly string[] = [
  'service',
  'servicefile',
  'passfile',
  'replication',
  'requirepeer',
  'require_auth',
  'sslcrldir',
]

/** Environment variables with libpq's defaults, by keyword. */
const environment: Readonly<Record<string, string>> = {
  host: 'PGHOST',
  hostaddr: 'PGHOSTADDR',
  port: 'PGPORT',
  dbname: 'PGDATABASE',
  user: 'PGUSER',
  password: 'PGPASSWORD',
  options: 'PGOPTIONS',
  application_name: 'PGAPPNAME',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  sslcrl: 'PGSSLCRL',
  channel_binding: 'PGCHANNELBINDING',
  target_session_attrs: 'PGTARGETSESSIONATTRS',
  load_balance_hosts: 'PGLOADBALANCEHOSTS',
}

const values: Readonly<Record<string, readonly string[]>> = {
  sslmode: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
  sslnegotiation: ['postgres', 'direct'],
  channel_binding: ['disable', 'prefer', 'require'],
  gssencmode: ['disable', 'prefer'],
  target_session_attrs: ['any', 'read-write', 'read-only', 'primary', 'standby'],
  load_balance_hosts: ['disable', 'random'],
}

/** Throws for a keyword that libpq does not know or that is not supported, and for a value that a keyword cannot have. */
export function checkParameters(given: Parameters): void {
  for (const [keyword, value] of Object.entries(given)) {
    if (refused.includes(keyword)) throw new ConnectionStringError(`has ${keyword}, which is not supported`)
    const isKnown = keyword in values || ignored.includes(keyword) || heeded.some((one) => one === keyword)
    if (!isKnown) throw new ConnectionStringError(`has an unknown parameter ${JSON.stringify(keyword)}`)
    const allowed = values[keyword]
    if (allowed && !allowed.includes(value))
      throw new ConnectionStringError(`has ${keyword}=${value}, and may have ${allowed.join(', ')}`)
  }
}

/** The same parameters, and for those that are absent or empty the environment's. */
export function withEnvironment(given: Parameters, env: NodeJS.ProcessEnv): Parameters {
  const defaults = Object.entries(environment).flatMap(([keyword, variable]) => {
    const value = env[variable]
    return value ? [[keyword, value]] : []
  })
  const present = Object.entries(given).filter(([, value]) => value !== '')
  return { ...Object.fromEntries(defaults), ...Object.fromEntries(present) }
}
