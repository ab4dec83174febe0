import type { Plugin } from 'graphql-yoga'
import { RefusedRequestError } from '../errors/client-errors.ts'

/** Content types that a page may send cross-origin without a CORS preflight. */
const simpleType = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i
const customHeaders = ['x-csrf-protection', 'x-graphql-yoga-csrf', 'x-api-key']

/**
 * Rejects requests that a cross-origin page can send without a preflight (CSRF). `Authorization` counts only
 * with a bearer token: browsers add credentials of other schemes (Basic, Negotiate) automatically.
 */
export function useCsrfPrevention(): Plugin {
  return {
    onRequestParse({ request: { headers } }) {
      const type = headers.get('content-type')
      if (type && !simpleType.test(type)) return
      if (customHeaders.some((name) => headers.has(name))) return
      if (/^bearer /i.test(headers.get('authorization') ?? '')) return
      throw new RefusedRequestError(
        'FORBIDDEN',
        'A request by GET, or of a type that any web page can send, needs one of the headers X-CSRF-Protection (of any ' +
          'value), Authorization (a bearer token) or X-API-Key.',
      )
    },
  }
}
