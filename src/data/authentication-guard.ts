import pg from 'pg'
import type { AuthenticationMethod, AuthenticationRules } from '../config/connection-string/authentication.ts'

type SaslRequest = { readonly mechanisms: readonly string[] }

/**
 * Closes a driver's connection before a password is sent if the server asks for it in a way that is not allowed, and
 * before the first statement if the server asked for less. Applies to the connection's whole life; needs to be called
 * before the client connects, as listeners run in the order of their registration.
 */
export function guardAuthentication(
  connection: pg.Connection,
  { allowed, isBound }: AuthenticationRules,
): void {
  let method: AuthenticationMethod = 'none'
  let isProven = false
  const refuse = (why: string) => connection.stream.destroy(new Error(`The server ${why}.`))
  const ask = (asked: AuthenticationMethod, isBinding: boolean) => {
    method = asked
    if (!allowed.includes(asked))
      refuse(`asks for authentication by ${asked}, which require_auth does not allow`)
    else if (isBound && !isBinding) refuse('offers no channel binding, which channel_binding=require demands')
  }
  connection.on('authenticationCleartextPassword', () => ask('password', false))
  connection.on('authenticationMD5Password', () => ask('md5', false))
  connection.on('authenticationSASL', ({ mechanisms }: SaslRequest) =>
    ask('scram-sha-256', mechanisms.includes('SCRAM-SHA-256-PLUS')),
  )
  connection.on('authenticationSASLFinal', () => {
    isProven = true
  })
  connection.on('authenticationOk', () => {
    if (method === 'none') ask('none', false)
    else if (method === 'scram-sha-256' && !isProven) refuse('did not complete its authentication')
  })
}

/** Returns a connection for a client that something else creates, guarded if there are rules. */
export function createGuardedConnection(
  config: pg.ClientConfig,
  rules: AuthenticationRules | undefined,
): { connection?: pg.Connection } {
  if (!rules) return {}
  // Connections spell this option otherwise than clients.
  const connection = new pg.Connection({
    ...config,
    sslNegotiation: config.sslnegotiation,
  } as pg.ConnectionConfig)
  guardAuthentication(connection, rules)
  return { connection }
}
