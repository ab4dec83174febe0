import type { IncomingMessage } from 'node:http'
import type { Credentials } from '../../auth/authenticate.ts'
import type { Limits } from '../../config/limits.ts'
import { listValuesUpTo } from '../../data/json.ts'
import { InvalidCredentialsError } from '../../errors/client-errors.ts'
import { LimitError } from '../../errors/limit-error.ts'

/** Members of `connection_init` that are read. */
const known = ['authorization', 'token', 'authtoken', 'x-api-key']
/** Matches names that suggest a credential. Clients also send other members, such as their version. */
const secretive = /token|auth(?!ors?$)|jwt|bearer|api-?_?key|password|secret|credential|cookie/i
/** Maximum depth at which the payload is searched for credentials. */
const maxDepth = 4

/**
 * Reads the credentials of a WebSocket: `Authorization`, `token`, `authToken` or `X-API-Key` in
 * `connection_init` or its `headers`, case-insensitive, as browsers must; otherwise the headers of the
 * upgrade request. Throws `UNAUTHENTICATED` for an unrecognized credential, whose owner would otherwise be
 * signed out without an explanation, and `LIMIT_EXCEEDED` for an object of more than `payloadMembers`: copies
 * of one with 70,000 members held the process for half a second.
 */
export function readCredentials(
  params: Readonly<Record<string, unknown>> = {},
  request: IncomingMessage,
  limits: Pick<Limits, 'payloadMembers'>,
): Credentials {
  refuseWide(params, limits, maxDepth)
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
  for (const [name, value] of Object.entries(params)) {
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
  const entries = Object.entries(params).filter(([, value]) => value !== undefined && value !== null)
  return Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]))
}

function refuseWide(params: object, limits: Pick<Limits, 'payloadMembers'>, depth: number): void {
  const values = listValuesUpTo(limits.payloadMembers, params)
  if (!values) throw new LimitError('payloadMembers', limits.payloadMembers)
  if (depth === 0) return
  for (const value of values) if (isObject(value)) refuseWide(value, limits, depth - 1)
}

function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string')
    throw new InvalidCredentialsError('Credentials in connection_init must be strings.')
  return value
}
