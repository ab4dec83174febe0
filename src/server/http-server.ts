import { createServer, type Server } from 'node:http'
import type { Logger } from 'pino'
import type { Limits } from '../config/limits.ts'
import { createPeerReader } from './address.ts'
import { limitConnections } from './limits/http-connections.ts'
import { CountedRequest, countBodies, ReceivedBytes } from './limits/received-bytes.ts'
import { endSlowReaders, type SlowReaders } from './limits/slow-readers.ts'
import { OpenConnections } from './open-connections.ts'
import { answerUnreadable } from './unreadable-requests.ts'

/**
 * Keep-alive timeout, greater than the common 60 seconds of proxies, so that the proxy closes idle
 * connections first.
 */
const keepAliveMs = 65_000

/** An HTTP server, and what bounds its connections. */
export type BoundedServer = {
  readonly http: Server
  readonly connections: OpenConnections
  readonly received: ReceivedBytes
  readonly slowReaders: SlowReaders
}

/** Options of `createHttpServer`. */
export type HttpServerOptions = {
  readonly limits: Limits
  readonly log: Logger
  readonly trustedProxies: readonly string[]
}

/** Creates an HTTP server that bounds its connections, and ends requests that are too large or slow, and connections of slow readers. */
export function createHttpServer({ limits, log, trustedProxies }: HttpServerOptions): BoundedServer {
  const { bodyMs, headerBytes } = limits
  const http: Server = createServer({
    IncomingMessage: CountedRequest,
    keepAliveTimeout: keepAliveMs,
    requestTimeout: bodyMs,
    headersTimeout: bodyMs,
    connectionsCheckingInterval: Math.min(bodyMs, 1_000),
    maxHeaderSize: headerBytes,
  })
  // Node drops the headers beyond 2,000 silently, of which proxies append theirs; the size bounds them.
  http.maxHeadersCount = 0
  // Node would answer them itself, uncounted. RFC 9110, section 10.1.1: an unknown expectation may be disregarded.
  http.on('checkExpectation', (request, response) => http.emit('request', request, response))
  limitConnections(http, { limits, peerOf: createPeerReader(trustedProxies) })
  const received = new ReceivedBytes(limits)
  countBodies(http, received)
  const connections = new OpenConnections(http)
  answerUnreadable(http, { limits, connections })
  return { http, connections, received, slowReaders: endSlowReaders(http, { limits, log, connections }) }
}
