import type { Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'

export type Transport = 'http' | 'event-stream' | 'websocket'

/** The connections of an HTTP server that are open, and what each of them carries. */
export class OpenConnections {
  /** Event streams that are open: they never finish by themselves. */
  readonly streams = new Set<ServerResponse>()
  // Of each connection. (A set of all open responses would be outgrown again and again; the tables that a set outgrows keep
  // what was in them, and each other, until V8's next full collection.)
  readonly #latest = new Map<Duplex, ServerResponse>()
  readonly #upgraded = new WeakSet<Duplex>()

  constructor(http: Server) {
    http.on('connection', (socket: Socket) => {
      // Given back after an upgrade that was ignored.
      this.#upgraded.delete(socket)
      socket.once('close', () => this.#latest.delete(socket))
    })
    http.on('request', (request, response) => this.#latest.set(request.socket, response))
    http.on('upgrade', (_request, socket) => this.#upgraded.add(socket))
  }

  /** The latest response of each HTTP connection. */
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
