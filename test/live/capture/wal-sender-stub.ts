import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

/** A message of PostgreSQL's protocol: its type, its length and what it says. */
function message(type: string, ...parts: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)))
  const head = Buffer.from(`${type}\0\0\0\0`)
  head.writeInt32BE(body.length + 4, 1)
  return Buffer.concat([head, body])
}

const authenticated = message('R', Buffer.alloc(4))
const ready = message('Z', 'I')
const copyBoth = message('W', Buffer.alloc(3))
const refusal = (code: string, text: string) => message('E', `SERROR\0C${code}\0M${text}\0\0`)

/** The part of PostgreSQL that takes replication commands, in this process, with refusals on demand. */
export class WalSenderStub {
  readonly commands: string[] = []
  /** What the next commands are refused with. */
  refusal: { readonly code: string; readonly text: string } | undefined
  /** True if commands are not answered. */
  isSilent = false
  readonly #sockets = new Set<Socket>()
  #server: Server | undefined

  /** Resolves with the URL of a database. */
  async start(): Promise<string> {
    const server = createServer((socket) => this.#accept(socket))
    this.#server = server
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return `postgres://gateway@127.0.0.1:${(server.address() as AddressInfo).port}/app?sslmode=disable`
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve))
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('error', () => {})
    // The first message has no type.
    let received = Buffer.from('S')
    socket.on('data', (bytes) => {
      received = Buffer.concat([received, bytes])
      while (received.length >= 5 && received.length > received.readInt32BE(1)) {
        const end = received.readInt32BE(1) + 1
        this.#answer(socket, String.fromCharCode(received[0] ?? 0), received.toString('utf8', 5, end - 1))
        received = received.subarray(end)
      }
    })
  }

  #answer(socket: Socket, type: string, text: string): void {
    if (type === 'S') return void socket.write(Buffer.concat([authenticated, ready]))
    if (type === 'X') return void socket.end()
    if (type !== 'Q') return
    this.commands.push(text)
    if (this.isSilent) return
    if (this.refusal) {
      socket.write(Buffer.concat([refusal(this.refusal.code, this.refusal.text), ready]))
    } else if (text.startsWith('START_REPLICATION')) socket.write(copyBoth)
    else socket.write(Buffer.concat([message('C', `${text.split(' ')[0]}\0`), ready]))
  }
}
