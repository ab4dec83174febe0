import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { ConnectionOptions, SecureVersion } from 'node:tls'
import { ConnectionStringError, type Parameters } from './keywords.ts'

/** TLS of one attempt at a connection; false for a connection without it. */
export type Tls = ConnectionOptions | false

const inHome = (name: string) => join(homedir(), '.postgresql', name)

/** The attempts that an SSL mode stands for, in the order in which libpq makes them. Throws for files that are not there. */
export function tlsAttempts(given: Parameters, serverName: string): Tls[] {
  const { sslrootcert = existing(inHome('root.crt')) } = given
  const mode = given.sslmode ?? (sslrootcert === 'system' ? 'verify-full' : 'prefer')
  if (mode === 'disable') return [false]
  if (sslrootcert === 'system' && mode !== 'verify-full')
    throw new ConnectionStringError(
      `has sslmode=${mode}, which is too weak for sslrootcert=system: verify-full`,
    )
  if (given.sslnegotiation === 'direct' && !['require', 'verify-ca', 'verify-full'].includes(mode))
    throw new ConnectionStringError(
      `has sslmode=${mode}, which is too weak for sslnegotiation=direct: require`,
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
    throw new ConnectionStringError(`has sslmode=${mode}, which needs sslrootcert or ~/.postgresql/root.crt`)
  const verified = { ca: read('sslrootcert', root), rejectUnauthorized: true, ...servername }
  return mode === 'verify-full' ? verified : { ...verified, checkServerIdentity: () => undefined }
}

function common(given: Parameters): ConnectionOptions {
  const { sslcert = existing(inHome('postgresql.crt')), sslkey = existing(inHome('postgresql.key')) } = given
  const version = (keyword: string) => {
    const text = given[keyword]
    if (text === undefined) return undefined
    if (!/^TLSv1(\.[123])?$/.test(text))
      throw new ConnectionStringError(`has ${keyword}=${text}, and may have TLSv1, TLSv1.1, TLSv1.2, TLSv1.3`)
    return text as SecureVersion
  }
  return {
    ...(sslcert && sslkey && { cert: read('sslcert', sslcert), key: read('sslkey', sslkey) }),
    ...(given.sslpassword && { passphrase: given.sslpassword }),
    ...(given.sslcrl && { crl: read('sslcrl', given.sslcrl) }),
    minVersion: version('ssl_min_protocol_version'),
    maxVersion: version('ssl_max_protocol_version'),
  }
}

const existing = (path: string) => (existsSync(path) ? path : undefined)

function read(keyword: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConnectionStringError(
      `has ${keyword}=${path}, which cannot be read: ${(error as Error).message}`,
    )
  }
}
