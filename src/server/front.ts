import type { IncomingMessage, ServerResponse } from 'node:http'
import compression from 'compression'
import { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { AddressOf } from './address.ts'
import type { RateLimiter } from './limits/rate.ts'
import type { HttpRequestInfo } from './request.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** On every answer, whatever it is: none is a page to be framed, guessed at, embedded elsewhere, or kept by a proxy. */
const headers = new Map([
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cache-control', 'no-store'],
])

export type FrontParts = {
  readonly rate: RateLimiter
  readonly addressOf: AddressOf
  /** Whoever may be answered is answered by this. */
  readonly answer: Handler
  /** Answers with the error that `useRefusals` throws then. */
  readonly refuse: Handler
}

const refusals = new WeakMap<IncomingMessage, GraphQLError>()

/** What every HTTP request meets first, whichever way it is answered then. */
export function createFront({ rate, addressOf, answer, refuse }: FrontParts): Handler {
  async function admit(request: IncomingMessage): Promise<void> {
    // A small compressed body can become a very large one.
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
      throw unsupported('Request bodies may not be compressed.')
    await rate.take('addressRequests', addressOf(request))
  }

  return (request, response) => {
    response.setHeaders(headers)
    const target = targetOf(request.url)
    if (target === undefined) return void response.writeHead(400).end()
    request.url = target
    if (request.headers['accept-encoding']) compress(request, response)
    if (!target.startsWith('/graphql')) return answer(request, response)
    admit(request).then(
      () => answer(request, response),
      (error: GraphQLError) => {
        refusals.set(request, error)
        refuse(request, response)
      },
    )
  }
}

/**
 * Where a request goes, as whatever answers it would read it: without a host, which HTTP allows here too, and with the
 * dots resolved (`/x/../graphql`). Undefined for what is no address.
 */
function targetOf(url = '/'): string | undefined {
  if (url === '/graphql') return url
  const whole = url.startsWith('/') ? `http://gateway${url}` : url
  if (!URL.canParse(whole)) return undefined
  const { pathname, search } = new URL(whole)
  return pathname + search
}

/** Answers what was refused at the door, with the headers that pages of other origins need to read it. */
export function useRefusals(): Plugin<object, HttpRequestInfo> {
  return {
    onRequestParse({ serverContext: { req } }) {
      const refusal = refusals.get(req)
      if (refusal) throw refusal
    },
  }
}

const compressor = compression({
  // A stream must not wait in a compressor until there is enough of it.
  filter: (_request, response) =>
    /^application\/(graphql-response\+)?json|^text\/html/.test(String(response.getHeader('content-type'))),
})

function compress(request: IncomingMessage, response: ServerResponse): void {
  compressor(request, response, () => {})
}

/** Refuses bodies of a type that nothing reads. */
export function useKnownTypes(): Plugin {
  return {
    onRequestParse({ requestParser }) {
      if (!requestParser) throw unsupported('A request body must be of the type application/json.')
    },
  }
}

function unsupported(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', http: { status: 415 } },
  })
}
