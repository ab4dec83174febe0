import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** The arguments of Node's `upgrade` event. */
type HandedOverUpgrade = { readonly request: IncomingMessage; readonly socket: Duplex; readonly rest: Buffer }

const droppedHeaders = new Set(['upgrade', 'http2-settings'])

/**
 * Handles a request with an `Upgrade` other than `websocket` (`h2c` of Java's HttpClient and `curl --http2`)
 * as if it had none, as RFC 9110 allows. Node emits the bare connection of such a request with its body
 * unread: the request's head without these headers is put back into the connection, and the connection is
 * returned to the server. It waits for the last response on the connection (of a pipelining client), because
 * Node requires that one parser tracks all open responses.
 */
export function ignoreUpgrade(
  server: Server,
  { request, socket, rest, last }: HandedOverUpgrade & { readonly last: ServerResponse | undefined },
): void {
  const onError = () => socket.destroy()
  const returnConnection = () => {
    if (socket.destroyed) return
    socket.off('error', onError)
    socket.unshift(Buffer.concat([formatHead(request), rest]))
    server.emit('connection', socket)
  }
  socket.on('error', onError)
  // In a later turn of the event loop: otherwise, upgrades of many pipelined requests would all be handled in this one.
  const returnLater = () => void setImmediate(returnConnection)
  if (!last || last.closed) returnLater()
  else last.once('close', returnLater)
}

function formatHead({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
  const lines = [`${method} ${url} HTTP/${httpVersion}`]
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const [name = '', value = ''] = rawHeaders.slice(i, i + 2)
    const kept = name.toLowerCase() === 'connection' ? withoutUpgrade(value) : value
    if (!droppedHeaders.has(name.toLowerCase()) && kept) lines.push(`${name}: ${kept}`)
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1')
}

function withoutUpgrade(connection: string): string {
  const options = connection.split(',').map((option) => option.trim())
  return options.filter((option) => !droppedHeaders.has(option.toLowerCase())).join(', ')
}
