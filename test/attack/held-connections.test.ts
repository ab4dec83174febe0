/** OWASP API4:2023: connections that clients open and keep, whatever they send. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { sessions } from '../../src/demo/identities.ts'
import type { TestGateway } from '../support/gateway.ts'
import { startAttackedGateway } from './gateway.ts'

const live = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'
const h2c = live.replace('\r\n\r\n', '\r\nconnection: upgrade\r\nupgrade: h2c\r\n\r\n')

const open: Socket[] = []
let gateway: TestGateway

async function start(env: Record<string, string>): Promise<void> {
  gateway = await startAttackedGateway({ METRICS_PORT: '0', ...env })
}

afterEach(async () => {
  for (const socket of open.splice(0)) socket.destroy()
  await gateway.close()
})

/** Opens a connection, sends `text`, and resolves with the answer's status line, or with `closed`. */
async function send(text: string): Promise<string> {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  open.push(socket)
  socket.on('error', () => {})
  let received = ''
  socket.on('data', (chunk) => {
    received += chunk
  })
  socket.write(text)
  const closed = new Promise<string>((resolve) => socket.once('close', () => resolve('closed')))
  for (;;) {
    const end = await Promise.race([closed, pause(5, '')])
    if (received) return received.split('\r\n')[0] ?? ''
    if (end) return end
  }
}

