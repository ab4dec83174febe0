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
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity') throw encoded()
    await rate.take('addressRequests', addressOf(request))
  }

  return (request, response) => {
    response.setHeaders(headers)
    if (request.headers['accept-encoding']) compress(request, response)
    if (!request.url?.startsWith('/graphql')) return answer(request, response)
    admit(request).then(
      () => answer(request, response),
      (error: GraphQLError) => {
        refusals.set(request, error)
        refuse(request, response)
      },
    )
  }
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

/** A small compressed body can become a very large one. */
function encoded(): GraphQLError {
  return new GraphQLError('Request bodies may not be compressed.', {
    extensions: { code: 'UNSUPPORTED_MEDIA_TYPE', http: { status: 415 } },
  })
}
