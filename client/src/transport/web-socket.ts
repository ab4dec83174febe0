import type { Client, SubscribePayload } from 'graphql-ws'
import { GatewayError, type ResponseError, toGatewayError } from '../errors.ts'
import { type TokenSource, toCredentials } from '../token.ts'
import type { OperationRequest, Response } from './http.ts'
import type { StreamSink, Transport } from './transport.ts'

/** Options of the WebSocket transport. */
export type WebSocketOptions = {
  readonly url: string
  readonly tokens: TokenSource
  /** The constructor; that of the environment unless given. */
  readonly webSocketImpl: unknown
  /** An open socket pings after so many milliseconds, and is dead if an answer takes as long again. */
  readonly keepAliveMs: number
}

/** How many milliseconds the gateway may take to acknowledge a connection. */
const maxConnectMs = 10_000
/** A socket without operations stays open for so many milliseconds. */
const idleMs = 3_000
/** Close code of the gateway: the credentials do not hold, or not any longer. */
const refused = 4403

/** One WebSocket connection that all streams of a client share. */
export type WebSocketTransport = {
  readonly subscribe: Transport
  dispose(): void
}

/** Creates a transport of subscriptions over one WebSocket, which opens with the first of them. graphql-ws is loaded then. */
export function createWebSocketTransport(options: WebSocketOptions): WebSocketTransport {
  let loading: Promise<Connection> | undefined
  async function load(): Promise<Connection> {
    const { createClient } = await import('graphql-ws/client')
    return connect(options, createClient)
  }
  return {
    async subscribe(request, sink, signal) {
      loading ??= load()
      const connection = await loading.catch((cause) => {
        // The chunk of a bundler that could not be loaded is fetched again by the next attempt.
        loading = undefined
        throw new GatewayError('NETWORK', 'graphql-ws could not be loaded.', { cause })
      })
      // A token may take as long as somebody takes to sign in: an open socket would not wait.
      await options.tokens.get(signal)
      if (!signal.aborted) await run(connection, request, sink, signal)
    },
    dispose: () => void loading?.then(({ client }) => client.dispose()).catch(() => {}),
  }
}

/** The socket of graphql-ws, with the state that graphql-ws does not expose. */
type Connection = {
  readonly client: Client
  readonly tokens: TokenSource
  /** The token of the last connection. */
  token: string | null
  isConnected: boolean
}

function connect(
  { url, tokens, webSocketImpl, keepAliveMs }: WebSocketOptions,
  createClient: typeof import('graphql-ws/client').createClient,
): Connection {
  let pongTimer: ReturnType<typeof setTimeout> | undefined
  const client = createClient({
    url,
    webSocketImpl,
    // Each stream reconnects by itself, with its cursor.
    retryAttempts: 0,
    lazyCloseTimeout: idleMs,
    keepAlive: keepAliveMs,
    connectionAckWaitTimeout: maxConnectMs,
    async connectionParams() {
      connection.token = await tokens.get()
      return toCredentials(connection.token)
    },
    on: {
      connected: () => {
        connection.isConnected = true
      },
      closed: () => {
        connection.isConnected = false
        clearTimeout(pongTimer)
      },
      ping: (isReceived) => {
        if (!isReceived) pongTimer = setTimeout(() => client.terminate(), keepAliveMs)
      },
      pong: (isReceived) => {
        if (isReceived) clearTimeout(pongTimer)
      },
    },
  })
  const connection: Connection = { client, tokens, token: null, isConnected: false }
  return connection
}

/** Sends the results of one subscription to `sink`, until it completes, fails or `signal` aborts. */
function run(
  connection: Connection,
  request: OperationRequest,
  sink: StreamSink,
  signal: AbortSignal,
): Promise<void> {
  const { client, isConnected } = connection
  return new Promise((resolve, reject) => {
    const stopListening = isConnected ? () => {} : client.on('connected', sink.open)
    if (isConnected) sink.open()
    function finish(): void {
      stopListening()
      signal.removeEventListener('abort', stop)
    }
    function fail(error: unknown): void {
      finish()
      if (error instanceof GatewayError && error.code === 'UNAUTHENTICATED')
        connection.tokens.refuse(connection.token)
      reject(error)
    }
    function complete(): void {
      finish()
      resolve()
    }
    function stop(): void {
      complete()
      unsubscribe()
    }
    const unsubscribe = client.subscribe(request as SubscribePayload, {
      next(response) {
        if (signal.aborted) return
        try {
          sink.next(response as Response)
        } catch (error) {
          fail(error)
          unsubscribe()
        }
      },
      error: (failure) => fail(toStreamError(failure)),
      complete,
    })
    signal.addEventListener('abort', stop)
  })
}

/** Converts a rejection of graphql-ws: errors of the operation, the close event of the connection, or an `Error`. */
function toStreamError(failure: unknown): GatewayError {
  if (Array.isArray(failure)) return toGatewayError(failure[0] as ResponseError)
  const { code: closeCode, reason } = (failure ?? {}) as Partial<CloseEvent>
  if (typeof closeCode !== 'number')
    return new GatewayError('NETWORK', 'The WebSocket broke.', { cause: failure })
  const code = closeCode === refused ? 'UNAUTHENTICATED' : 'CLOSED'
  return new GatewayError(code, reason || `The WebSocket was closed (${closeCode}).`, { closeCode })
}
