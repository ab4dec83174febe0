import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { exportSession } from '../../src/cli/export.ts'
import { describeUnreachable, readGatewayUrl, toHttpUrl, toSocketUrl } from '../../src/cli/gateway-url.ts'

it.each(['http://host:1/graphql', 'ws://host:1/graphql'])('serves both transports by %s', (address) => {
  const url = readGatewayUrl(address)
  expect([toHttpUrl(url), toSocketUrl(url)]).toEqual(['http://host:1/graphql', 'ws://host:1/graphql'])
})

it('keeps TLS in the address of the other transport', () => {
  expect(toSocketUrl(readGatewayUrl('https://host/graphql'))).toBe('wss://host/graphql')
  expect(toHttpUrl(readGatewayUrl('wss://host/graphql'))).toBe('https://host/graphql')
})

it.each(['host', 'host:4000', '/graphql', 'ftp://host/graphql', ''])('refuses the address %j', (address) => {
  expect(() => readGatewayUrl(address)).toThrow('It must be an address such as')
})

it.each([
  [
    'fetch',
    new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED') }),
    'connect ECONNREFUSED',
  ],
  [
    'several addresses',
    new TypeError('fetch failed', {
      cause: new AggregateError([new Error('on IPv6'), new Error('on IPv4')]),
    }),
    'on IPv6',
  ],
  ['a WebSocket', { type: 'error', error: new AggregateError([new Error('refused')]) }, 'refused'],
  ['nothing', undefined, 'no connection'],
])('describes the innermost failure of %s', (_, failure, text) => {
  expect(describeUnreachable(failure)).toBe(`The gateway was not reached: ${text}`)
})

const servers: ReturnType<typeof createServer>[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

it('names the address and the status of a server that answers no JSON', async () => {
  const server = createServer((_, response) => response.writeHead(404).end('<html>'))
  servers.push(server)
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const exporting = exportSession('x', { url, token: () => 'x', write: async () => {}, warn: () => {} })
  await expect(exporting).rejects.toThrow(
    `No GraphQL answers at ${url}, only status 404: give that of /graphql.`,
  )
})
