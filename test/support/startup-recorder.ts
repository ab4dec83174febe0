import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { type SecureContextOptions, TLSSocket } from 'node:tls'

/** What a client sent: a request for TLS, or its start-up parameters with the password that it was asked for. */
export type ReceivedStartup =
  | { readonly at: string; readonly asksTls: true }
  | {
      readonly at: string
      readonly isEncrypted: boolean
      readonly parameters: Readonly<Record<string, string>>
      readonly password: string | null
    }

const sslRequest = 80877103
const gssRequest = 80877104

/**
 * Servers that read the start-up message of PostgreSQL's protocol, with database, user and options, and then refuse the
 * connection. With a certificate they accept TLS.
 */
export class StartupRecorder {
  readonly received: ReceivedStartup[] = []
  readonly #servers: Server[] = []
  readonly #sockets = new Set<Socket>()
  readonly #tls: SecureContextOptions | undefined

  constructor(tls?: SecureContextOptions) {
    this.#tls = tls
  }

  /** Listens on a port or a path, under a name that says where something was heard. */
  async listen(name: string, place: { port: number; host: string } | { path: string }): Promise<void> {
    const server = createServer((socket) => {
      this.#sockets.add(socket)
      socket.once('close', () => this.#sockets.delete(socket))
      this.#greet(name, socket)
    })
    server.listen(place)
    await once(server, 'listening')
    this.#servers.push(server)
  }

  /** Resolves when all clients have left. */
  async drain(): Promise<void> {
    while (this.#sockets.size > 0) await once([...this.#sockets][0] as Socket, 'close')
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => new Promise((resolve) => server.close(resolve))))
  }

  #greet(at: string, socket: Socket, isEncrypted = false): void {
    socket.on('error', () => {})
    socket.once('data', (packet: Buffer) => {
      const code = packet.readInt32BE(4)
      if (code === gssRequest) {
        socket.write('N')
        this.#greet(at, socket)
      } else if (code === sslRequest) {
        this.received.push({ at, asksTls: true })
        socket.write(this.#tls ? 'S' : 'N')
        if (!this.#tls) this.#greet(at, socket)
        else this.#greet(at, new TLSSocket(socket, { isServer: true, ...this.#tls }), true)
      } else this.#askPassword(at, socket, packet, isEncrypted)
    })
  }

  #askPassword(at: string, socket: Socket, packet: Buffer, isEncrypted: boolean): void {
    const texts = packet.subarray(8).toString().split('\0')
    const parameters: Record<string, string> = {}
    for (let i = 0; texts[i]; i += 2) parameters[texts[i] ?? ''] = texts[i + 1] ?? ''
    const record = (password: string | null) => {
      this.received.push({ at, isEncrypted, parameters, password })
      socket.end(refusal)
    }
    const leave = () => record(null)
    socket.once('close', leave)
    socket.once('data', (answer: Buffer) => {
      socket.off('close', leave)
      record(answer[0] === 0x70 ? answer.subarray(5, -1).toString() : null)
    })
    socket.write(Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]))
  }
}

/** FATAL 28P01. */
const refusal = (() => {
  const fields = Buffer.from('SFATAL\0VFATAL\0C28P01\0Mno\0\0')
  const head = Buffer.alloc(5)
  head.write('E')
  head.writeInt32BE(fields.length + 4, 1)
  return Buffer.concat([head, fields])
})()
