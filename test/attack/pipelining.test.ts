/** OWASP API4:2023: many requests that a client sends over one connection without waiting for their responses. */
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { defaultLimits } from '../../src/config/limits.ts'
import { createLog } from '../../src/server/log.ts'
import { handleInTurns } from '../../src/server/request-turns.ts'
import type { TestGateway } from '../support/gateway.ts'
import { sendRawHttp } from '../support/raw-http.ts'
import { measureSocketBuffers } from '../support/socket-buffers.ts'
import { startAttackedGateway } from './gateway.ts'
import { countTurns, sendTogether } from './turn-counter.ts'

const body = JSON.stringify({ query: '{ __typename }' })
const query = `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
/** Node would answer it with 417, however many there are. */
const expectation = query.replace('host: x', 'host: x\r\nexpect: much')
const page = 'GET /graphql HTTP/1.1\r\nhost: x\r\naccept: text/html\r\n\r\n'
const health = 'GET /health/live HTTP/1.1\r\nhost: x\r\n\r\n'
const end = 'GET /health/live HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n'
const answersIn = (text: string) => text.match(/HTTP\/1\.1 200/g)?.length ?? 0

describe('a gateway', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({ GRAPHIQL: 'true' })
  })
  afterAll(() => gateway.close())

  it.each(Object.entries({ query, expectation, page, health }))(
    'answers some pipelined requests, and closes the connection of a client that sends many: %s',
    async (_kind, request) => {
      expect(answersIn(await sendRawHttp(gateway.url, request.repeat(80), end))).toBe(81)
      const answer = await sendRawHttp(gateway.url, request.repeat(2_000), end).catch(() => '')
      expect(answersIn(answer)).toBeLessThan(200)
      expect(answersIn(await sendRawHttp(gateway.url, end))).toBe(1)
    },
  )

  it('handles the messages of a WebSocket in several turns of the event loop', async () => {
    const count = 1_900
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const counter = countTurns()
    const turns = new Set<number>()
    await new Promise<void>((resolve) => {
      let pongs = 0
      socket.on('open', () => sendTogether(socket, Array(count).fill('{"type":"ping"}')))
      socket.on('message', () => {
        turns.add(counter.turn)
        pongs += 1
        if (pongs === count) resolve()
      })
    })
    counter.stop()
    socket.close()
    // A turn takes about two hundred.
    expect(turns.size).toBeGreaterThanOrEqual(5)
  })
})

/** A server of a handler, and its URL. */
async function serve(handle: RequestListener) {
  const server = createServer(handleInTurns(handle, defaultLimits, createLog({ logLevel: 'silent' })))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { server, port, url: `http://127.0.0.1:${port}` }
}

describe('the requests of a connection', () => {
  it('are handled one after another', async () => {
    const urls: (string | undefined)[] = []
    let [running, maxRunning] = [0, 0]
    const { server, url } = await serve((request, response) => {
      running += 1
      maxRunning = Math.max(maxRunning, running)
      urls.push(request.url)
      setTimeout(() => {
        running -= 1
        response.end()
      }, 1)
    })
    const paths = Array.from({ length: 50 }, (_, i) => `/${i}`)
    const heads = paths.map(
      (path) => `GET ${path} HTTP/1.1\r\nhost: x\r\n${path === '/49' ? 'connection: close\r\n' : ''}\r\n`,
    )
    expect(answersIn(await sendRawHttp(url, heads.join('')))).toBe(50)
    server.close()
    expect(urls).toEqual(paths)
    expect(maxRunning).toBe(1)
  })

  it('of a client that does not read wait for the response before them', async () => {
    let handled = 0
    const body = Buffer.alloc(2 * (await measureSocketBuffers()) + 32_000_000)
    const { server, port } = await serve((_request, response) => {
      handled += 1
      response.end(body)
    })
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {}).pause()
    socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n'.repeat(80))
    await expect.poll(() => handled).toBe(1)
    await pause(300)
    expect(handled).toBe(1)
    socket.destroy()
    server.close()
  })
})

describe('requests that arrive together', () => {
  it('are handled in several turns of the event loop, in order', async () => {
    const counter = countTurns()
    const turns = new Map<string, number>()
    const handle: RequestListener = ({ url = '' }, response) => {
      turns.set(url, counter.turn)
      response.end()
    }
    const { server, url } = await serve(handle)
    const clients = Array.from({ length: 8 }, (_, client) =>
      sendRawHttp(
        url,
        Array.from(
          { length: 100 },
          (_, i) =>
            `GET /${client}/${i} HTTP/1.1\r\nhost: x\r\n${i === 99 ? 'connection: close\r\n' : ''}\r\n`,
        ).join(''),
      ),
    )
    await Promise.all(clients)
    counter.stop()
    server.close()
    expect(turns.size).toBe(800)
    const perTurn = new Map<number, number>()
    for (const one of turns.values()) perTurn.set(one, (perTurn.get(one) ?? 0) + 1)
    expect(Math.max(...perTurn.values())).toBeLessThanOrEqual(201)
  })
})
