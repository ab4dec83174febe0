import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

const chunk = Buffer.alloc(1_000_000)

/** Resolves with the number of bytes that the system's buffers take of a connection whose client reads nothing. */
export async function measureSocketBuffers(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const accepted = once(server, 'connection')
  const client = connect((server.address() as AddressInfo).port, '127.0.0.1').pause()
  const [socket] = (await accepted) as [Socket]
  // A buffer grows as it is filled: it is full once nothing more is taken for a while.
  let written = 0
  for (let taken = -1; written - socket.writableLength > taken; ) {
    taken = written - socket.writableLength
    while (socket.writableLength < 16 * chunk.length) {
      socket.write(chunk)
      written += chunk.length
    }
    await pause(200)
  }
  const taken = written - socket.writableLength
  for (const each of [client, socket]) each.destroy()
  server.close()
  return taken
}
