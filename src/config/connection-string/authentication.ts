import { ConnectionStringError, type Parameters } from './keywords.ts'

/** Methods of authentication that the driver can do, by libpq's name; `none` is a server that does not ask. */
export type AuthenticationMethod = 'password' | 'md5' | 'scram-sha-256' | 'none'

/** What the server's authentication must be. */
export type AuthenticationRules = {
  readonly allowed: readonly AuthenticationMethod[]
  /** Set if SCRAM must be bound to the TLS connection, so that no server in between can forward it. */
  readonly isBound: boolean
}

const supported: readonly AuthenticationMethod[] = ['password', 'md5', 'scram-sha-256', 'none']
const known: readonly string[] = [...supported, 'gss', 'sspi', 'oauth']

/** Reads `require_auth` and `channel_binding`. Undefined if every method will do. Throws for a list that libpq refuses. */
export function readAuthenticationRules(given: Parameters): AuthenticationRules | undefined {
  const allowed = given.require_auth ? readMethods(given.require_auth) : supported
  const isBound = given.channel_binding === 'require'
  if (isBound && !allowed.includes('scram-sha-256'))
    throw new ConnectionStringError('has channel_binding=require, for which require_auth allows no method')
  return allowed === supported && !isBound ? undefined : { allowed, isBound }
}

function readMethods(text: string): readonly AuthenticationMethod[] {
  const fail = (why: string) => new ConnectionStringError(`has require_auth=${text}, ${why}`, 'require_auth')
  const names = text.split(',')
  const isNegated = names[0]?.startsWith('!') ?? false
  if (names.some((name) => name.startsWith('!') !== isNegated))
    throw fail('which mixes methods with and without !')
  const methods = names.map((name) => name.replace(/^!/, ''))
  const unknown = methods.find((name) => !known.includes(name))
  if (unknown !== undefined) throw fail(`and may have ${known.join(', ')}`)
  if (new Set(methods).size < methods.length) throw fail('which names a method twice')
  const allowed = supported.filter((name) => methods.includes(name) !== isNegated)
  if (allowed.length === 0) throw fail('of which the driver supports none')
  return allowed
}
