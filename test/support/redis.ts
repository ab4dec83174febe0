import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

/** A server that speaks enough of Redis' protocol to record commands. */
export type TestRedis = {
  readonly url: string
  /** The commands that set something, in the order in which they came. */
  readonly set: string[][]
  close(): Promise<void>
}

/**
 * As much of a Redis as a client needs to set a key: it speaks the protocol, and keeps the commands that it received. A `mute` one
 * takes connections and never answers.
 */
export async function startRedis({ mute = false } = {}): Promise<TestRedis> {
  const set: string[][] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    let unread = ''
    socket.on('data', (bytes) => {
      unread += bytes
      for (let command = take(); command && !mute; command = take()) {
        if (command[0] === 'SET') set.push(command)
        socket.write(command[0] === 'HELLO' ? '*0\r\n' : '+OK\r\n')
      }
    })
    /** The next whole command: `*3\r\n$3\r\nSET\r\n…` */
    function take(): string[] | undefined {
      const [head, ...lines] = unread.split('\r\n')
      const parts = Number(head?.slice(1))
      if (!parts || lines.length <= parts * 2) return undefined
      unread = lines.slice(parts * 2).join('\r\n')
      return lines.slice(0, parts * 2).filter((_, i) => i % 2 === 1)
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    set,
    async close() {
      for (const socket of sockets) socket.destroy()
      server.close()
      await once(server, 'close')
    },
  }
}
