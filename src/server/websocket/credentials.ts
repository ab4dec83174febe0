import type { IncomingMessage } from 'node:http'
import type { Credentials } from '../../auth/authenticate.ts'
import { InvalidCredentialsError } from '../../errors/client-errors.ts'

/** Members of `connection_init` that are read. */
const known = ['authorization', 'token', 'authtoken', 'x-api-key']
/** Matches names that suggest a credential. Clients also send other members, such as their version. */
const secretive = /token|auth(?!ors?$)|jwt|bearer|api-?_?key|password|secret|credential|cookie/i
/** Maximum number of members of each object: copies of one with 70,000 held the process for half a second. */
const maxMembers = 100
/** Maximum depth at which the payload is searched for credentials. */
const maxDepth = 4

/**
 * Reads the credentials of a WebSocket: `Authorization`, `token`, `authToken` or `X-API-Key` in
 * `connection_init` or its `headers`, case-insensitive, as browsers must; otherwise the headers of the
 * upgrade request. Throws `UNAUTHENTICATED` for an unrecognized credential, whose owner would otherwise be
 * signed out without an explanation.
 */
export function readCredentials(
  params: Readonly<Record<string, unknown>> = {},
  request: IncomingMessage,
): Credentials {
  const { headers: nested, ...top } = byLowerName(params)
  const given = { ...byLowerName(isObject(nested) ? nested : {}), ...top }
  const unread = Object.fromEntries(Object.entries(given).filter(([name]) => !known.includes(name)))
  refuseSecrets(isObject(nested) ? unread : { ...unread, headers: nested }, maxDepth)
  const token = text(given.token) || text(given.authtoken)
  const authorization = text(given.authorization) || (token && `Bearer ${token.replace(/^Bearer +/i, '')}`)
  const apiKey = text(given['x-api-key'])
  if (authorization || apiKey) return { authorization, apiKey }
  return { authorization: request.headers.authorization, apiKey: text(request.headers['x-api-key']) }
}

function refuseSecrets(params: Readonly<Record<string, unknown>>, depth: number): void {
  for (const [name, value] of listMembers(params)) {
    if (value === undefined || value === null) continue
    if (secretive.test(name)) {
      throw new InvalidCredentialsError(
        `connection_init: "${name.replace(/[^\w.-]/g, '?').slice(0, 30)}" is not read; send Authorization, token or X-API-Key.`,
      )
    }
    if (isObject(value) && depth > 0) refuseSecrets(value, depth - 1)
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

function byLowerName(params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = listMembers(params).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]))
}

function listMembers(object: Readonly<Record<string, unknown>>): [string, unknown][] {
  if (Object.keys(object).length > maxMembers)
    throw new InvalidCredentialsError(`connection_init may have at most ${maxMembers} members.`)
  return Object.entries(object)
}

function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string')
    throw new InvalidCredentialsError('Credentials in connection_init must be strings.')
  return value
}
