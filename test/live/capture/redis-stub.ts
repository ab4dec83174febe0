import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'

const text = (value: string) => `$${Buffer.byteLength(value)}\r\n${value}\r\n`
const push = (...values: readonly string[]) => `>${values.length}\r\n${values.map(text).join('')}`

/** The part of Redis that signals need, in this process: publish and subscribe, and failures on demand. */
export class RedisStub {
  /** The commands received, each with its first argument. */
  readonly commands: string[] = []
  /** Commands that are refused. */
  readonly refused = new Set<string>()
  /** True if commands are read and not answered. */
  isSilent = false
  /** Number of connections that were opened. */
  connections = 0
  readonly #sockets = new Set<Socket>()
  readonly #subscribers = new Map<Socket, string>()
  #server: Server | undefined
  #port = 0

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`
  }

  /** Number of subscribed connections. */
  get subscribers(): number {
    return this.#subscribers.size
  }

  /** Accepts connections, on the same port again after `stop`. */
  async start(): Promise<void> {
    const server = createServer((socket) => this.#accept(socket))
    this.#server = server
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve))
    this.#port = (server.address() as AddressInfo).port
  }

  /** Breaks all connections, and refuses others. */
  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.#server?.close(resolve))
    this.breakConnections()
    await closed
  }

  breakConnections(): void {
    for (const socket of this.#sockets) socket.destroy()
  }

  #accept(socket: Socket): void {
    this.connections += 1
    this.#sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      this.#sockets.delete(socket)
      this.#subscribers.delete(socket)
    })
    let received = ''
    socket.on('data', (bytes) => {
      received += bytes
      // A command is a list of texts; those of the tests have no line breaks.
      for (let end = endOf(received); end > 0; end = endOf(received)) {
        this.#answer(
          socket,
          received
            .slice(0, end)
            .split('\r\n')
            .filter((_, i) => i > 0 && i % 2 === 0),
        )
        received = received.slice(end)
      }
    })
  }

  #answer(socket: Socket, [name = '', first = '', second = '']: readonly string[]): void {
    const command = name.toUpperCase()
    this.commands.push(`${command} ${first}`.trim())
    if (this.isSilent) return
    if (this.refused.has(command)) return void socket.write('-ERR refused\r\n')
    if (command === 'HELLO') return void socket.write('%1\r\n+proto\r\n:3\r\n')
    if (command === 'PING') return void socket.write('+PONG\r\n')
    if (command === 'SUBSCRIBE') {
      this.#subscribers.set(socket, first)
      return void socket.write(`>3\r\n${text('subscribe')}${text(first)}:1\r\n`)
    }
    if (command === 'PUBLISH') {
      for (const [subscriber, channel] of this.#subscribers)
        if (channel === first) subscriber.write(push('message', channel, second))
      return void socket.write(':1\r\n')
    }
    socket.write('+OK\r\n')
  }
}

/** Returns where the first command ends; 0 while it is incomplete. */
function endOf(received: string): number {
  const [head = ''] = received.split('\r\n', 1)
  const lines = 1 + 2 * Number(head.slice(1))
  let end = 0
  for (let line = 0; line < lines; line += 1) {
    const next = received.indexOf('\r\n', end)
    if (next < 0) return 0
    end = next + 2
  }
  return received === '' ? 0 : end
}
