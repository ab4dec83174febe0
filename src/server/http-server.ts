import { createServer, type Server } from 'node:http'
import type { Logger } from 'pino'
import type { Limits } from '../config/limits.ts'
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
  readonly slowReaders: SlowReaders
}

/** Creates an HTTP server that ends requests that are too large or slow, and connections of slow readers. */
export function createHttpServer(limits: Limits, log: Logger): BoundedServer {
  const { bodyMs, headerBytes } = limits
  const http = createServer({
    keepAliveTimeout: keepAliveMs,
    requestTimeout: bodyMs,
    headersTimeout: bodyMs,
    connectionsCheckingInterval: Math.min(bodyMs, 1_000),
    maxHeaderSize: headerBytes,
  })
  // Node drops the headers beyond 2,000 silently, of which proxies append theirs; the size bounds them.
  http.maxHeadersCount = 0
  const connections = new OpenConnections(http)
  answerUnreadable(http, { limits, connections })
  return { http, connections, slowReaders: endSlowReaders(http, { limits, log, connections }) }
}
