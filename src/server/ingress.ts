import type { IncomingMessage, ServerResponse } from 'node:http'
import compression from 'compression'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Limits } from '../config/limits.ts'
import { RefusedRequestError } from '../errors/client-errors.ts'
import { toPublicError } from '../errors/public-error.ts'
import { negotiate, prefersHtml } from './accept.ts'
import type { AddressOf } from './address.ts'
import { foreignHost, type HostCheck } from './hosts.ts'
import type { RateLimiter } from './limits/rate.ts'
import type { HttpRequestInfo } from './request.ts'
import { handleInTurns } from './request-turns.ts'
import { type Route, readTarget, type Target } from './target.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Handles a request that is not GraphQL. */
export type Page = (
  request: IncomingMessage,
  response: ServerResponse,
  target: Target,
) => void | Promise<void>

/** The handlers of the other routes; `graphql` serves browsers that request a page. */
export type Pages = { readonly [Name in Route]?: Page }

/** Headers of every response, against framing, MIME sniffing, embedding and caching. */
export const securityHeaders = new Map([
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  ['referrer-policy', 'no-referrer'],
  ['cross-origin-resource-policy', 'same-origin'],
  ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
  ['cache-control', 'no-store'],
])

const negotiationHeaders = ['accept', 'accept-encoding'] as const
/** Maximum length of these headers. Browsers send at most a few hundred characters. */
const maxNegotiationLength = 1_000

const graphqlMethods = ['GET', 'POST', 'OPTIONS']
const pageMethods = ['GET', 'HEAD']

/** Options of the ingress. */
export type IngressOptions = {
  readonly rate: RateLimiter
  readonly limits: Pick<Limits, 'pipelinedRequests'>
  readonly addressOf: AddressOf
  readonly isAllowedHost: HostCheck
  /** Handles admitted requests. */
  readonly answer: Handler
  /** Responds with the error that `useRefusals` throws for the request. */
  readonly refuse: Handler
  readonly pages: Pages
  readonly log: Logger
}

const refusals = new WeakMap<IncomingMessage, GraphQLError>()

/** Creates the first handler of every HTTP request: routes it by path, and decides whether it is admitted. */
export function createIngress(parts: IngressOptions): Handler {
  const { rate, limits, addressOf, isAllowedHost, answer, refuse, pages, log } = parts
  function admit(request: IncomingMessage): Promise<void> | undefined {
    if (!graphqlMethods.includes(request.method ?? '')) throw unknownMethod()
    // A small compressed body can expand to a very large one.
    if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
      throw unsupported('Request bodies may not be compressed.')
    return rate.take('addressRequests', addressOf(request))
  }

  async function answerGraphql(
    request: IncomingMessage,
    response: ServerResponse,
    target: Target,
  ): Promise<void> {
    const isPage = pages.graphql && request.method === 'GET' && prefersHtml(request)
    try {
      const admitted = admit(request)
      if (admitted) await admitted
      if (!isPage) negotiate(request)
    } catch (error) {
      refusals.set(request, error as GraphQLError)
      return refuse(request, response)
    }
    if (isPage) return answerPage(pages.graphql, log, request, response, target)
    answer(request, response)
  }

  return handleInTurns(
    (request, response) => {
      response.setHeaders(securityHeaders)
      const target = readTarget(request)
      if (!target) return void response.writeHead(400).end()
      if (!hasKnownCoding(request)) return void response.writeHead(501, { connection: 'close' }).end()
      if (!isAllowedHost(target.host)) return refuseHost(response)
      dropLongNegotiation(request)
      if (request.headers['accept-encoding']) compress(request, response)
      if (target.route !== 'graphql') {
        return void answerPage(target.route && pages[target.route], log, request, response, target)
      }
      // Later handlers read parameters from here, and expect the canonical path.
      request.url = `/graphql${target.search}`
      void answerGraphql(request, response, target)
    },
    limits,
    log,
  )
}

/** Responds with a page to GET and HEAD; closes the connection if the page throws. */
export async function answerPage(
  page: Page | undefined,
  log: Logger,
  ...[request, response, target]: Parameters<Page>
): Promise<void> {
  try {
    if (!page) response.writeHead(404).end()
    else if (pageMethods.includes(request.method ?? '')) await page(request, response, target)
    else response.writeHead(405, { allow: pageMethods.join(', ') }).end()
  } catch (err) {
    log.error({ err }, 'a page was not answered')
    response.destroy()
  }
}

/**
 * Removes headers whose parsing would take tens of milliseconds. A server may disregard them (RFC 9110,
 * section 12.5).
 */
function dropLongNegotiation({ headers }: IncomingMessage): void {
  for (const name of negotiationHeaders) {
    if ((headers[name]?.length ?? 0) > maxNegotiationLength) delete headers[name]
  }
}

/** RFC 9112, section 6.1: Node decodes `chunked`, and would take what is compressed inside as the body. */
const hasKnownCoding = ({ headers }: IncomingMessage): boolean =>
  (headers['transfer-encoding'] ?? 'chunked').toLowerCase() === 'chunked'

function refuseHost(response: ServerResponse): void {
  const errors = [toPublicError(new RefusedRequestError('FORBIDDEN', foreignHost))]
  response
    .writeHead(403, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify({ errors }))
}

/**
 * Responds to requests that the ingress rejected, with the CORS headers that pages of other origins need to
 * read it.
 */
export function useRefusals(): Plugin<object, HttpRequestInfo> {
  return {
    onRequestParse({ serverContext: { req } }) {
      const refusal = refusals.get(req)
      if (refusal) throw refusal
    },
  }
}

const compressor = compression({
  // A compressor would delay a stream's events until its buffer is full.
  filter: (_request, response) =>
    /^application\/(graphql-response\+)?json|^text\/html/.test(String(response.getHeader('content-type'))),
})

function compress(request: IncomingMessage, response: ServerResponse): void {
  compressor(request, response, () => {})
}

function unsupported(message: string): RefusedRequestError {
  return new RefusedRequestError('UNSUPPORTED_MEDIA_TYPE', message)
}

function unknownMethod(): RefusedRequestError {
  const message = 'GraphQL is asked by GET or POST.'
  return new RefusedRequestError('METHOD_NOT_ALLOWED', message, { allow: graphqlMethods.join(', ') })
}
