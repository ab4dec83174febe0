import type { IncomingMessage } from 'node:http'
import type { Credentials } from '../../auth/authenticate.ts'
import { unauthenticated } from '../../auth/unauthenticated.ts'

/**
 * What a WebSocket shows of who asks: `Authorization`, `token` or `X-API-Key` in `connection_init`, in any case of letters,
 * as browsers must; or else the headers of the upgrade, as other programs may.
 */
export function credentialsOf(
  params: Readonly<Record<string, unknown>> = {},
  request: IncomingMessage,
): Credentials {
  const given = new Map(Object.entries(params).map(([name, value]) => [name.toLowerCase(), value]))
  const token = text(given.get('token'))
  const authorization =
    text(given.get('authorization')) ?? (token && `Bearer ${token.replace(/^Bearer +/i, '')}`)
  const apiKey = text(given.get('x-api-key'))
  if (authorization || apiKey) return { authorization, apiKey }
  return { authorization: request.headers.authorization, apiKey: text(request.headers['x-api-key']) }
}

function text(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined
  if (typeof value !== 'string') throw unauthenticated('Credentials in connection_init must be strings.')
  return value
}
