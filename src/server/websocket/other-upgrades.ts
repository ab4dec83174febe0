import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'

/** What Node gives for a request with an `Upgrade`. */
type HandedOver = { readonly request: IncomingMessage; readonly socket: Duplex; readonly rest: Buffer }

const droppedHeaders = new Set(['upgrade', 'http2-settings'])

/**
 * Answers a request with an `Upgrade` that is not `websocket` (`h2c`, of Java's HttpClient and `curl --http2`) as if it had
 * none, as RFC 9110 allows. Node hands over the bare connection of such a request, its body unread: its head goes back into
 * the connection without these headers, and the connection back to the server. Not before the last response on it (of a
 * client that does not wait for answers) is over: Node counts on one parser knowing all that are under way.
 */
export function ignoreUpgrade(
  server: Server,
  { request, socket, rest, last }: HandedOver & { readonly last: ServerResponse | undefined },
): void {
  const onError = () => socket.destroy()
  const giveBack = () => {
    if (socket.destroyed) return
    socket.off('error', onError)
    socket.unshift(Buffer.concat([headOf(request), rest]))
    server.emit('connection', socket)
  }
  socket.on('error', onError)
  if (!last || last.closed) giveBack()
  else last.once('close', giveBack)
}

function headOf({ method, url, httpVersion, rawHeaders }: IncomingMessage): Buffer {
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
