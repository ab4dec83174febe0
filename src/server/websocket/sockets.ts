import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { setTimeout as pause } from 'node:timers/promises'
import type { ServerOptions } from 'graphql-ws'
import { type Extra, useServer } from 'graphql-ws/use/ws'
import type { Logger } from 'pino'
import { WebSocketServer } from 'ws'
import type { Limits } from '../../config/limits.ts'
import { limitMessage } from '../../errors/limit-error.ts'
import type { AddressOf } from '../address.ts'
import { foreignOrigin, maxLoggedOrigin } from '../cors.ts'
import { sockets as observed } from '../diagnostics.ts'
import { foreignHost, type HostCheck } from '../hosts.ts'
import { createConnectionLimiter } from '../limits/connections.ts'
import type { Status } from '../status.ts'
import { readTarget } from '../target.ts'
import { pauseWhileUnread } from './backpressure.ts'
import { closeCodes } from './close.ts'
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

/**
 * Maximum number of fragments per message; each costs an object in addition to its bytes, and clients send
 * few.
 */
const maxFragments = 1_024
/** Maximum number of reads for an unfinished frame: one megabyte in pieces of 256 bytes. */
const maxBufferedChunks = 4_096

/** Options of `serveSockets`. */
export type SocketParts = {
  readonly status: Status
  readonly log: Logger
  readonly corsOrigins: readonly string[]
  readonly isAllowedHost: HostCheck
  readonly limits: Limits
  readonly addressOf: AddressOf
  /** Returns the latest response on a connection. */
  readonly lastResponse: (socket: Duplex) => ServerResponse | undefined
}

/** Serves WebSockets on an HTTP server's `/graphql`. */
export function serveSockets(
  server: Server,
  protocol: ServerOptions<Record<string, unknown>, Extra>,
  { status, log, corsOrigins, isAllowedHost, limits, addressOf, lastResponse }: SocketParts,
): Sockets {
  const sockets = new WebSocketServer({
    noServer: true,
    WebSocket: TextSocket,
    maxPayload: limits.bodyBytes,
    maxFragments,
    maxBufferedChunks,
  })
  const connectionLimiter = createConnectionLimiter(limits.addressSockets)
  useServer({ ...protocol, isProd: true }, sockets, 0)

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
      if (!connectionLimiter(addressOf(request), accepted)) {
        accepted.close(closeCodes.tryLater, limitMessage('addressSockets', limits.addressSockets))
        return
      }
      limitMessageRate(accepted, limits)
      pauseWhileUnread(accepted, socket)
      keepAlive(accepted)
      sockets.emit('connection', accepted, request)
      // graphql-ws would print a malformed frame to the console; ws has closed the socket itself.
      accepted.removeAllListeners('error')
      accepted.on('error', (err) => log.debug({ err }, 'a socket failed'))
      observed.publish(1)
      accepted.once('close', () => observed.publish(-1))
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
        client.close(closeCodes.restart, 'The gateway restarts; come back.')
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
