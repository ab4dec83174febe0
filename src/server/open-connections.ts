import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { onClose } from './on-close.ts'

/** A transport of GraphQL. */
export type Transport = 'http' | 'event-stream' | 'websocket'

/** Tracks the open connections of an HTTP server and what each carries. */
export class OpenConnections {
  /** Open event streams, which never end by themselves. */
  readonly streams = new Set<ServerResponse>()
  // One response per connection: tables that a set of all responses outgrows would keep their entries alive
  // until V8's next major collection.
  readonly #latest = new Map<Duplex, ServerResponse>()
  readonly #upgraded = new WeakSet<Duplex>()

  constructor(http: Server) {
    http.on('connection', (socket: Socket) => {
      // Returned to the server after an ignored upgrade, of which a connection may have one for each request.
      this.#upgraded.delete(socket)
      if (!this.#latest.has(socket)) onClose(socket, () => this.#latest.delete(socket))
    })
    http.on('request', (request, response) => this.#latest.set(request.socket, response))
    http.on('upgrade', (_request, socket) => this.#upgraded.add(socket))
  }

  /** Returns the latest response of each HTTP connection. */
  latestResponses(): Iterable<ServerResponse> {
    return this.#latest.values()
  }

  latestResponse(socket: Duplex): ServerResponse | undefined {
    return this.#latest.get(socket)
  }

  transportOf(socket: Duplex): Transport {
    if (this.#upgraded.has(socket)) return 'websocket'
    const response = this.#latest.get(socket)
    return response && this.streams.has(response) ? 'event-stream' : 'http'
  }
}
