/** OWASP API4:2023: limits of connections, each with its variable, its answer or close code, and its count in the metrics. */
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { TestGateway } from '../support/gateway.ts'
import { sendRawHttp, statusOf } from '../support/raw-http.ts'
import { startAttackedGateway } from './gateway.ts'

const init = '{"type":"connection_init"}'
const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`k${i}`, i]))
const ping = (payload: unknown) => JSON.stringify({ type: 'ping', payload })
const nested = (depth: number) => `{"type":"ping","payload":{"a":${'['.repeat(depth)}${']'.repeat(depth)}}}`

describe('limits of connections', () => {
  let gateway: TestGateway
  let metrics: string
  beforeAll(async () => {
    gateway = await startAttackedGateway({
      METRICS_PORT: '0',
      MAX_HEADER_BYTES: '5000',
      MAX_PARAMETERS: '5',
      MAX_PIPELINED_REQUESTS: '3',
      MAX_OPERATION_ID_LENGTH: '36',
      MAX_PAYLOAD_MEMBERS: '10',
      MAX_MESSAGE_FRAGMENTS: '2',
      CONNECTION_INIT_TIMEOUT_MS: '200',
      BODY_TIMEOUT_MS: '500',
    })
    const { port } = gateway.lines.find(({ msg }) => msg === 'metrics') ?? {}
    metrics = `http://127.0.0.1:${port}/metrics`
  })
  afterAll(() => gateway.close())

  /** The number of requests and connections that ended because of the limit. */
  async function count(limit: string): Promise<number> {
    const text = await (await fetch(metrics)).text()
    return Number(new RegExp(`limits_hit_total{limit="${limit}"} (\\d+)`).exec(text)?.[1] ?? 0)
  }
  const errorsOf = (answer: string) => JSON.parse(answer.split('\r\n\r\n')[1] ?? '').errors
  const limitError = (limit: string, bound: number) => [
    { message: expect.any(String), extensions: { code: 'LIMIT_EXCEEDED', limit, bound } },
  ]

  /** Opens a socket, lets `send` use it, and resolves with its close code and the messages that came. */
  async function readClose(send: (socket: WebSocket) => void): Promise<{ code: number; messages: string[] }> {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const messages: string[] = []
    socket.on('message', (text) => messages.push(String(text)))
    await once(socket, 'open')
    const closed = once(socket, 'close')
    send(socket)
    const [code] = await Promise.race([closed, pause(50_000, [0])])
    return { code, messages }
  }

  it('answers headers beyond MAX_HEADER_BYTES with 431 and the limit', async () => {
    const small = `GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\nx-large: ${'x'.repeat(4_500)}\r\n\r\n`
    expect(statusOf(await sendRawHttp(gateway.url, small))).toBe(200)
    const answer = await sendRawHttp(gateway.url, small.replace('x-large: ', `x-large: ${'x'.repeat(1_000)}`))
    expect(statusOf(answer)).toBe(431)
    expect(answer).toMatch(/content-security-policy: default-src 'none'/)
    expect(errorsOf(answer)).toEqual(limitError('headerBytes', 5_000))
    expect(await count('headerBytes')).toBe(1)
  })

  it('answers a request that is not sent within BODY_TIMEOUT_MS with 408 and the limit', async () => {
    const answer = await sendRawHttp(
      gateway.url,
      'POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 10\r\n\r\n{',
    )
    expect(statusOf(answer)).toBe(408)
    expect(errorsOf(answer)).toEqual(limitError('bodyMs', 500))
    expect(await count('bodyMs')).toBe(1)
  })

  it('answers no second time on a connection whose response is being written', async () => {
    const page = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'
    expect((await sendRawHttp(gateway.url, `${page}nonsense\r\n\r\n`)).match(/HTTP\/1\.1 \d+/g)).toEqual([
      'HTTP/1.1 200',
    ])
    expect(statusOf(await sendRawHttp(gateway.url, 'nonsense\r\n\r\n'))).toBe(400)
  })

  it('answers more than MAX_PARAMETERS with 400 and the limit', async () => {
    const headers = { 'x-csrf-protection': '1' }
    const url = `${gateway.url}?query={__typename}`
    expect((await fetch(`${url}&a=1&b=1&c=1&d=1`, { headers })).status).toBe(200)
    const refused = await fetch(`${url}&a=1&b=1&c=1&d=1&e=1`, { headers })
    expect(refused.status).toBe(400)
    expect((await refused.json()).errors).toEqual(limitError('parameters', 5))
    expect(await count('parameters')).toBe(1)
  })

  it.each(['application/json', 'application/json; charset="utf-8"'])(
    'answers a body of %s with more members than MAX_PARAMETERS with 400 and the limit',
    async (type) => {
      const before = await count('parameters')
      const send = (body: object) =>
        fetch(gateway.url, { method: 'POST', headers: { 'content-type': type }, body: JSON.stringify(body) })
      const refused = await send({ query: '{ __typename }', ...members(5) })
      expect(refused.status).toBe(400)
      expect((await refused.json()).errors).toEqual(limitError('parameters', 5))
      expect(await count('parameters')).toBe(before + 1)
      expect((await send({ query: '{ __typename }', variables: members(5) })).status).toBe(200)
    },
  )

  it('answers an operation on a WebSocket with more members than MAX_PARAMETERS with the limit', async () => {
    const before = await count('parameters')
    const { messages } = await readClose((socket) => {
      const payload = { query: '{ __typename }', ...members(5) }
      const subscribe = JSON.stringify({ type: 'subscribe', id: 'a', payload })
      socket.on('message', (text) =>
        String(text).includes('connection_ack') ? socket.send(subscribe) : socket.close(),
      )
      socket.send(init)
    })
    expect(JSON.parse(messages.at(-1) ?? '')).toEqual({
      id: 'a',
      type: 'error',
      payload: limitError('parameters', 5),
    })
    expect(await count('parameters')).toBe(before + 1)
  })

  it('closes a connection with more than MAX_PIPELINED_REQUESTS', async () => {
    const query = 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nhost: x\r\nx-csrf-protection: 1\r\n\r\n'
    const end = query.replace('\r\n\r\n', '\r\nconnection: close\r\n\r\n')
    expect((await sendRawHttp(gateway.url, query.repeat(3) + end)).match(/HTTP\/1\.1 200/g)).toHaveLength(4)
    await sendRawHttp(gateway.url, query.repeat(20) + end)
    expect(await count('pipelinedRequests')).toBe(1)
  })

  it('answers an operation whose id is longer than MAX_OPERATION_ID_LENGTH with the limit', async () => {
    const subscribe = (id: string) => ({ type: 'subscribe', id, payload: { query: '{ __typename }' } })
    const { messages } = await readClose((socket) => {
      socket.send(init)
      socket.once('message', () => {
        socket.send(JSON.stringify(subscribe('x'.repeat(36))))
        socket.send(JSON.stringify(subscribe('y'.repeat(37))))
      })
      // The acknowledgement, the error, and the answer and its end.
      let count = 0
      socket.on('message', () => ++count === 4 && socket.close())
    })
    const answers = messages.map((text) => JSON.parse(text))
    expect(answers).toContainEqual(expect.objectContaining({ type: 'next', id: 'x'.repeat(36) }))
    const [error] = answers.filter(({ type }) => type === 'error')
    expect(error.payload).toEqual(limitError('operationIdLength', 36))
  })

  it.each<[string, string, number]>([
    ['a ping of an allowed payload', ping(members(10)), 1000],
    ['a ping of more than MAX_PAYLOAD_MEMBERS', ping(members(11)), 4403],
    ['a ping of more than MAX_PAYLOAD_MEMBERS within a list', ping({ a: [members(9)] }), 4403],
    ['a ping nested 40,000 deep', nested(40_000), 4403],
    [
      'a connection_init of MAX_PAYLOAD_MEMBERS',
      `{"type":"connection_init","payload":${JSON.stringify(members(10))}}`,
      1000,
    ],
    [
      'a connection_init of more',
      `{"type":"connection_init","payload":${JSON.stringify(members(11))}}`,
      4403,
    ],
  ])('closes a WebSocket that sends %s: %#', async (_what, message, expected) => {
    const before = await count('payloadMembers')
    const { code, messages } = await readClose((socket) => {
      socket.send(message)
      if (expected === 1000) socket.once('message', () => socket.close(1000))
    })
    expect(code).toBe(expected)
    if (message.startsWith('{"type":"ping"') && expected === 1000)
      expect(messages.map((text) => JSON.parse(text))).toEqual([{ type: 'pong', payload: members(10) }])
    expect(await count('payloadMembers')).toBe(before + (expected === 1000 ? 0 : 1))
  })

  it('closes a WebSocket that uses a long id twice without a line on stderr', async () => {
    const subscribe = JSON.stringify({
      type: 'subscribe',
      id: 'é'.repeat(500),
      payload: { query: 'subscription { creditBalance { credits } }' },
    })
    const { code } = await readClose((socket) => {
      socket.send(init)
      socket.once('message', () => {
        socket.send(subscribe)
        socket.send(subscribe)
      })
    })
    expect(code).toBe(4409)
  })

  it('closes a WebSocket whose message has more than MAX_MESSAGE_FRAGMENTS', async () => {
    const { code } = await readClose((socket) => {
      for (const part of ['{"type":', '"ping"', '}']) socket.send(part, { fin: part === '}' })
    })
    expect(code).toBe(1008)
    expect(await count('messageFragments')).toBe(1)
  })

  it('closes a WebSocket that sends no connection_init within CONNECTION_INIT_TIMEOUT_MS', async () => {
    const { code } = await readClose(() => {})
    expect(code).toBe(4408)
    expect(await count('initMs')).toBe(1)
  })
})
