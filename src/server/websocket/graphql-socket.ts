import type { IncomingMessage } from 'node:http'
import { CloseCode, type WebSocket as GraphqlWsSocket, makeServer, type ServerOptions } from 'graphql-ws'
import type { Extra } from 'graphql-ws/use/ws'
import type { Logger } from 'pino'
import type { WebSocket } from 'ws'
import type { LimitName, Limits } from '../../config/limits.ts'
import { countValues } from '../../data/json.ts'
import { connectionLimits } from '../diagnostics.ts'
import { onClose } from '../on-close.ts'
import { closeBeyond, closeCodes } from './close.ts'
import { hasAtMost } from './payload-size.ts'

/** Maximum length of a close frame's reason, in bytes (RFC 6455, section 5.5). */
const maxReasonBytes = 123

/** Options of `createGraphqlSockets`. */
type SocketOptions = {
  readonly log: Logger
  readonly limits: Pick<Limits, 'payloadMembers' | 'bodyValues'>
}

/** A WebSocket as graphql-ws uses it. An object with methods: closures for each socket would take more memory. */
class GraphqlSocket implements GraphqlWsSocket {
  readonly #socket: WebSocket
  readonly #options: SocketOptions

  constructor(socket: WebSocket, options: SocketOptions) {
    this.#socket = socket
    this.#options = options
  }

  get protocol(): string {
    return this.#socket.protocol
  }

  /** A failure of the connection is no error here: `close` is emitted then. */
  send(message: string): Promise<void> {
    const socket = this.#socket
    return new Promise((resolve) => {
      if (socket.readyState === socket.OPEN) socket.send(message, () => resolve())
      else resolve()
    })
  }

  close(code?: number, reason?: string): void {
    const isOpen = this.#socket.readyState === this.#socket.OPEN
    if (isOpen && code === CloseCode.ConnectionInitialisationTimeout)
      connectionLimits.publish('initMs' satisfies LimitName)
    this.#socket.close(code, shorten(reason))
  }

  onPing(payload: object | undefined): Promise<void> | void {
    const { limits } = this.#options
    if (!hasAtMost(limits.payloadMembers, payload)) return closeBeyond(this.#socket, 'payloadMembers', limits)
    return this.send(JSON.stringify({ type: 'pong', ...(payload && { payload }) }))
  }

  onMessage(handle: (text: string) => Promise<void>): void {
    const { log, limits } = this.#options
    this.#socket.on('message', (data) => {
      const text = String(data)
      if (countValues(text) > limits.bodyValues) return closeBeyond(this.#socket, 'bodyValues', limits)
      handle(text).catch((err: unknown) => {
        log.error({ err }, 'a message of a WebSocket could not be handled')
        this.#socket.close(closeCodes.failed, 'Internal server error')
      })
    })
  }
}

/**
 * Returns a function that serves GraphQL on a WebSocket by graphql-ws. In the place of graphql-ws's own adapter of `ws`:
 * that prints failures to stderr, and answers a ping with its payload, whatever its size and depth.
 */
export function createGraphqlSockets(
  options: ServerOptions<Record<string, unknown>, Extra>,
  socketOptions: SocketOptions,
): (socket: WebSocket, request: IncomingMessage) => void {
  const server = makeServer(options)

  return (socket, request) => {
    const closed = server.opened(new GraphqlSocket(socket, socketOptions), { socket, request })
    onClose(socket, (code: number, reason: Buffer) => void closed(code, String(reason)))
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
