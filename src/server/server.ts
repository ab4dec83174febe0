import type { RequestListener, Server, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { createAddressReader } from './address.ts'
import { createConsole } from './console/handlers.ts'
import type { PageTokens } from './console/page.ts'
import { createContextFactory } from './context.ts'
import { DocumentCache } from './document-cache.ts'
import { Documents } from './documents.ts'
import { createEngine } from './engine.ts'
import { createErrorHandler } from './errors.ts'
import type { WrapExecute } from './execution/execute.ts'
import { createFastPath } from './fast-path.ts'
import { createGraphiQL } from './graphiql/handlers.ts'
import { createHealth } from './health.ts'
import { createHostCheck } from './hosts.ts'
import { createHttpServer } from './http-server.ts'
import { createIngress, type Page } from './ingress.ts'
import { createConnectionLimiter } from './limits/connections.ts'
import { createRateLimiter } from './limits/rate.ts'
import type { OpenConnections } from './open-connections.ts'
import { Pipeline } from './pipeline.ts'
import type { Status } from './status.ts'
import { createSocketProtocol } from './websocket/protocol.ts'
import { serveSockets } from './websocket/sockets.ts'
import { createYogaHandler } from './yoga.ts'

/** A gateway's HTTP server. */
export type GatewayServer = {
  readonly http: Server
  /**
   * Stops accepting connections, lets open requests finish, asks WebSocket clients to reconnect, and ends
   * streams; whatever is open when `deadline` aborts is closed.
   */
  drain(deadline: AbortSignal): Promise<void>
}

/** Options of `createGatewayServer`. */
export type ServerOptions = {
  readonly schema: GraphQLSchema
  readonly config: Pick<
    Config,
    | 'graphiql'
    | 'console'
    | 'introspection'
    | 'corsOrigins'
    | 'execution'
    | 'limits'
    | 'trustedProxies'
    | 'redisUrl'
    | 'mode'
    | 'host'
    | 'allowedHosts'
    | 'documentCacheBytes'
  >
  /** Persisted documents. */
  readonly documents?: Documents
  readonly status: Status
  readonly log: Logger
  /** Wraps the execution of every query and mutation. */
  readonly wrapExecute?: WrapExecute | undefined
  /** Wraps the handler of every HTTP request. */
  readonly wrap?: (handler: RequestListener) => RequestListener
  /** The handler of `/metrics`. */
  readonly metrics?: Page
  /**
   * Tokens of an embedded gateway: GraphiQL has the user's in its headers, and the console signs in with
   * them.
   */
  readonly demoTokens?: PageTokens
}

/**
 * Creates the server of HTTP and WebSocket on one port. It serves from the start; until there is a runtime,
 * GraphQL requests get 503 with the reason.
 */
export async function createGatewayServer({
  schema,
  config,
  documents = new Documents(),
  status,
  log,
  wrapExecute,
  wrap = (handler) => handler,
  metrics,
  demoTokens,
}: ServerOptions): Promise<GatewayServer> {
  const { limits, redisUrl } = config
  const { http, connections, received, slowReaders } = createHttpServer({ ...config, log })
  const errorHandler = createErrorHandler(log, config)
  const addressOf = createAddressReader(config.trustedProxies)
  const onError = (err: Error) => log.debug({ err }, 'requests are counted without Redis')
  const rate = await createRateLimiter({ limits, redisUrl, onError })
  const connectionLimiter = createConnectionLimiter(limits.viewerSockets, 'viewerSockets')
  const trusts = (text: string) => documents.trusts(text)
  const maxCachedBytes = Math.floor(config.documentCacheBytes * (7 / 8))
  const cache = new DocumentCache(maxCachedBytes, trusts, limits.documentLength)
  const engine = createEngine({ schema, config, trusts, rate, connectionLimiter, errorHandler, wrapExecute })
  const createContext = createContextFactory(status, rate, log, config.mode)
  const pipeline = new Pipeline({ engine, documents, cache, createContext, errorHandler })
  const shared = { pipeline, status, errorHandler, log, slowReaders, addressOf }
  const yoga = createYogaHandler({ ...shared, config, connections })
  const answer = createFastPath({ ...shared, yoga, limits })
  const isAllowedHost = createHostCheck(config)
  const pages = {
    ...createHealth(status, log),
    ...(config.graphiql && createGraphiQL({ token: demoTokens?.user, hasConsole: config.console })),
    ...(config.console && createConsole({ tokens: demoTokens, hasGraphiQL: config.graphiql })),
    metrics,
  }
  const ingress = createIngress({
    rate,
    limits,
    addressOf,
    isAllowedHost,
    answer: wrap(answer),
    refuse: wrap(yoga),
    pages,
    log,
  })
  http.on('request', (request, response) => {
    if (status.phase === 'stopping') endsItsConnection(response)
    ingress(request, response)
  })
  const sockets = serveSockets(
    http,
    createSocketProtocol(pipeline, {
      status,
      errorHandler,
      log,
      limits,
      rate,
      addressOf,
      connectionLimiter,
    }),
    {
      status,
      log,
      corsOrigins: config.corsOrigins,
      isAllowedHost,
      limits,
      received,
      addressOf,
      lastResponse: (socket) => connections.latestResponse(socket),
    },
  )

  return {
    http,
    async drain(deadline) {
      status.phase = 'stopping'
      await Promise.all([drainHttp(http, connections, deadline), sockets.drain(deadline)])
      rate.close()
    },
  }
}

/** Stops accepting connections, lets requests finish and ends streams; closes what is open at `deadline`. */
async function drainHttp(http: Server, connections: OpenConnections, deadline: AbortSignal): Promise<void> {
  const closed = new Promise((resolve) => http.close(resolve))
  for (const response of connections.latestResponses()) endsItsConnection(response)
  for (const stream of connections.streams) stream.destroy()
  deadline.addEventListener('abort', () => {
    http.closeAllConnections()
    // Node does not track a connection that waits to be returned (`ignoreUpgrade`).
    for (const response of connections.latestResponses()) response.destroy()
  })
  await closed
}

/** Node would otherwise keep the connection alive, and the client would wait for a next response in vain. */
function endsItsConnection(response: ServerResponse): void {
  response.shouldKeepAlive = false
}
