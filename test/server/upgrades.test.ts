/** Requests with an `Upgrade` other than to WebSocket, which RFC 9110 lets a server ignore. */
import { once } from 'node:events'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { sendRawHttp, statusOf } from '../support/raw-http.ts'

const query = '{ __typename }'
const json = 'application/json'
const [testDatabase] = testDatabases

describe('upgrades', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    if (!testDatabase) throw new Error('This run has no database.')
    gateway = await startGateway(await testDatabase.open('seeded'))
  })
  afterAll(() => gateway.close())

  const body = JSON.stringify({ query })
  const h2c =
    'connection: Upgrade, HTTP2-Settings\r\nupgrade: h2c\r\nhttp2-settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA\r\n'
  const head = (line: string, more = '') => `${line} HTTP/1.1\r\nhost: x\r\n${more}`

  it.each(['h2c', 'H2C', 'TLS/1.0', 'h2c, websocket', 'x'])(
    'other than to websocket are ignored: %s',
    async (name) => {
      for (const path of ['/health/live', '/health/ready', '/nowhere']) {
        const answer = await sendRawHttp(
          gateway.url,
          head(`GET ${path}`, `upgrade: ${name}\r\nconnection: upgrade, close\r\n\r\n`),
        )
        expect(statusOf(answer), path).toBe(path === '/nowhere' ? 404 : 200)
      }
    },
  )

  it('leave no listeners on a connection that has many of them', async () => {
    const warnings: string[] = []
    const onWarning = ({ name }: Error) => void warnings.push(name)
    process.on('warning', onWarning)
    const many = head('GET /health/live', `${h2c}\r\n`).repeat(30)
    const answer = await sendRawHttp(gateway.url, many, head('GET /health/live', 'connection: close\r\n\r\n'))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('warning', onWarning)
    expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(31)
    expect(warnings).toEqual([])
  })

  it.each(['content-length', 'chunked'])(
    'are ignored with a body whose length is given by %s',
    async (by) => {
      const framed =
        by === 'chunked'
          ? `transfer-encoding: chunked\r\n\r\n${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
          : `content-length: ${body.length}\r\n\r\n${body}`
      const request = head('POST /graphql', `content-type: ${json}\r\n${h2c}${framed}`)
      // Twice on one connection, in pieces, and then an end.
      const half = Math.floor(request.length / 2)
      const answer = await sendRawHttp(
        gateway.url,
        request,
        request.slice(0, half),
        request.slice(half),
        head('GET /health/live', 'connection: close\r\n\r\n'),
      )
      expect(answer.match(/\{"data":\{"__typename":"Query"\}\}/g)).toHaveLength(2)
      expect(answer.match(/HTTP\/1\.1 200/g)).toHaveLength(3)
    },
  )

  it('behind an unanswered request are no harm when the connection breaks', async () => {
    const { hostname, port } = new URL(gateway.url)
    const ask = head(
      'POST /graphql',
      `content-type: ${json}\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
    )
    for (let i = 0; i < 20; i += 1) {
      const socket = connect(Number(port), hostname)
      socket.write(`${ask}${head('GET /health/live', `${h2c}\r\n`)}`)
      await once(socket, i % 2 ? 'connect' : 'data')
      socket.resetAndDestroy()
    }
    expect((await fetch(new URL('/health/live', gateway.url))).status).toBe(200)
  })
})
