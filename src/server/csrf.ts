import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** Types that any page may send to any server, without the browser asking there first (CORS preflight). */
const simpleType = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/i
const customHeaders = ['x-csrf-protection', 'x-graphql-yoga-csrf', 'x-api-key']

/**
 * Refuses requests that a foreign page can make without a preflight (CSRF). `Authorization` counts only with a bearer token:
 * credentials of other schemes (Basic, Negotiate) are added by the browser itself to requests of foreign pages.
 */
export function useCsrfPrevention(): Plugin {
  return {
    onRequestParse({ request: { headers } }) {
      const type = headers.get('content-type')
      if (type && !simpleType.test(type)) return
      if (customHeaders.some((name) => headers.has(name))) return
      if (/^bearer /i.test(headers.get('authorization') ?? '')) return
      throw new GraphQLError(
        'A request by GET, or of a type that any web page can send, needs one of the headers X-CSRF-Protection (of any ' +
          'value), Authorization (a bearer token) or X-API-Key.',
        { extensions: { code: 'FORBIDDEN', http: { status: 403 } } },
      )
    },
  }
}
