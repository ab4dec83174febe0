import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { unexpectedMessage } from '../errors/execution-errors.ts'
import { useEventStreamsOnly } from './accept.ts'
import { addressReader } from './address.ts'
import { createConsole } from './console/handlers.ts'
import type { PageTokens } from './console/page.ts'
import { contextFactory, runtimeOf } from './context.ts'
import { createCors } from './cors.ts'
import { useCsrfPrevention } from './csrf.ts'
import { DocumentCache, useDocumentCache } from './document-cache.ts'
import { Documents, usePersistedDocuments } from './documents.ts'
import { createErrorHandler, useErrorHandler } from './errors.ts'
import { useEventStreams } from './event-stream.ts'
import { useGraphqlJs } from './execution/graphql-js.ts'
import { usePlannedExecution } from './execution/planned-executor.ts'
import { useExplain } from './explain.ts'
import { createFastPath } from './fast-path.ts'
import { createGraphiQL } from './graphiql/handlers.ts'
import { createHealth } from './health.ts'
import { createHostCheck } from './hosts.ts'
import { createIngress, type Page, useRefusals } from './ingress.ts'
import { createConnectionLimiter } from './limits/connections.ts'
import { createCost } from './limits/cost.ts'
import { useMutationRate } from './limits/mutations.ts'
import { useLimits } from './limits/plugin.ts'
import { createRateLimiter } from './limits/rate.ts'
import { endSlowReaders, useUnsentAnswers } from './limits/slow-readers.ts'
import { useStreamLimit } from './limits/streams.ts'
import { useValueBounds } from './limits/values.ts'
import { OpenConnections } from './open-connections.ts'
import { useOperationNames } from './operation.ts'
import { useParameters } from './parameters.ts'
import { useReplicas } from './replicas.ts'
import { type HttpRequestInfo, useRequestId } from './request.ts'
import { useRequestLog } from './request-log.ts'
import type { Status } from './status.ts'
import { useSubscriptions } from './subscriptions/plugin.ts'
import { useValidation } from './validation.ts'
import { socketProtocol } from './websocket/protocol.ts'
import { serveSockets } from './websocket/sockets.ts'

/**
 * Keep-alive timeout, greater than the common 60 seconds of proxies, so that the proxy closes idle
 * connections first.
 */
const keepAliveMs = 65_000
/** Maximum size of a request's headers, URL included; larger ones get HTTP 431. */
const maxHeaderBytes = 16_384

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
  /** Additional Yoga plugins of observers. */
  readonly plugins?: readonly Plugin[]
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
  plugins = [],
  wrap = (handler) => handler,
  metrics,
  demoTokens,
}: ServerOptions): Promise<GatewayServer> {
  const { limits, redisUrl } = config
  const http = createServer({
    keepAliveTimeout: keepAliveMs,
    requestTimeout: limits.bodyMs,
    headersTimeout: limits.bodyMs,
    connectionsCheckingInterval: Math.min(limits.bodyMs, 1_000),
    maxHeaderSize: maxHeaderBytes,
  })
  // Node drops the headers beyond 2,000 silently, of which proxies append theirs; the size bounds them.
  http.maxHeadersCount = 0
  const connections = new OpenConnections(http)
  const slowReaders = endSlowReaders(http, { limits, log, connections })
  const errorHandler = createErrorHandler(log, config)
  const addressOf = addressReader(config.trustedProxies)
  const onError = (err: Error) => log.debug({ err }, 'requests are counted without Redis')
  const rate = await createRateLimiter({ limits, redisUrl, onError })
  const connectionLimiter = createConnectionLimiter(limits.viewerSockets)
  const cache = new DocumentCache(
    Math.floor(config.documentCacheBytes * (7 / 8)),
    (text) => documents.trusts(text),
    limits.documentLength,
  )
  const costOf = createCost(schema)
  const contextOf = contextFactory(status, rate, log, config.mode)
  const yoga = createYoga<HttpRequestInfo, object>({
    schema,
    context: contextOf,
    maskedErrors: { maskError: errorHandler.mask, errorMessage: unexpectedMessage },
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    // Yoga's cache is bounded by count, whatever the size, and keeps invalid documents.
    parserAndValidationCache: false,
    extraParamNames: ['documentId'],
    maxRequestBodySize: limits.bodyBytes,
    // Yoga matches the path at the end of the URL, parameters included; no URL ends with a line feed.
    healthCheckEndpoint: '\n',
    cors: createCors(config.corsOrigins, log),
    plugins: [
      useRequestId(addressOf),
      useRequestLog(log),
      useUnsentAnswers(slowReaders),
      useRefusals(),
      useBackend(status),
      useCsrfPrevention(),
      useParameters(),
      useOperationNames(),
      usePersistedDocuments(documents),
      useLimits(costOf, limits, (text) => documents.trusts(text)),
      useValueBounds(schema),
      useMutationRate(rate),
      useDocumentCache(cache),
      useValidation(config),
      useEventStreamsOnly(),
      useStreamLimit(connectionLimiter, limits),
      useSubscriptions(),
      useErrorHandler(errorHandler),
      useReplicas(schema),
      useExplain(costOf, limits.cost),
      config.execution === 'planned' ? usePlannedExecution(schema) : useGraphqlJs(),
      useEventStreams(connections.streams),
      // Last, so that they observe a complete execution of either executor.
      ...plugins,
    ],
  })
  const answer = createFastPath({
    yoga,
    contextOf,
    documents,
    cache,
    status,
    errorHandler,
    log,
    slowReaders,
    addressOf,
    maxBodyBytes: limits.bodyBytes,
  })
  const isAllowedHost = createHostCheck(config)
  const pages = {
    ...createHealth(status, log),
    ...(config.graphiql && createGraphiQL(demoTokens?.user)),
    ...(config.console && createConsole(demoTokens)),
    metrics,
  }
  const ingress = createIngress({
    rate,
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
    socketProtocol(yoga, {
      documents,
      cache,
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
      addressOf,
      lastResponse: (socket) => connections.latestResponse(socket),
    },
  )

  async function drain(deadline: AbortSignal): Promise<void> {
    status.phase = 'stopping'
    const closed = new Promise((resolve) => http.close(resolve))
    for (const response of connections.latestResponses()) endsItsConnection(response)
    for (const stream of connections.streams) stream.destroy()
    deadline.addEventListener('abort', () => {
      http.closeAllConnections()
      // Node does not track a connection that waits to be returned (`ignoreUpgrade`).
      for (const response of connections.latestResponses()) response.destroy()
    })
    await Promise.all([closed, sockets.drain(deadline)])
    rate.close()
  }

  return { http, drain }
}

/** Node would otherwise keep the connection alive, and the client would wait for a next response in vain. */
function endsItsConnection(response: ServerResponse): void {
  response.shouldKeepAlive = false
}

/** Rejects GraphQL requests while there is no runtime. */
function useBackend(status: Status): Plugin {
  return {
    onRequestParse: () => {
      runtimeOf(status)
    },
  }
}
