import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import { handleProtocols, type ServerOptions } from 'graphql-ws'
import type { Extra } from 'graphql-ws/use/ws'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import type { LimitName, Limits } from '../../config/limits.ts'
import type { AddressOf } from '../address.ts'
import { foreignOrigin, maxLoggedOrigin } from '../cors.ts'
import { connectionLimits, sockets as observed } from '../diagnostics.ts'
import { foreignHost, type HostCheck } from '../hosts.ts'
import { createConnectionLimiter } from '../limits/connections.ts'
import { countMessages, type ReceivedBytes } from '../limits/received-bytes.ts'
import { onClose } from '../on-close.ts'
import type { Status } from '../status.ts'
import { readTarget } from '../target.ts'
import { pauseWhileUnread } from './backpressure.ts'
import { closeBeyond, closeCodes } from './close.ts'
import { createGraphqlSockets } from './graphql-socket.ts'
import { keepAlive } from './heartbeat.ts'
import { limitMessageRate } from './message-rate.ts'
import { ignoreUpgrade } from './other-upgrades.ts'
import { TextSocket } from './text-socket.ts'

/** Sockets are closed over this time in a drain, so that clients do not reconnect simultaneously. */
const spreadMs = 2_000

/** The WebSockets of a server. */
export type Sockets = {
  /**
   * Asks all clients to reconnect, spread over up to two seconds; sockets open at `deadline` are terminated.
   */
  drain(deadline: AbortSignal): Promise<void>
}

/** Minimum average size of the pieces in which a large frame may arrive; each costs an object in addition to its bytes. */
const minPieceBytes = 256
/** Pieces in which a frame of any size may arrive. */
const minPieces = 64
/** Limits whose excess ws finds, by the code of its error. */
const limitErrors: ReadonlyMap<unknown, LimitName> = new Map([
  ['WS_ERR_UNSUPPORTED_MESSAGE_LENGTH', 'bodyBytes'],
  ['WS_ERR_TOO_MANY_BUFFERED_PARTS', 'messageFragments'],
])

/** Options of `serveSockets`. */
export type SocketParts = {
  readonly status: Status
  readonly log: Logger
  readonly corsOrigins: readonly string[]
  readonly isAllowedHost: HostCheck
  readonly limits: Limits
  readonly received: ReceivedBytes
  readonly addressOf: AddressOf
  /** Returns the latest response on a connection. */
  readonly lastResponse: (socket: Duplex) => ServerResponse | undefined
}

/** Serves WebSockets on an HTTP server's `/graphql`. */
export function serveSockets(
  server: Server,
  protocol: ServerOptions<Record<string, unknown>, Extra>,
  { status, log, corsOrigins, isAllowedHost, limits, received, addressOf, lastResponse }: SocketParts,
): Sockets {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => handleProtocols(offered),
    WebSocket: TextSocket,
    maxPayload: limits.bodyBytes,
    maxFragments: limits.messageFragments,
    maxBufferedChunks: minPieces + Math.ceil(limits.bodyBytes / minPieceBytes),
  })
  const connectionLimiter = createConnectionLimiter(limits.addressSockets, 'addressSockets')
  const serveGraphql = createGraphqlSockets(protocol, { log, limits })

  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.headers.upgrade?.toLowerCase() !== 'websocket')
      return ignoreUpgrade(server, { request, socket, rest: head, last: lastResponse(socket) })
    socket.on('error', () => socket.destroy())
    const target = readTarget(request)
    if (!target) return refuse(socket, '400 Bad Request')
    if (!isAllowedHost(target.host)) return refuse(socket, '403 Forbidden', foreignHost)
    if (target.route !== 'graphql') return refuse(socket, '404 Not Found')
    if (!mayConnect(request.headers.origin, target.host, corsOrigins)) {
      const origin = request.headers.origin?.slice(0, maxLoggedOrigin)
      log.warn({ origin }, `a WebSocket was refused: ${foreignOrigin}`)
      return refuse(socket, '403 Forbidden', foreignOrigin)
    }
    if (status.phase !== 'serving') return refuse(socket, '503 Service Unavailable\r\nRetry-After: 1')
    sockets.handleUpgrade(request, socket, head, (accepted) => {
      accepted.on('error', (err: NodeJS.ErrnoException) => {
        const limit = limitErrors.get(err.code)
        if (limit) connectionLimits.publish(limit)
        log.debug({ err }, 'a socket failed')
      })
      if (!connectionLimiter(addressOf(request), accepted))
        return closeBeyond(accepted, 'addressSockets', limits)
      countMessages(accepted, socket, received)
      limitMessageRate(accepted, limits)
      pauseWhileUnread(accepted, socket)
      keepAlive(accepted)
      serveGraphql(accepted, request)
      observed.publish(1)
      onClose(accepted, () => observed.publish(-1))
    })
  })

  return {
    async drain(deadline) {
      const clients = [...sockets.clients]
      const gone = clients.map((client) => new Promise((resolve) => client.once('close', resolve)))
      deadline.addEventListener('abort', () => {
        for (const client of clients) client.terminate()
      })
      const step = Math.min(spreadMs / clients.length, 5)
      let behind = 0
      for (const client of clients) {
        client.close(closeCodes.restart, 'The gateway restarts; reconnect.')
        behind += step
        if (behind < 50) continue
        await pause(behind)
        behind = 0
      }
      await Promise.all(gone)
    },
  }
}

/**
 * True if the page's origin, which browsers send, is the server's own or allowed. Other programs send none.
 */
function mayConnect(origin: string | undefined, host: string, allowed: readonly string[]): boolean {
  if (origin === undefined || allowed.includes(origin)) return true
  return URL.canParse(origin) && new URL(origin).host === host
}

function refuse(socket: Duplex, answer: string, reason = ''): void {
  const body = reason && `Content-Type: text/plain; charset=utf-8\r\nX-Content-Type-Options: nosniff\r\n`
  socket.end(
    `HTTP/1.1 ${answer}\r\nConnection: close\r\n${body}Content-Length: ${reason.length}\r\n\r\n${reason}`,
  )
}
