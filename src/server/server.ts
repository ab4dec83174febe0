import { createServer, type Server, type ServerResponse } from 'node:http'
import { useCSRFPrevention } from '@graphql-yoga/plugin-csrf-prevention'
import type { GraphQLSchema } from 'graphql'
import { createYoga, type Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { useCompiledExecution } from './compiled.ts'
import { backendOf, contextFactory } from './context.ts'
import { createDirectHandler } from './direct.ts'
import { Documents, usePersistedDocuments } from './documents.ts'
import { createErrorDesk, useErrorDesk } from './errors.ts'
import { useGraphiQL } from './graphiql/plugin.ts'
import { useReadiness } from './health.ts'
import { type HttpRequestInfo, useRequestId } from './request.ts'
import { useRequestLog } from './request-log.ts'
import type { Status } from './status.ts'
import { useSubscriptions } from './subscriptions/plugin.ts'
import { socketProtocol } from './websocket/protocol.ts'
import { serveSockets } from './websocket/sockets.ts'

/** The largest request body, in bytes. */
const largestBody = 1_000_000
/** Proxies keep connections open for a minute: they, and not we, should be the ones who let go. */
const keepAliveMs = 65_000
/** Time for a client to send a whole request. */
const requestMs = 30_000

export type GatewayServer = {
  readonly http: Server
  /**
   * Takes no more connections, lets open requests finish, tells WebSocket clients to come back, ends streams; what is
   * still open when `deadline` aborts is cut off.
   */
  drain(deadline: AbortSignal): Promise<void>
}

export type ServerParts = {
  readonly schema: GraphQLSchema
  readonly config: Pick<
    Config,
    'graphiql' | 'corsOrigins' | 'execution' | 'socketsPerUser' | 'subscriptionsPerSocket'
  >
  /** Those that clients may name instead of sending them. */
  readonly documents?: Documents
  readonly status: Status
  readonly log: Logger
  /** Put into GraphiQL's headers: the demo user's. */
  readonly demoToken?: string
}

/** HTTP and WebSocket on one port. Serves from the start; until there is a backend, GraphQL answers 503 and why. */
export function createGatewayServer({
  schema,
  config,
  documents = new Documents(),
  status,
  log,
  demoToken,
}: ServerParts): GatewayServer {
  const desk = createErrorDesk(log)
  const streams = new Set<ServerResponse>()
  const yoga = createYoga<HttpRequestInfo, object>({
    schema,
    context: contextFactory(status, log),
    maskedErrors: { maskError: desk.mask, errorMessage: 'Unexpected error.' },
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    extraParamNames: ['documentId'],
    maxRequestBodySize: largestBody,
    healthCheckEndpoint: '/health/live',
    cors: (request) => allowOrigin(request.headers.get('origin'), config.corsOrigins),
    plugins: [
      useRequestId(),
      useRequestLog(log),
      useReadiness(status, log),
      config.graphiql && useGraphiQL(demoToken),
      useBackend(status),
      useCSRFPrevention({ requestHeaders: ['x-csrf-protection', 'x-graphql-yoga-csrf'] }),
      usePersistedDocuments(documents),
      useSubscriptions(),
      useErrorDesk(desk),
      config.execution === 'compiled' && useCompiledExecution(schema),
      noteStreams(streams),
    ],
  })
  const answer = createDirectHandler({ yoga, documents, status, desk, log, largestBody })
  const http = createServer({ keepAliveTimeout: keepAliveMs, requestTimeout: requestMs })
  const open = new Set<ServerResponse>()
  http.on('request', (request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    if (status.phase === 'stopping') endsItsConnection(response)
    answer(request, response)
  })
  const sockets = serveSockets(http, socketProtocol(yoga, { documents, status, desk, log, config }), {
    status,
    log,
    corsOrigins: config.corsOrigins,
  })

  async function drain(deadline: AbortSignal): Promise<void> {
    status.phase = 'stopping'
    const closed = new Promise((resolve) => http.close(resolve))
    for (const response of open) endsItsConnection(response)
    for (const stream of streams) stream.destroy()
    deadline.addEventListener('abort', () => http.closeAllConnections())
    await Promise.all([closed, sockets.drain(deadline)])
  }

  return { http, drain }
}

/** Node would keep the connection open for a next request, for which the client would then wait in vain. */
function endsItsConnection(response: ServerResponse): void {
  response.shouldKeepAlive = false
}

/** Refuses GraphQL requests until there is something to answer them with. */
function useBackend(status: Status): Plugin {
  return {
    onRequestParse: () => {
      backendOf(status)
    },
  }
}

/** Knows the open event streams, which would never finish by themselves. */
function noteStreams(streams: Set<ServerResponse>): Plugin<object, HttpRequestInfo> {
  return {
    onResponse({ response, serverContext: { res } }) {
      if (!response.headers.get('content-type')?.startsWith('text/event-stream')) return
      streams.add(res)
      res.once('close', () => streams.delete(res))
    },
  }
}

function allowOrigin(origin: string | null, allowed: readonly string[]) {
  if (!origin || !allowed.includes(origin)) return false
  return { origin: [origin], credentials: false, exposedHeaders: ['x-request-id'], maxAge: 600 }
}
