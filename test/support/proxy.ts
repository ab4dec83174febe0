import { EventEmitter, once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** What a proxy does with the bytes between a client and a database, of open and of new connections alike. */
export type ProxyMode =
  | { readonly does: 'pass' }
  /** Nothing comes through, and nothing is closed: a network that swallows. What waits goes on when the mode changes. */
  | { readonly does: 'blackhole' }
  /** Every piece takes so much longer, each way. */
  | { readonly does: 'delay'; readonly ms: number }
  | { readonly does: 'throttle'; readonly bytesPerSecond: number }
  /** A connection is reset as soon as so many bytes of answers came through it: in the middle of one, sooner or later. */
  | { readonly does: 'reset'; readonly afterBytes: number }

/** A TCP proxy in front of a database, for a test that takes it away, makes it slow, or tears at it. */
export type DatabaseProxy = {
  /** The URL of the database, by way of the proxy. */
  readonly url: string
  mode: ProxyMode
  /** Passes new connections on to another server's database of the same name. */
  moveTo(databaseUrl: string): void
  /** Begins to pass connections on. */
  start(): Promise<void>
  /** From now on nothing comes through the connections that are open, half open for ever; new ones work. */
  silence(): void
  /** Cuts every connection, and refuses new ones. */
  stop(): Promise<void>
}

/** Makes a proxy for a database's URL. It does not listen before `start`, but its port is known. */
export async function createProxy(databaseUrl: string): Promise<DatabaseProxy> {
  let target = new URL(databaseUrl)
  const links = new Set<Link>()
  const changes = new EventEmitter().setMaxListeners(0)
  let mode: ProxyMode = { does: 'pass' }
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname)
    const link = new Link(client, upstream, () => mode, changes)
    links.add(link)
    client.once('close', () => links.delete(link))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = new URL(databaseUrl)
  url.host = `127.0.0.1:${port}`

  async function stop(): Promise<void> {
    if (!server.listening) return
    server.close()
    for (const link of links) link.cut()
    await once(server, 'close')
  }
  await stop()
  return {
    url: url.href,
    moveTo(other) {
      target = new URL(other)
    },
    get mode() {
      return mode
    },
    set mode(next) {
      mode = next
      changes.emit('change')
    },
    async start() {
      server.listen(port, '127.0.0.1')
      await once(server, 'listening')
    },
    silence() {
      for (const link of links) link.silent = true
      changes.emit('change')
    },
    stop,
  }
}

/** One connection through the proxy. */
class Link {
  silent = false
  readonly #client: Socket
  readonly #upstream: Socket
  readonly #mode: () => ProxyMode
  readonly #changes: EventEmitter
  #answered = 0

  constructor(client: Socket, upstream: Socket, mode: () => ProxyMode, changes: EventEmitter) {
    this.#client = client
    this.#upstream = upstream
    this.#mode = mode
    this.#changes = changes
    for (const socket of [client, upstream]) socket.on('error', () => {})
    void this.#pump(client, upstream)
    void this.#pump(upstream, client)
  }

  cut(): void {
    this.#client.destroy()
    this.#upstream.destroy()
    this.#changes.emit('change')
  }

  /** Forwards everything from one side to the other, its end as well. */
  async #pump(from: Socket, to: Socket): Promise<void> {
    try {
      for await (const piece of from as AsyncIterable<Buffer>) {
        await this.#hold(piece, to === this.#client)
        if (!to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')])
      }
    } catch {
      // Reset by one side, and so for the other too.
    }
    await this.#untilHeard()
    to.destroy()
  }

  async #hold(piece: Buffer, isAnswer: boolean): Promise<void> {
    await this.#untilHeard()
    const mode = this.#mode()
    if (mode.does === 'delay') await pause(mode.ms)
    if (mode.does === 'throttle') await pause((piece.length / mode.bytesPerSecond) * 1000)
    if (mode.does !== 'reset' || !isAnswer) return
    this.#answered += piece.length
    if (this.#answered <= mode.afterBytes) return
    this.#client.resetAndDestroy()
    throw new Error('reset')
  }

  /** Waits while the connection is to be mute. */
  async #untilHeard(): Promise<void> {
    const isMute = () => this.silent || this.#mode().does === 'blackhole'
    while (isMute() && !this.#client.destroyed) {
      await Promise.race([once(this.#changes, 'change'), once(this.#client, 'close')])
    }
  }
}
