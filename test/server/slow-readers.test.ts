/** CLIENT_READ_TIMEOUT_MS and MAX_UNSENT_BYTES: clients that do not read what is sent to them. */
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { createSchema } from 'graphql-yoga'
import { afterEach, describe, expect, it } from 'vitest'
import { Stream, type StreamSubscriber } from '../../src/live/stream.ts'
import { SubscriptionSource } from '../../src/schema/subscription.ts'
import { startMetrics } from '../../src/server/metrics/metrics.ts'
import { createMissingDatabase } from '../support/no-database.ts'
import { type SmallServer, serve } from './small-server.ts'

/** More than the kernel buffers of a connection whose client does not read. */
const megabytes = 14
/** No compressor makes it much smaller. */
const text = randomBytes(750_000).toString('base64')

type Event = { readonly batch: readonly Event[] }

/** Events without end, each in another turn of the event loop. */
class Endless extends Stream<Event> {
  readonly key = 'endless'

  open(): StreamSubscriber<Event> {
    let turns = 0
    return { take: () => (turns++ % 2 === 0 ? nextTurn() : newEvent()), close: () => {} }
  }

  batchOf({ batch }: Event): readonly Event[] {
    return batch
  }
}

function newEvent(): Event {
  const batch: Event[] = []
  const event = { batch }
  batch.push(event)
  return event
}

const schema = createSchema({
  typeDefs: `
    type Query { texts(count: Int!): [String!]! }
    type Subscription { texts: String! }
  `,
  resolvers: {
    Query: { texts: (_, { count }: { count: number }) => Array(count).fill(text) },
    Subscription: {
      texts: {
        subscribe: () => new SubscriptionSource(new Endless(), { interests: [], check: async () => {} }),
        resolve: () => text,
      },
    },
  },
})

const large = `{ texts(count: ${megabytes}) }`
const json = 'application/json'

function requestOf(query: string, headers: Readonly<Record<string, string>> = {}): string {
  const body = JSON.stringify({ query })
  const lines = Object.entries({ accept: json, ...headers }).map(([name, value]) => `${name}: ${value}\r\n`)
  return `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${json}\r\n${lines.join('')}Content-Length: ${body.length}\r\n\r\n${body}`
}

const open: Socket[] = []

/** Sends requests, and reads nothing until the socket is resumed. */
function unread(server: SmallServer, ...requests: readonly string[]): Socket {
  const { port, hostname } = new URL(server.url)
  const socket = connect(Number(port), hostname).pause()
  socket.on('error', () => {})
  socket.write(requests.join(''), 'latin1')
  open.push(socket)
  return socket
}

/** A message of a client, masked with zeros. */
function frame(message: object): string {
  const text = JSON.stringify(message)
  if (text.length > 125) throw new Error('The message needs a longer frame.')
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]).toString(
    'latin1',
  )
}

