import { existsSync, readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionOptions, SecureVersion } from 'node:tls'
import { ConnectionStringError, type Parameters } from './keywords.ts'

/** TLS of one attempt at a connection; false for a connection without it. */
export type Tls = ConnectionOptions | false

const inHome = (name: string) => join(homedir(), '.postgresql', name)

/** Returns the attempts of an SSL mode in libpq's order. Throws for missing files. */
export function listTlsAttempts(given: Parameters, serverName: string): Tls[] {
  const { sslrootcert = existing(inHome('root.crt')) } = given
  const mode = given.sslmode ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer')
  if (mode === 'disable') return [false]
  if (sslrootcert === 'system' && mode !== 'verify-full')
    throw new ConnectionStringError(
      `has sslmode=${mode}, which is too weak for sslrootcert=system: verify-full`,
      'sslmode',
    )
  if (given.sslnegotiation === 'direct' && !['require', 'verify-ca', 'verify-full'].includes(mode))
    throw new ConnectionStringError(
      `has sslmode=${mode}, which is too weak for sslnegotiation=direct: require`,
      'sslmode',
    )
  const secured = { ...common(given), ...verification(mode, sslrootcert, serverName) }
  if (mode === 'allow') return [false, secured]
  return mode === 'prefer' ? [secured, false] : [secured]
}

/** As libpq, `require` verifies the certificate's issuer where there is a file of trusted ones. */
function verification(mode: string, root: string | undefined, serverName: string): ConnectionOptions {
  const servername = serverName ? { servername: serverName } : {}
  if (root === 'system') return { rejectUnauthorized: true, ...servername }
  const isChecked = mode.startsWith('verify-') || (mode === 'require' && root !== undefined)
  if (!isChecked) return { rejectUnauthorized: false, ...servername }
  if (root === undefined)
    throw new ConnectionStringError(
      `has sslmode=${mode}, which needs sslrootcert or ~/.postgresql/root.crt`,
      'sslmode',
    )
  const verified = { ca: read('sslrootcert', root), rejectUnauthorized: true, ...servername }
  return mode === 'verify-full' ? verified : { ...verified, checkServerIdentity: () => undefined }
}

function common(given: Parameters): ConnectionOptions {
  const { sslcert = existing(inHome('postgresql.crt')), sslkey = existing(inHome('postgresql.key')) } = given
  const certificate = given.sslcertmode === 'disable' ? undefined : sslcert
  if (certificate && !sslkey)
    throw new ConnectionStringError(
      `has sslcert=${certificate} without a private key: set sslkey, or sslcertmode=disable`,
      'sslcert',
    )
  const revoked = revocationLists(given)
  return {
    ...(certificate && sslkey && { cert: read('sslcert', certificate), key: readKey(sslkey) }),
    ...(given.sslpassword && { passphrase: given.sslpassword }),
    ...(revoked.length > 0 && { crl: revoked }),
    minVersion: given.ssl_min_protocol_version as SecureVersion | undefined,
    maxVersion: given.ssl_max_protocol_version as SecureVersion | undefined,
  }
}

/** The lists of a file, or of a folder in which OpenSSL's `rehash` has named them (`<hash>.r<number>`). */
function revocationLists({ sslcrl, sslcrldir }: Parameters): string[] {
  if (sslcrldir)
    return list('sslcrldir', sslcrldir)
      .filter((name) => /\.r\d+$/.test(name))
      .map((name) => read('sslcrldir', join(sslcrldir, name)))
  const file = sslcrl ?? existing(inHome('root.crl'))
  return file ? [read('sslcrl', file)] : []
}

/** As libpq, refuses a private key that others may read: a group may, where the file is root's. */
function readKey(path: string): string {
  const stats = access('sslkey', path, () => statSync(path))
  if (!isPrivate(stats))
    throw new ConnectionStringError(
      `has sslkey=${path}, which others can read or change: chmod 0600 (0640 if root owns it)`,
      'sslkey',
    )
  return read('sslkey', path)
}

/** Windows has no such modes. */
const isPrivate = ({ mode, uid }: Stats) =>
  process.platform === 'win32' || (mode & (uid === 0 ? 0o037 : 0o077)) === 0

const existing = (path: string) => (existsSync(path) ? path : undefined)

const read = (keyword: string, path: string) => access(keyword, path, () => readFileSync(path, 'utf8'))
const list = (keyword: string, path: string) => access(keyword, path, () => readdirSync(path))

function access<Result>(keyword: string, path: string, reading: () => Result): Result {
  try {
    return reading()
  } catch (error) {
    throw new ConnectionStringError(
      `has ${keyword}=${path}, which cannot be read: ${(error as Error).message}`,
      keyword,
    )
  }
}
