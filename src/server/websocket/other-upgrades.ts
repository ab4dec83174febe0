import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

const droppedHeaders = new Set(['upgrade', 'http2-settings'])

/**
 * Answers a request with an `Upgrade` that is not `websocket` (`h2c`, of Java's HttpClient and `curl --http2`) as if it had
 * none, as RFC 9110 allows. Node hands over the bare connection of such a request, its body unread: its head goes back into
 * the connection without these headers, and the connection back to the server.
 */
export function ignoreUpgrade(server: Server, request: IncomingMessage, socket: Duplex, rest: Buffer): void {
  const { method, url, httpVersion, rawHeaders } = request
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2)
    const kept = name.toLowerCase() === 'connection' ? withoutUpgrade(value) : value
    if (!droppedHeaders.has(name.toLowerCase()) && kept) lines.push(`${name}: ${kept}`)
  }
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), rest]))
  server.emit('connection', socket)
}

function withoutUpgrade(connection: string): string {
  const options = connection.split(',').map((option) => option.trim())
  return options.filter((option) => !droppedHeaders.has(option.toLowerCase())).join(', ')
}