const upgrade = [
  'GET /graphql HTTP/1.1',
  'Host: localhost',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`,
  'Sec-WebSocket-Protocol: graphql-transport-ws',
]
const subscribe = (id: number, query: string) =>
  frame({ type: 'subscribe', id: String(id), payload: { query } })

/** A WebSocket on which nothing is read after its beginning. */
async function unreadWebSocket(server: SmallServer, query: string): Promise<Socket> {
  const socket = unread(server, `${upgrade.join('\r\n')}\r\n\r\n`, frame({ type: 'connection_init' }))
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk.toString('latin1')
  })
  socket.resume()
  await expect.poll(() => received).toContain('connection_ack')
  socket.removeAllListeners('data').pause()
  socket.write(subscribe(1, query), 'latin1')
  return socket
}

/** Reads at a steady rate until a socket is closed, or there are enough bytes. Returns how many there were. */
async function readSteadily(
  socket: Socket,
  bytesPerSecond: number,
  enough = Number.POSITIVE_INFINITY,
): Promise<number> {
  let bytes = 0
  const begin = performance.now()
  socket.on('data', ({ length }) => {
    bytes += length
    if (bytes >= enough) socket.destroy()
    const ahead = (bytes / bytesPerSecond) * 1000 - (performance.now() - begin)
    if (ahead <= 0) return
    socket.pause()
    setTimeout(() => socket.resume(), ahead)
  })
  socket.resume()
  await once(socket, 'close')
  return bytes
}

describe('clients that do not read', () => {
  const servers: SmallServer[] = []
  const start = async (env: Record<string, string>) => {
    const server = await serve(schema, createMissingDatabase(), 'planned', undefined, env)
    servers.push(server)
    return server
  }
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.destroy()
    for (const server of servers.splice(0)) await server.drain(AbortSignal.timeout(100))
  })
  const ended = (server: SmallServer) =>
    server.lines
      .filter(({ msg }) => msg === 'a client that does not read was disconnected')
      .map(({ transport, limit }) => [transport, limit])

  const impatient = { CLIENT_READ_TIMEOUT_MS: '700' }
  const subscription = 'subscription { texts }'

  it.each<[string, string, (server: SmallServer) => unknown]>([
    ['the fast path', 'http', (server) => unread(server, requestOf(large))],
    [
      'the Yoga path',
      'http',
      (server) => unread(server, requestOf(large, { accept: 'application/graphql-response+json' })),
    ],
    [
      'compressed answers',
      'http',
      (server) => unread(server, requestOf(large, { 'accept-encoding': 'gzip' })),
    ],
    [
      'pipelined answers',
      'http',
      (server) => unread(server, ...Array(20).fill(requestOf('{ texts(count: 1) }'))),
    ],
    [
      'event streams',
      'event-stream',
      (server) => unread(server, requestOf(subscription, { accept: 'text/event-stream' })),
    ],
    ['queries over WebSocket', 'websocket', (server) => unreadWebSocket(server, large)],
    ['subscriptions over WebSocket', 'websocket', (server) => unreadWebSocket(server, subscription)],
  ])('are disconnected: %s', async (_name, transport, send) => {
    const server = await start(impatient)
    const metrics = startMetrics({ phase: 'serving', reason: '', runtime: undefined })
    await send(server)
    await expect.poll(() => ended(server)).toEqual([[transport, 'clientReadMs']])
    expect(await metrics.text()).toContain(
      `ii_gateway_slow_readers_total{transport="${transport}",limit="clientReadMs"} 1`,
    )
    metrics.close()
    expect((await server.ask('{ texts(count: 1) }')).errors).toBeUndefined()
  })

  it.each([
    ['plain', {}],
    ['of the Yoga path', { accept: 'application/graphql-response+json' }],
    ['compressed', { 'accept-encoding': 'gzip' }],
  ])('are not those that read slowly but steadily: an answer that is %s', async (_name, headers) => {
    const server = await start(impatient)
    const socket = unread(server, requestOf(large, { ...headers, connection: 'close' }))
    expect(await readSteadily(socket, 5_000_000)).toBeGreaterThan(megabytes * 750_000)
    expect(ended(server)).toEqual([])
  })

  it('are not those that read a large message of a WebSocket slowly but steadily', async () => {
    const server = await start(impatient)
    const length = megabytes * 1_000_000
    expect(await readSteadily(await unreadWebSocket(server, large), 5_000_000, length)).toBeGreaterThan(
      length,
    )
    expect(ended(server)).toEqual([])
  })

  it('are not those without pending data', async () => {
    const server = await start(impatient)
    const idle = unread(server, requestOf('{ __typename }'))
    await pause(1_500)
    expect(ended(server)).toEqual([])
    expect(idle.destroyed).toBe(false)
  })

  it('are disconnected sooner where they leave too much unread together, the slowest first', async () => {
    const server = await start({ MAX_UNSENT_BYTES: '30000000' })
    unread(server, requestOf(large))
    unread(server, requestOf(large, { 'accept-encoding': 'gzip' }))
    await expect.poll(() => server.lines.filter(({ msg }) => msg === 'request')).toHaveLength(2)
    // Two checks, after which neither has made progress for a while; together they are below the limit.
    await pause(1_500)
    expect(ended(server)).toEqual([])
    const steady = readSteadily(unread(server, requestOf(large, { connection: 'close' })), 8_000_000)
    await expect.poll(() => ended(server)).toEqual([['http', 'unsentBytes']])
    expect(await steady).toBeGreaterThan(megabytes * 1_000_000)
    expect(ended(server)).toHaveLength(1)
  })

  it('do not keep others from large answers', async () => {
    const server = await start({ MAX_HELD_BYTES: '20000000' })
    for (let i = 0; i < 3; i += 1) unread(server, requestOf(large))
    await expect.poll(async () => (await server.ask(large)).errors).toBeUndefined()
    unread(server, requestOf(large))
    await pause(300)
    expect((await server.ask(large)).errors).toBeUndefined()
  })

  it('are not asked for more over a WebSocket', async () => {
    const server = await start({})
    const socket = await unreadWebSocket(server, large)
    const executed = () => server.lines.filter(({ msg }) => msg === 'request').length
    await expect.poll(executed).toBe(1)
    for (let id = 2; id <= 20; id += 1) {
      socket.write(subscribe(id, '{ texts(count: 1) }'), 'latin1')
      await pause(10)
    }
    expect(executed()).toBeLessThan(4)
    const all = (megabytes + 19) * 1_000_000
    expect(await readSteadily(socket, Number.POSITIVE_INFINITY, all)).toBeGreaterThan(all)
    expect(executed()).toBe(20)
  })
})
