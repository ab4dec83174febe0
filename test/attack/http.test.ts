/** OWASP API8:2023 (security misconfiguration) and API4:2023: what comes in as HTTP. */
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { sendRawHttp } from '../support/raw-http.ts'
import { startAttackedGateway } from './gateway.ts'

const query = '{ viewer { email } }'
const json = { 'content-type': 'application/json' }
const ours = 'https://app.example'
// Made once and before all: no connection is open that could time out meanwhile.
const bomb = gzipSync(Buffer.alloc(10_000_000))

describe('HTTP', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({ BODY_TIMEOUT_MS: '3000' })
  })
  afterAll(() => gateway.close())

  const post = (body: string | Buffer, headers: Record<string, string> = json) =>
    fetch(gateway.url, { method: 'POST', headers, body: body as BodyInit })

  const raw = (...parts: readonly string[]) => sendRawHttp(gateway.url, ...parts)
  const head = (more: string) =>
    `POST /graphql HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n${more}`

  describe('forgery of requests', () => {
    it('a mutation by GET is refused', async () => {
      const write = encodeURIComponent('mutation { updateLanguage(input: { language: JA }) { __typename } }')
      const headers = {
        'x-csrf-protection': '1',
        authorization: `Bearer ${await signTokenFor(people.demo)}`,
      }
      const answer = await fetch(`${gateway.url}?query=${write}`, { headers })
      expect(answer.status).toBe(405)
      expect((await answer.json()).data).toBeUndefined()
    })
    it('a request of no type, as a page can send it, is refused', async () => {
      const body = JSON.stringify({ query })
      const length = `host: x\r\nconnection: close\r\ncontent-length: ${body.length}`
      expect(await raw(`POST /graphql HTTP/1.1\r\n${length}\r\n\r\n${body}`)).toMatch(/^HTTP\/1\.1 403/)
    })
    it.each([
      'text/plain',
      'TEXT/PLAIN',
      'text/plain;application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
    ])('a simple request of %s is refused', async (type) => {
      const body = type.includes('urlencoded')
        ? `query=${encodeURIComponent(query)}`
        : JSON.stringify({ query })
      expect((await post(body, { 'content-type': type })).status).toBe(403)
    })
    it('a query by GET needs a header that no page can send', async () => {
      expect((await fetch(`${gateway.url}?query=${encodeURIComponent(query)}`)).status).toBe(403)
    })
    it.each(['PUT', 'DELETE', 'PATCH', 'TRACE'])('%s is no way to ask', async (method) => {
      const answer = await raw(`${method} /graphql HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 (403|405)/)
    })
    it('a token in the address is none', async () => {
      const token = await signTokenFor(people.demo)
      const url = `${gateway.url}?access_token=${token}&token=${token}&query=${encodeURIComponent(query)}`
      const answer = await fetch(url, { headers: { 'x-csrf-protection': '1' } })
      const body = await answer.json()
      expect(JSON.stringify(body)).not.toContain(people.demo.email)
    })
    it('a cookie is no credential', async () => {
      const cookie = `token=${await signTokenFor(people.demo)}`
      expect(await (await post(JSON.stringify({ query }), { ...json, cookie })).json()).toEqual({
        data: { viewer: null },
      })
    })
  })

  describe('origins', () => {
    const allowed = async (origin: string) =>
      (await post(JSON.stringify({ query }), { ...json, origin })).headers.get('access-control-allow-origin')
    it('ours may read answers', async () => expect(await allowed(ours)).toBe(ours))
    it.each([
      'https://evil.example',
      'null',
      `${ours}.evil.example`,
      'http://app.example',
      'https://APP.example',
    ])('%s may not', async (origin) => expect(await allowed(origin)).toBeNull())
    it('none may send cookies', async () => {
      const answer = await post(JSON.stringify({ query }), { ...json, origin: ours })
      expect(answer.headers.get('access-control-allow-credentials')).not.toBe('true')
    })
    it('a preflight of a stranger is answered with nothing', async () => {
      const headers = { origin: 'https://evil.example', 'access-control-request-method': 'POST' }
      const answer = await fetch(gateway.url, { method: 'OPTIONS', headers })
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
    })
  })

  describe('headers', () => {
    it.each([
      ['x-content-type-options', 'nosniff'],
      ['x-frame-options', 'DENY'],
      ['referrer-policy', 'no-referrer'],
      ['cross-origin-resource-policy', 'same-origin'],
      ['cache-control', 'no-store'],
      ['content-security-policy', "default-src 'none'; frame-ancestors 'none'"],
    ])('%s on every answer', async (name, value) => {
      const answers = [
        await post(JSON.stringify({ query })),
        await post(JSON.stringify({ query }), { ...json, accept: 'application/graphql-response+json' }),
        await post('{'),
        await fetch(new URL('/nowhere', gateway.url)),
        await fetch(new URL('/health/ready', gateway.url)),
      ]
      expect(answers.map(({ headers }) => headers.get(name))).toEqual(answers.map(() => value))
    })
    it('none tells what answers', async () => {
      const { headers } = await post(JSON.stringify({ query }))
      expect(headers.get('server') ?? headers.get('x-powered-by')).toBeNull()
    })
    it('an id that is no id is replaced', async () => {
      const { headers } = await post(JSON.stringify({ query }), { ...json, 'x-request-id': 'a b{"x":1}' })
      expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    })
    it('64 kB of them are refused', async () => {
      expect(await raw(head(`x-large: ${'x'.repeat(65_000)}\r\n\r\n`))).toMatch(/^HTTP\/1\.1 431/)
    })
    it('10,000 of them are refused', async () => {
      const many = Array.from({ length: 10_000 }, (_, i) => `x-${i}: 1\r\n`).join('')
      expect(await raw(head(`${many}\r\n`))).toMatch(/^HTTP\/1\.1 431/)
    })
    it('an address of 64 kB is refused', async () => {
      expect(await raw(`GET /graphql?q=${'x'.repeat(65_000)} HTTP/1.1\r\nhost: x\r\n\r\n`)).toMatch(
        /^HTTP\/1\.1 431/,
      )
    })
    it('two lengths are refused, so that no two programs read two requests', async () => {
      const both = head(
        'content-length: 2\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n0\r\n\r\n',
      )
      expect(await raw(both)).toMatch(/^HTTP\/1\.1 400/)
    })
  })

  describe('bodies', () => {
    it.each([
      ['gzip, chunked', 501],
      ['deflate, chunked', 501],
      ['identity, chunked', 501],
      ['Chunked', 200],
    ])('of the transfer coding %s are answered with %i', async (coding, status) => {
      const body = JSON.stringify({ query })
      const chunk = `${body.length.toString(16)}\r\n${body}\r\n0\r\n\r\n`
      const answer = await raw(
        head(
          `content-type: application/json\r\ntransfer-encoding: ${coding}\r\nconnection: close\r\n\r\n${chunk}`,
        ),
      )
      expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status}`))
    })
    it.each([
      ['a batch', JSON.stringify([{ query }, { query }]), 400],
      ['a batch of 1,000', JSON.stringify(Array.from({ length: 1_000 }, () => ({ query }))), 400],
      ['no JSON', '{"query":', 400],
      ['a list', '[]', 400],
      ['null', 'null', 400],
      ['a number as query', '{"query":1}', 400],
      ['100,000 brackets', '['.repeat(100_000), 400],
      ['an unknown parameter', '{"query":"{__typename}","admin":true}', 400],
      ['variables that are a list', '{"query":"{__typename}","variables":[1]}', 400],
      ['more than a megabyte', JSON.stringify({ query, variables: { x: 'x'.repeat(1_100_000) } }), 413],
    ])('%s: %i', async (_name, body, status) => {
      const answer = await post(body, { ...json, accept: 'application/graphql-response+json' })
      expect(answer.status).toBe(status)
      expect(await answer.text()).not.toMatch(/at .*\.(ts|js):\d|node_modules|\/work\//)
    })
    it.each(['gzip', 'br', 'deflate'])(
      'one packed with %s, which may be a bomb, is refused',
      async (encoding) => {
        expect((await post(bomb, { ...json, 'content-encoding': encoding })).status).toBe(415)
      },
    )
    it.each(['__proto__', 'constructor', 'prototype'])('%s in it pollutes nothing', async (name) => {
      const bad = `{"${name}":{"polluted":1,"isAdmin":true}}`
      await post(`{"query":"{__typename}","variables":${bad},"extensions":${bad}}`)
      expect(({} as Record<string, unknown>).polluted).toBeUndefined()
      expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
    })
    it('one that comes byte by byte is given up in time, and others are served meanwhile', async () => {
      const slow = raw(head('content-length: 100\r\n\r\n{"query"'))
      expect((await post(JSON.stringify({ query }))).status).toBe(200)
      expect(await slow).toMatch(/^HTTP\/1\.1 408/)
    })
    it('headers that never end are given up in time', async () => {
      expect(await raw('POST /graphql HTTP/1.1\r\nhost: x\r\n')).toMatch(/^HTTP\/1\.1 408/)
    })
    it('a connection that was refused a body serves the next request', async () => {
      await (await post('x'.repeat(1_100_000))).text()
      expect((await post(JSON.stringify({ query }))).status).toBe(200)
    })
  })

  describe('what is shown', () => {
    it('no GraphiQL', async () => {
      const answer = await fetch(gateway.url, { headers: { accept: 'text/html' } })
      expect(await answer.text()).not.toContain('graphiql')
    })
    it.each([
      '{ viwer { id } }',
      'query ($s: SessionOrdr) { viewer { sessions(orderBy: $s) { nodes { id } } } }',
    ])('no name that %s could have meant', async (text) => {
      const answer = await (await post(JSON.stringify({ query: text }))).text()
      expect(answer).toContain('GRAPHQL_VALIDATION_FAILED')
      expect(answer).not.toMatch(/Did you mean|viewer\b.*\?/)
    })
    it('no value that a variable could have had', async () => {
      const text = 'query ($o: SessionOrder) { viewer { sessions(orderBy: $o) { nodes { id } } } }'
      const answer = await (await post(JSON.stringify({ query: text, variables: { o: 'NEWES' } }))).text()
      expect(answer).toContain('BAD_USER_INPUT')
      expect(answer).not.toContain('Did you mean')
    })
    it.each([
      '/metrics',
      '/.env',
      '/graphql/../package.json',
      '/health',
      '/admin',
      '/graphiql/x/boot.js',
      '//graphql',
    ])('nothing at %s', async (path) => {
      const answer = await raw(`GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`)
      expect(answer).toMatch(/^HTTP\/1\.1 (404|403)/)
    })
  })

  describe('compression', () => {
    const large =
      'query { viewer { sessions(first: 20) { nodes { id name createdAt updatedAt statusText } } } }'
    const bytes = async (accept: string) => {
      const token = await signTokenFor(people.demo)
      const body = JSON.stringify({ query: large })
      const answer = await raw(
        `${head(`authorization: Bearer ${token}\r\naccept-encoding: ${accept}\r\nconnection: close\r\n`)}content-length: ${body.length}\r\n\r\n${body}`,
      )
      return answer
    }
    it('of answers that are long enough', async () => {
      expect(await bytes('gzip')).toMatch(/content-encoding: gzip/i)
      expect(await bytes('br')).toMatch(/content-encoding: br/i)
      expect(await bytes('identity')).not.toMatch(/content-encoding/i)
      const answer = await post(JSON.stringify({ query }), { ...json, 'accept-encoding': 'gzip' })
      expect(answer.headers.get('content-encoding')).toBeNull()
    })
  })

  it('logs a name with a line break as one line', async () => {
    const id = 'injected-line'
    await post(JSON.stringify({ query: 'query A { viewer { id } }', operationName: 'A\n{"level":60}' }), {
      ...json,
      'x-request-id': id,
    })
    expect(gateway.lines.filter(({ level }) => level === 60)).toEqual([])
  })

  it('logs little of a name that is as long as a document', async () => {
    const headers = { ...json, 'x-request-id': 'long-name' }
    await post(JSON.stringify({ query: `query ${'A'.repeat(40_000)} { viewer { id } }` }), headers)
    const line = gateway.lines.find(({ requestId }) => requestId === 'long-name')
    expect(JSON.stringify(line).length).toBeLessThan(1_000)
  })
})
