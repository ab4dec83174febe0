import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'

/** Stands between a client and a server, and can fall silent: connections stay open, and nothing comes through. */
export interface Proxy {
  readonly port: number
  /** From now on nothing comes through the connections that are open; new ones work. */
  silence(): void
  close(): Promise<void>
}

export async function openProxy(target: number): Promise<Proxy> {
  const pairs = new Set<[Socket, Socket]>()
  const server = createServer((client) => {
    const upstream = connect(target, '127.0.0.1')
    const pair: [Socket, Socket] = [client, upstream]
    pairs.add(pair)
    client.pipe(upstream).pipe(client)
    for (const socket of pair) {
      socket.on('error', () => {})
      socket.once('close', () => pairs.delete(pair))
    }
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The proxy has no port.')
  const silenced: Socket[] = []
  return {
    port: address.port,
    silence() {
      for (const pair of pairs) {
        for (const socket of pair) {
          socket.unpipe()
          socket.pause()
          silenced.push(socket)
        }
      }
    },
    async close() {
      for (const socket of [...silenced, ...[...pairs].flat()]) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
