/** OWASP API9:2023: which addresses there are, and that what guards one of them guards every spelling of it. */
import { once } from 'node:events'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { TestGateway } from '../support/gateway.ts'
import { sendRawHttp, statusOf } from '../support/raw-http.ts'
import { startAttackedGateway } from './gateway.ts'

const query = '{ __typename }'
const body = JSON.stringify({ query })
const answered = '{"data":{"__typename":"Query"}}'

/** What serves GraphQL, as a request line can name it. */
const served = [
  '/graphql',
  '/graphql/',
  '/graphql?x=1',
  '/graphql/?x=/health/live',
  '/graphql?x=/health/ready',
  '/graphql?/metrics',
  '/graphql#x',
  'http://gateway.example/graphql',
  'HTTP://gateway.example:4000/graphql/?x=1',
]
/** What looks as if it did, to one of the programs that read addresses. */
const foreign = [
  '//graphql',
  '///graphql/',
  '/graphql//',
  '/graphql/x',
  '/graphqlx',
  '/Graphql',
  '/GRAPHQL',
  '/%67raphql',
  '/graphql%2F',
  '/graphql%2f',
  '/%2Fgraphql',
  '/graphql;x',
  '/graphql\\',
  '\\graphql',
  '/x/../graphql',
  '/./graphql',
  '/graphql/.',
  '/health/../graphql',
  '/health/%2e%2e/graphql',
  '/health/live/graphql',
  '/health/live/../../graphql',
  '/health/live/x/graphql/',
  '/metrics/graphql',
  '/graphiql/graphql',
  '/x?/graphql',
  '/;/graphql',
  'graphql',
  'http://gateway.example//graphql',
  'http:///graphql',
  'ftp://gateway.example/graphql',
]
/** Pages, which answer GET alone, and nothing of GraphQL. */
const pages = [
  '/',
  '/?/graphql',
  'http://gateway.example',
  '/health/live',
  '/health/live?x=/graphql',
  '/health/ready?/graphql',
  '/health/live#/graphql',
]

const head = (target: string, more: string) =>
  `POST ${target} HTTP/1.1\r\nhost: gateway\r\ncontent-type: application/json\r\nconnection: close\r\n${more}`
const post = ({ url }: TestGateway, target: string, more = '') =>
  sendRawHttp(url, `${head(target, more)}content-length: ${body.length}\r\n\r\n${body}`)

async function upgrade({ url }: TestGateway, target: string): Promise<number> {
  const headers = `upgrade: websocket\r\nconnection: upgrade\r\nsec-websocket-version: 13\r\nsec-websocket-protocol: graphql-transport-ws\r\nsec-websocket-key: ${Buffer.alloc(16).toString('base64')}\r\n`
  // An unmasked frame, at which a socket that was opened is closed.
  return statusOf(
    await sendRawHttp(
      url,
      `GET ${target} HTTP/1.1\r\nhost: gateway\r\n${headers}\r\n`,
      Buffer.from([0x81, 0]),
    ),
  )
}

describe('paths', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway()
  })
  afterAll(() => gateway.close())

  it.each(served)('%s serves GraphQL, over HTTP and WebSocket', async (target) => {
    const answer = await post(gateway, target)
    expect(answer).toMatch(/^HTTP\/1\.1 200/)
    expect(answer.endsWith(answered)).toBe(true)
    expect(await upgrade(gateway, target)).toBe(101)
  })

  it.each(foreign)('%s is nothing, over HTTP and WebSocket', async (target) => {
    const answer = await post(gateway, target)
    // Node refuses an invalid request target.
    expect([400, 404]).toContain(statusOf(answer))
    expect(answer).not.toContain('__typename')
    expect([400, 404]).toContain(await upgrade(gateway, target))
  })

  it.each(pages)('%s is a page', async (target) => {
    expect(statusOf(await post(gateway, target))).toBe(405)
    const answer = await sendRawHttp(
      gateway.url,
      `GET ${target} HTTP/1.1\r\nhost: gateway\r\nconnection: close\r\n\r\n`,
    )
    expect(statusOf(answer)).toBe(200)
    expect(await upgrade(gateway, target)).toBe(404)
  })

  it.each(['a/graphql?', 'a#', 'a b', 'a/../', 'user@a', '[::1', 'a:b', 'a\\b', '%61'])(
    'a host that would be read as a path or as nothing is refused: %s',
    async (host) => {
      const answer = await sendRawHttp(
        gateway.url,
        `GET /health/live HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n\r\n`,
      )
      expect(statusOf(answer)).toBe(400)
    },
  )

  it.each(served)('compressed bodies are refused at %s', async (target) => {
    const packed = gzipSync(body)
    const answer = await sendRawHttp(
      gateway.url,
      `${head(target, 'content-encoding: gzip\r\n')}content-length: ${packed.length}\r\n\r\n`,
      packed,
    )
    expect(statusOf(answer)).toBe(415)
  })
})

describe('counting', () => {
  it.each(served)('the limit of an address holds at %s, where wrong keys count tenfold', async (target) => {
    const counted = await startAttackedGateway({ REQUESTS_PER_MINUTE_PER_ADDRESS: '15' })
    expect(statusOf(await post(counted, target, 'x-api-key: ii_wrong\r\n'))).toBe(401)
    const statuses = []
    for (let i = 0; i < 6; i += 1) statuses.push(statusOf(await post(counted, target)))
    expect(statuses).toEqual([200, 200, 200, 200, 429, 429])
    const socket = new WebSocket(counted.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init', payload: { 'x-api-key': 'ii_wrong' } }))
    await once(socket, 'close')
    await counted.close()
  })
})
