import type { IncomingMessage } from 'node:http'
import { CloseCode, makeServer, type ServerOptions } from 'graphql-ws'
import type { Extra } from 'graphql-ws/use/ws'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import type { LimitName, Limits } from '../../config/limits.ts'
import { countValues } from '../../data/json.ts'
import { connectionLimits } from '../diagnostics.ts'
import { closeBeyond, closeCodes } from './close.ts'
import { hasAtMost } from './payload-size.ts'

/** Maximum length of a close frame's reason, in bytes (RFC 6455, section 5.5). */
const maxReasonBytes = 123

/** Options of `createGraphqlSockets`. */
type SocketOptions = {
  readonly log: Logger
  readonly limits: Pick<Limits, 'payloadMembers' | 'bodyValues'>
}

/**
 * Returns a function that serves GraphQL on a WebSocket by graphql-ws. In the place of graphql-ws's own adapter of `ws`:
 * that prints failures to stderr, and answers a ping with its payload, whatever its size and depth.
 */
export function createGraphqlSockets(
  options: ServerOptions<Record<string, unknown>, Extra>,
  { log, limits }: SocketOptions,
): (socket: WebSocket, request: IncomingMessage) => void {
  const server = makeServer(options)

  return (socket, request) => {
    // A failure of the connection is no error here: `close` is emitted then.
    const send = (message: string) =>
      new Promise<void>((resolve) => {
        if (socket.readyState === socket.OPEN) socket.send(message, () => resolve())
        else resolve()
      })
    const closed = server.opened(
      {
        protocol: socket.protocol,
        send,
        close: (code, reason) => {
          const isOpen = socket.readyState === socket.OPEN
          if (isOpen && code === CloseCode.ConnectionInitialisationTimeout)
            connectionLimits.publish('initMs' satisfies LimitName)
          socket.close(code, shorten(reason))
        },
        onPing: (payload) => {
          if (!hasAtMost(limits.payloadMembers, payload)) return closeBeyond(socket, 'payloadMembers', limits)
          return send(JSON.stringify({ type: 'pong', ...(payload && { payload }) }))
        },
        onMessage: (handle) =>
          socket.on('message', (data) => {
            const text = String(data)
            if (countValues(text) > limits.bodyValues) return closeBeyond(socket, 'bodyValues', limits)
            handle(text).catch((err: unknown) => {
              log.error({ err }, 'a message of a WebSocket could not be handled')
              socket.close(closeCodes.failed, 'Internal server error')
            })
          }),
      },
      { socket, request },
    )
    socket.once('close', (code, reason) => void closed(code, String(reason)))
  }
}

/** A reason may repeat the id of an operation. */
function shorten(reason: string | undefined): string | undefined {
  return (
    reason &&
    Buffer.from(reason)
      .subarray(0, maxReasonBytes)
      .toString()
      .replace(/\ufffd+$/, '')
  )
}
