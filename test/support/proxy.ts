import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A TCP proxy in front of a database, which a test can take away and bring back. */
export type DatabaseProxy = {
  /** The URL of the database, by way of the proxy. */
  readonly url: string
  /** Begins to pass connections on. */
  start(): Promise<void>
  /** Cuts every connection, and refuses new ones. */
  stop(): Promise<void>
}

/** Makes a proxy for a database's URL. It does not listen before `start`, but its port is known. */
export async function createProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => sockets.delete(socket))
    }
    client.pipe(upstream).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${port}`

  async function stop(): Promise<void> {
    if (!server.listening) return
    server.close()
    for (const socket of sockets) socket.destroy()
    await once(server, 'close')
  }
  await stop()
  return {
    url: url.href,
    async start() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    stop,
  }
}