/** The value of a metric, 0 where it has none. */
async function readMetric(name: string): Promise<number> {
  const { port } = gateway.lines.find(({ msg }) => msg === 'metrics') ?? {}
  const headers = { connection: 'close' }
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`, { headers })).text()
  return Number(new RegExp(`${name} (\\d+)`, 'm').exec(text)?.[1] ?? 0)
}
/** The number of connections that were closed because of the limit. */
const count = (limit: string) => readMetric(`limits_hit_total{limit="${limit}"}`)
const countSubscriptions = () => readMetric('^ii_gateway_subscriptions')

describe('open connections', () => {
  it('of one address are at most CONNECTIONS_PER_ADDRESS, WebSockets included', async () => {
    await start({ CONNECTIONS_PER_ADDRESS: '3' })
    expect([await send(live), await send(live)]).toEqual(['HTTP/1.1 200 OK', 'HTTP/1.1 200 OK'])
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    expect(await send(live)).toBe('closed')
    expect(await count('addressConnections')).toBe(1)
    const closed = once(socket, 'close')
    socket.terminate()
    await closed
    await expect.poll(() => send(live)).toBe('HTTP/1.1 200 OK')
    expect(await send(live)).toBe('closed')
  })

  it('count once, however many upgrades they ask for', async () => {
    await start({ CONNECTIONS_PER_ADDRESS: '2' })
    expect(await send(h2c.repeat(20))).toBe('HTTP/1.1 200 OK')
    expect(await send(live)).toBe('HTTP/1.1 200 OK')
    expect(await send(live)).toBe('closed')
  })

  it('of a trusted proxy count for MAX_CONNECTIONS alone', async () => {
    await start({ CONNECTIONS_PER_ADDRESS: '1', MAX_CONNECTIONS: '10', TRUSTED_PROXIES: 'loopback' })
    for (let i = 0; i < 10; i += 1) expect(await send(live)).toBe('HTTP/1.1 200 OK')
    expect(await send(live)).toBe('closed')
    expect(await count('connections')).toBe(1)
    expect(await count('addressConnections')).toBe(0)
  })
})

const body = (length: number) =>
  `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n`
/** A whole request of about as many bytes. */
const whole = (bytes: number) => {
  const json = JSON.stringify({ query: '{ __typename }', variables: { x: 'x'.repeat(bytes) } })
  return body(json.length) + json
}

/** Opens a connection, and sends half of a body of as many bytes. */
function sendHalf(bytes: number): Socket {
  const { hostname, port } = new URL(gateway.url)
  const socket = connect(Number(port), hostname)
  open.push(socket)
  socket.on('error', () => {})
  socket.write(body(2 * bytes) + ' '.repeat(bytes))
  return socket
}

/** A whole request, of at least as many bytes, in chunks of as many. */
function inChunks(bytes: number, chunkBytes: number): string {
  const json = JSON.stringify({ query: '{ __typename }' }).padEnd(bytes)
  const chunks = json.match(new RegExp(`.{1,${chunkBytes}}`, 'g')) ?? []
  const written = chunks.map((chunk) => `${chunk.length.toString(16)}\r\n${chunk}\r\n`).join('')
  const head =
    'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ntransfer-encoding: chunked'
  return `${head}\r\n\r\n${written}0\r\n\r\n`
}

describe('bodies in chunks', () => {
  it('are given up beyond MAX_MESSAGE_FRAGMENTS, and one for each 256 bytes', async () => {
    await start({})
    expect(await send(inChunks(1_000, 1))).toBe('HTTP/1.1 200 OK')
    expect(await send(inChunks(1_040, 1))).toBe('closed')
    expect(await count('messageFragments')).toBe(1)
    expect(await send(inChunks(900_000, 200))).toBe('HTTP/1.1 200 OK')
    expect(await send(inChunks(900_000, 100))).toBe('closed')
  })
})

describe('bodies that do not arrive whole', () => {
  it('are at most MAX_RECEIVED_BYTES together, and small requests are answered meanwhile', async () => {
    await start({ MAX_RECEIVED_BYTES: '300000' })
    for (let i = 0; i < 3; i += 1) sendHalf(100_000 - 5_000)
    // Once the gateway has received the halves.
    await expect.poll(() => send(whole(100_000))).toBe('closed')
    expect(await count('receivedBytes')).toBe(1)
    expect(await send(whole(15_000))).toBe('HTTP/1.1 200 OK')
    for (const socket of open.splice(0)) socket.destroy()
    await expect.poll(() => send(whole(100_000))).toBe('HTTP/1.1 200 OK')
  })

  it('count no longer once a stream begins, or they were answered', async () => {
    await start({ MAX_RECEIVED_BYTES: '300000' })
    for (let i = 0; i < 5; i += 1) expect(await send(whole(200_000))).toBe('HTTP/1.1 200 OK')
    const query = `subscription { sessionEvents(sessionId: "${sessions.pictureSlides}") { __typename } }`
    const json = JSON.stringify({ query, variables: { x: 'x'.repeat(250_000) } })
    const stream = body(json.length).replace('host: x', 'host: x\r\naccept: text/event-stream') + json
    expect(await send(stream)).toBe('HTTP/1.1 200 OK')
    expect(await send(whole(200_000))).toBe('HTTP/1.1 200 OK')
  })
})

/** Opens a WebSocket whose `connection_init` was acknowledged. */
async function openSocket(): Promise<WebSocket> {
  const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
  await once(socket, 'open')
  socket.send('{"type":"connection_init"}')
  await once(socket, 'message')
  return socket
}

describe('messages that do not arrive whole', () => {
  const part = 'x'.repeat(200_000)

  it('are at most MAX_RECEIVED_BYTES together, whatever is sent between their parts', async () => {
    await start({ MAX_RECEIVED_BYTES: '300000' })
    const first = await openSocket()
    first.send(part, { fin: false })
    for (let i = 0; i < 20; i += 1) first.ping('x'.repeat(100))
    await once(first, 'pong')
    const second = await openSocket()
    second.on('error', () => {})
    const closed = new Promise((resolve) => second.once('close', resolve))
    second.send(part, { fin: false })
    // The close frame is lost where the connection ends before the client has sent all.
    expect([1013, 1006]).toContain(await closed)
    expect(first.readyState).toBe(WebSocket.OPEN)
    expect(await count('receivedBytes')).toBe(1)
    first.terminate()
  })

  it('count no longer once they are whole', async () => {
    await start({ MAX_RECEIVED_BYTES: '300000' })
    const socket = await openSocket()
    for (let i = 0; i < 5; i += 1) {
      socket.send(JSON.stringify({ type: 'ping', payload: { part } }))
      await once(socket, 'message')
    }
    expect(socket.readyState).toBe(WebSocket.OPEN)
    socket.terminate()
  })
})

describe('subscriptions', () => {
  type Failure = { readonly id: string; readonly payload: unknown }
  let socket: WebSocket
  let failures: Failure[]

  async function openSubscriptions(env: Record<string, string>): Promise<void> {
    await start(env)
    socket = await openSocket()
    failures = []
    socket.on('message', (text) => {
      const { type, id, payload } = JSON.parse(String(text))
      const errors = type === 'error' ? payload : payload?.errors
      if (errors) failures.push({ id, payload: errors })
    })
  }
  afterEach(() => socket.terminate())

  /** Subscribes; resolves with whether the subscription was opened, once it was that or refused. */
  async function subscribe(id: string, selection: string, types?: readonly string[]): Promise<boolean> {
    const before = await countSubscriptions()
    const query = `subscription ($types: [String!]) { sessionEvents(sessionId: "${sessions.pictureSlides}", types: $types) { ${selection} } }`
    socket.send(JSON.stringify({ type: 'subscribe', id, payload: { query, variables: { types } } }))
    const isRefused = () => failures.some((failure) => failure.id === id)
    await expect.poll(async () => isRefused() || (await countSubscriptions()) > before).toBe(true)
    return !isRefused()
  }
  async function complete(id: string): Promise<void> {
    const before = await countSubscriptions()
    socket.send(JSON.stringify({ type: 'complete', id }))
    await expect.poll(countSubscriptions).toBe(before - 1)
  }
  const refusal = [
    expect.objectContaining({
      extensions: expect.objectContaining({ code: 'LIMIT_EXCEEDED', limit: 'subscriptionBytes' }),
    }),
  ]

  it('hold variables of at most MAX_SUBSCRIPTION_BYTES together, and small ones are taken meanwhile', async () => {
    await openSubscriptions({ MAX_SUBSCRIPTION_BYTES: '110000' })
    const filter = (id: string, length: number) =>
      Array.from({ length: length / 100 }, () => id.padEnd(100, 'x'))
    expect(await subscribe('first', '__typename', filter('first', 9_000))).toBe(true)
    expect(await subscribe('second', '__typename', filter('second', 9_000))).toBe(false)
    expect(failures[0]?.payload).toEqual(refusal)
    expect(await subscribe('small', '__typename', filter('small', 200))).toBe(true)
    await complete('first')
    expect(await subscribe('third', '__typename', filter('third', 9_000))).toBe(true)
  })

  it('hold documents of at most MAX_SUBSCRIPTION_BYTES together, each of them once', async () => {
    await openSubscriptions({ MAX_SUBSCRIPTION_BYTES: '1000000' })
    const fields = (name: string) => `${name}: __typename ${'... { __typename } '.repeat(200)}`
    expect(await subscribe('first', fields('a'))).toBe(true)
    expect(await subscribe('another', fields('b'))).toBe(false)
    expect(failures[0]?.payload).toEqual(refusal)
    expect(await subscribe('second', fields('a'))).toBe(true)
    await complete('first')
    expect(await subscribe('early', fields('b'))).toBe(false)
    await complete('second')
    expect(await subscribe('third', fields('b'))).toBe(true)
  })
})
