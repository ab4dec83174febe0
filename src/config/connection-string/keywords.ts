/** A connection string that cannot be used. The message completes "DATABASE_URL …", and never has a value that may be secret. */
export class ConnectionStringError extends Error {
  override readonly name = 'ConnectionStringError'
  /** The keyword whose value is at fault, if it is one's. */
  readonly keyword: string | undefined

  constructor(message: string, keyword?: string) {
    super(message)
    this.keyword = keyword
  }
}

/** Connection parameters by libpq's keyword. */
export type Parameters = Readonly<Record<string, string>>

type Keyword = {
  /** libpq's environment variable with the default. */
  readonly variable?: string
  /** The only values that are accepted. */
  readonly values?: readonly string[]
  /** Set if the parameter promises what the driver cannot keep. */
  readonly isRefused?: true
}

const refused = { isRefused: true } as const
const tlsVersions = { values: ['', 'TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'] }

/**
 * Keywords of libpq (of PostgreSQL 18). Finer points of TCP and of Kerberos, which the driver does not have, change nothing;
 * neither does `client_encoding`, as the gateway's is UTF-8.
 */
const keywords: Readonly<Record<string, Keyword>> = {
  service: { variable: 'PGSERVICE' },
  servicefile: { variable: 'PGSERVICEFILE' },
  host: { variable: 'PGHOST' },
  hostaddr: { variable: 'PGHOSTADDR' },
  port: { variable: 'PGPORT' },
  dbname: { variable: 'PGDATABASE' },
  user: { variable: 'PGUSER' },
  password: { variable: 'PGPASSWORD' },
  passfile: { variable: 'PGPASSFILE' },
  options: { variable: 'PGOPTIONS' },
  application_name: { variable: 'PGAPPNAME' },
  fallback_application_name: {},
  client_encoding: { variable: 'PGCLIENTENCODING' },
  connect_timeout: { variable: 'PGCONNECT_TIMEOUT' },
  keepalives: {},
  keepalives_idle: {},
  keepalives_interval: {},
  keepalives_count: {},
  tcp_user_timeout: {},
  target_session_attrs: {
    variable: 'PGTARGETSESSIONATTRS',
    values: ['any', 'read-write', 'read-only', 'primary', 'standby', 'prefer-standby'],
  },
  load_balance_hosts: { variable: 'PGLOADBALANCEHOSTS', values: ['disable', 'random'] },
  require_auth: { variable: 'PGREQUIREAUTH' },
  channel_binding: { variable: 'PGCHANNELBINDING', values: ['disable', 'prefer', 'require'] },
  sslmode: {
    variable: 'PGSSLMODE',
    values: ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'],
  },
  sslnegotiation: { variable: 'PGSSLNEGOTIATION', values: ['postgres', 'direct'] },
  sslrootcert: { variable: 'PGSSLROOTCERT' },
  sslcert: { variable: 'PGSSLCERT' },
  sslkey: { variable: 'PGSSLKEY' },
  sslpassword: {},
  sslcertmode: { variable: 'PGSSLCERTMODE', values: ['disable', 'allow'] },
  sslcrl: { variable: 'PGSSLCRL' },
  sslcrldir: { variable: 'PGSSLCRLDIR' },
  sslcompression: { variable: 'PGSSLCOMPRESSION' },
  sslsni: { variable: 'PGSSLSNI', values: ['1'] },
  ssl_min_protocol_version: { variable: 'PGSSLMINPROTOCOLVERSION', ...tlsVersions },
  ssl_max_protocol_version: { variable: 'PGSSLMAXPROTOCOLVERSION', ...tlsVersions },
  min_protocol_version: { variable: 'PGMINPROTOCOLVERSION', values: ['3.0'] },
  max_protocol_version: { variable: 'PGMAXPROTOCOLVERSION', values: ['3.0', '3.2', 'latest'] },
  gssencmode: { variable: 'PGGSSENCMODE', values: ['disable', 'prefer'] },
  krbsrvname: { variable: 'PGKRBSRVNAME' },
  gsslib: { variable: 'PGGSSLIB' },
  gssdelegation: { variable: 'PGGSSDELEGATION' },
  requirepeer: { variable: 'PGREQUIREPEER', ...refused },
  replication: refused,
  scram_client_key: refused,
  scram_server_key: refused,
  sslkeylogfile: refused,
  oauth_issuer: refused,
  oauth_client_id: refused,
  oauth_client_secret: refused,
  oauth_scope: refused,
}

/** Throws for a keyword that libpq does not know or that is not supported, and for a value that a keyword cannot have. */
export function checkParameters(given: Parameters): void {
  for (const [keyword, value] of Object.entries(given)) {
    const known = Object.hasOwn(keywords, keyword) ? keywords[keyword] : undefined
    if (!known)
      throw new ConnectionStringError(`has an unknown parameter ${JSON.stringify(keyword)}`, keyword)
    if (known.isRefused) throw new ConnectionStringError(`has ${keyword}, which is not supported`, keyword)
    if (known.values && !known.values.includes(value)) {
      const allowed = known.values.filter(Boolean).join(', ')
      throw new ConnectionStringError(`has ${keyword}=${value}, and may have ${allowed}`, keyword)
    }
  }
}

/** Parameters from libpq's environment variables. */
export const readEnvironment = (env: NodeJS.ProcessEnv): Parameters =>
  Object.fromEntries(
    Object.entries(keywords).flatMap(([keyword, { variable }]) => {
      const value = variable && env[variable]
      return value === undefined ? [] : [[keyword, value]]
    }),
  )

/** Name of libpq's environment variable for a keyword. */
export const getVariable = (keyword: string): string | undefined => keywords[keyword]?.variable
