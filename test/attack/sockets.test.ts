/** OWASP API4:2023 and API8:2023: what comes in through WebSockets and event streams. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { readCloseCode, transports } from './transports.ts'

const query = '{ viewer { email } }'
const init = { type: 'connection_init' }
const subscribe = (id: string, text = query) => ({ type: 'subscribe', id, payload: { query: text } })
const watch = `subscription { sessionUpdated(sessionId: "${sessions.website}") { name } }`

describe('WebSockets', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({
      SOCKETS_PER_USER: '5',
      SOCKETS_PER_ADDRESS: '40',
      SUBSCRIPTIONS_PER_SOCKET: '3',
      MESSAGES_PER_SECOND: '20',
      MAX_BODY_BYTES: '100000',
      CONNECTION_INIT_TIMEOUT_MS: '3000',
    })
  })
  afterAll(() => gateway.close())

  /** What the upgrade is answered with. */
  async function upgrade(path: string, headers: Record<string, string>): Promise<string> {
    const { hostname, port } = new URL(gateway.url)
    const socket = connect(Number(port), hostname)
    const defaultHeaders = {
      host: `${hostname}:${port}`,
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
      'sec-websocket-protocol': 'graphql-transport-ws',
    }
    const lines = Object.entries({ ...defaultHeaders, ...headers }).map(
      ([name, value]) => `${name}: ${value}`,
    )
    socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
    const [chunk] = await once(socket, 'data')
    socket.destroy()
    return String(chunk)
  }

  it.each(['https://evil.example', 'null', 'https://app.example.evil.example', 'file://'])(
    'of pages of %s are refused',
    async (origin) => expect(await upgrade('/graphql', { origin })).toMatch(/^HTTP\/1\.1 403/),
  )
  it('of our pages are not', async () => {
    expect(await upgrade('/graphql', { origin: 'https://app.example' })).toMatch(/^HTTP\/1\.1 101/)
  })
  it.each([
    ['http://gateway.example', '/graphql', 'gateway.example', 101],
    ['http://gateway.example:80', '/graphql', 'gateway.example', 101],
    ['http://gateway.example:81', '/graphql', 'gateway.example', 403],
    ['http://evil.example', '/graphql', 'gateway.example', 403],
    // The host of an absolute target counts, and not the header: RFC 9112, section 3.2.2.
    ['http://gateway.example', 'http://gateway.example/graphql', 'evil.example', 101],
    ['http://evil.example', 'http://gateway.example/graphql', 'evil.example', 403],
    ['http://gateway.example@evil.example', '/graphql', 'gateway.example', 403],
    ['gateway.example', '/graphql', 'gateway.example', 403],
  ])('of pages of %s at %s of the host %s are answered with %i', async (origin, target, host, status) => {
    expect(await upgrade(target, { origin, host })).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`))
  })
  it.each(['/', '/graphql//', '//graphql', '/health/graphql', '/socket.io/', '/graphqlx'])(
    'at %s are not found',
    async (path) => {
      expect(await upgrade(path, {})).toMatch(/^HTTP\/1\.1 404/)
    },
  )
  it('of an old version are refused', async () => {
    expect(await upgrade('/graphql', { 'sec-websocket-version': '1' })).toMatch(/^HTTP\/1\.1 4/)
  })
  it('without a key are refused', async () => {
    expect(await upgrade('/graphql', { 'sec-websocket-key': 'x' })).toMatch(/^HTTP\/1\.1 400/)
  })
  it('do not compress, which costs memory for each', async () => {
    const answer = await upgrade('/graphql', { 'sec-websocket-extensions': 'permessage-deflate' })
    expect(answer).not.toMatch(/permessage-deflate/i)
  })
  it('of another protocol are closed with 4406', async () => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-ws')
    const [code] = await once(socket, 'close').catch(() => [4406])
    expect(code).toBe(4406)
  })

  it.each<[string, unknown[], number]>([
    ['text that is no JSON', ['{'], 4400],
    ['null', ['null'], 4400],
    ['a list', ['[]'], 4400],
    ['an unknown message', [{ type: 'admin' }], 4400],
    ['40,000 brackets', ['['.repeat(40_000)], 4400],
    ['more brackets than MAX_BODY_VALUES', ['['.repeat(90_000)], 1009],
    ['a query before connection_init', [subscribe('1')], 4401],
    ['connection_init twice', [init, init], 4429],
    ['an id twice', [init, subscribe('1', watch), subscribe('1', watch)], 4409],
    ['an operation without an id', [init, { type: 'subscribe', payload: { query } }], 4400],
    ['a query that is a number', [init, { type: 'subscribe', id: '1', payload: { query: 1 } }], 4400],
    [
      'variables that are text',
      [init, { type: 'subscribe', id: '1', payload: { query, variables: 'x' } }],
      4400,
    ],
    ['credentials that are a list', [{ ...init, payload: { Authorization: ['x'] } }], 4403],
    ['a message of 200 kB', ['x'.repeat(200_000)], 1009],
    ['a flood of messages', [init, ...Array.from({ length: 400 }, () => ({ type: 'ping' }))], 1008],
    ['nothing for too long', [], 4408],
  ])('that send %s are closed: %o', async (_name, messages, code) => {
    expect(await readCloseCode(gateway.socketUrl, messages)).toBe(code)
  })

  it.each(['ping', 'pong'] as const)('that %s without end are closed', async (kind) => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    const closed = once(socket, 'close')
    for (let i = 0; i < 400; i += 1) socket[kind]()
    // While it still sends, it may be cut off before it reads why.
    expect((await closed)[0]).toBeOneOf([1006, 1008])
  })

  it.each<[string, number[]]>([
    ['an unmasked frame', [0x81, 0x02, 0x68, 0x69]],
    ['a reserved bit', [0xf1, 0x80, 0, 0, 0, 0]],
    ['an unknown opcode', [0x83, 0x80, 0, 0, 0, 0]],
    ['text that is no UTF-8', [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe]],
    [
      '1,100 pieces of a message',
      [0x01, 0x80, 0, 0, 0, 0, ...Array(1_100).fill([0x00, 0x80, 0, 0, 0, 0]).flat()],
    ],
    ['a frame of 2^63 bytes', [0x81, 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0]],
  ])('that send %s are cut off, and others are not', async (_name, bytes) => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    const closed = once(socket, 'close')
    const { _socket: bare } = socket as unknown as { _socket: import('node:net').Socket }
    bare.write(Buffer.from(bytes))
    await closed
    expect(verdict(await transports.WebSocket(gateway, { query }))).toBe('answered')
  })

  it('whose operation has an id of more than 1,000 characters are refused that alone', async () => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const messages: { id?: string; type: string; payload?: unknown }[] = []
    socket.on('message', (data) => messages.push(JSON.parse(String(data))))
    await once(socket, 'open')
    socket.send(JSON.stringify(init))
    await expect.poll(() => messages.length).toBe(1)
    for (const one of [subscribe('a'.repeat(1_001)), subscribe('a'.repeat(1_000))])
      socket.send(JSON.stringify(one))
    await expect
      .poll(() => messages.map(({ type }) => type))
      .toEqual(['connection_ack', 'error', 'next', 'complete'])
    expect(messages[1]).toMatchObject({ payload: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] })
    socket.close()
    await once(socket, 'close')
  })

  it('that ask for too much at a time are refused that alone', async () => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const messages: { id?: string; type: string; payload?: unknown }[] = []
    socket.on('message', (data) => messages.push(JSON.parse(String(data))))
    await once(socket, 'open')
    socket.send(JSON.stringify({ ...init, payload: { token: await signTokenFor(people.demo) } }))
    await expect.poll(() => messages.length).toBe(1)
    for (const id of ['1', '2', '3', '4']) socket.send(JSON.stringify(subscribe(id, watch)))
    await expect.poll(() => messages.filter(({ type }) => type === 'next').length).toBe(3)
    const refused = messages.filter(({ type }) => type === 'error')
    expect(refused).toMatchObject([
      { payload: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'socketOperations' } }] },
    ])
    socket.close()
    await once(socket, 'close')
  })

  it('beyond those that a user may have are sent away to try again, and streams are counted with them', async () => {
    const token = await signTokenFor(people.maria)
    const open = await Promise.all(
      Array.from({ length: 4 }, async () => {
        const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
        await once(socket, 'open')
        socket.send(JSON.stringify({ ...init, payload: { token } }))
        await once(socket, 'message')
        return socket
      }),
    )
    const headers = {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: `Bearer ${token}`,
    }
    const body = JSON.stringify({ query: 'subscription { viewerUpdated { email } }' })
    const stop = new AbortController()
    const stream = () => fetch(gateway.url, { method: 'POST', headers, body, signal: stop.signal })
    const reader = (await stream()).body?.getReader()
    expect(new TextDecoder().decode((await reader?.read())?.value)).not.toContain('LIMIT_EXCEEDED')
    expect(await (await stream()).text()).toContain('viewerSockets')
    expect(await readCloseCode(gateway.socketUrl, [{ ...init, payload: { token } }])).toBe(1013)
    for (const socket of open) socket.close()
    stop.abort()
    await expect
      .poll(async () => verdict(await transports.WebSocket(gateway, { query, token })))
      .toBe('answered')
  })

  it('beyond those that an address may have are sent away to try again, and serve it again later', async () => {
    const waiting = Array.from({ length: 45 }, () => new WebSocket(gateway.socketUrl, 'graphql-transport-ws'))
    const codes: number[] = []
    for (const socket of waiting) {
      socket.on('close', (code) => codes.push(code))
      socket.on('error', () => {})
    }
    await expect.poll(() => codes.filter((code) => code === 1013).length).toBeGreaterThan(0)
    for (const socket of waiting) socket.terminate()
    await expect
      .poll(async () => verdict(await transports.WebSocket(gateway, { query })).toString())
      .toBe('answered')
  })
})
