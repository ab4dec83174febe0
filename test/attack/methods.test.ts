/** OWASP API8:2023: every method and every partial request, at every path of both ports. */
import { METHODS } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConsoleBuild } from '../../src/server/console/build.ts'
import { builtConsole } from '../../src/server/console/handlers.ts'
import type { TestGateway } from '../support/gateway.ts'
import { sendRawHttp, statusOf } from '../support/raw-http.ts'
import { startAttackedGateway } from './gateway.ts'

/** Path and the status of its GET, with all pages on. */
const pages: Readonly<Record<string, number>> = {
  '/': 200,
  '/console': 200,
  '/console/': 200,
  '/console/runs/x': 200,
  '/console/assets/none.js': 404,
  '/graphiql/000000000000/boot.js': 404,
  '/health/live': 200,
  '/health/ready': 200,
  '/metrics': 404,
  '/nowhere': 404,
}
/** Node handles `CONNECT` itself: it closes the connection. */
const others = [...METHODS.filter((name) => !['GET', 'HEAD', 'POST', 'OPTIONS', 'CONNECT'].includes(name))]
const headerOf = (answer: string, name: string) =>
  new RegExp(`^${name}: (.*)$`, 'im').exec(answer)?.[1]?.trim()
/** The body, with the frame of an empty chunked one removed. */
const bodyOf = (answer: string) => answer.slice(answer.indexOf('\r\n\r\n') + 4).replace(/^0\r\n\r\n$/, '')

const isRouted = (path: string) => /^\/(console|graphiql)\//.test(path)

describe('methods', () => {
  let gateway: TestGateway
  let metricsUrl: string
  let script: string
  beforeAll(async () => {
    gateway = await startAttackedGateway({ CONSOLE: 'true', GRAPHIQL: 'true', METRICS_PORT: '0' })
    const { port } = gateway.lines.find(({ msg }) => msg === 'metrics') ?? {}
    metricsUrl = `http://127.0.0.1:${port}`
    const build = await readConsoleBuild(builtConsole)
    script = `/console/assets/${[...(build?.files.keys() ?? [])].find((name) => name.endsWith('.js'))}`
  })
  afterAll(() => gateway.close())

  const send = (method: string, path: string, more = '', url = gateway.url) =>
    sendRawHttp(url, `${method} ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n${more}\r\n`)

  it.each(Object.entries(pages))('%s answers GET and HEAD alone: %i', async (path, status) => {
    expect(statusOf(await send('GET', path))).toBe(status)
    const head = await send('HEAD', path)
    expect([statusOf(head), bodyOf(head)]).toEqual([status, ''])
    for (const method of ['POST', 'OPTIONS', ...others]) {
      const answer = await send(method, path, 'content-length: 0\r\n')
      expect([method, statusOf(answer)]).toEqual([method, status === 404 && !isRouted(path) ? 404 : 405])
      expect(bodyOf(answer)).toBe('')
    }
  })

  it.each(['/graphql', '/graphql/'])('%s answers GET, POST and OPTIONS alone', async (path) => {
    for (const method of ['HEAD', ...others]) {
      const answer = await send(method, path, 'content-length: 0\r\nx-csrf-protection: 1\r\n')
      expect([method, statusOf(answer), headerOf(answer, 'allow')]).toEqual([
        method,
        405,
        'GET, POST, OPTIONS',
      ])
    }
    const preflight = await send('OPTIONS', path, 'access-control-request-method: DELETE\r\n')
    expect(statusOf(preflight)).toBe(204)
    expect(headerOf(preflight, 'access-control-allow-origin')).toBeUndefined()
  })

  it.each(['TRACE', 'OPTIONS'])('%s repeats nothing of the request', async (method) => {
    for (const path of [...Object.keys(pages), '/graphql']) {
      const answer = await send(method, path, 'authorization: Bearer mine\r\nx-mine: mine\r\n')
      expect(answer).not.toContain('mine')
    }
  })

  it('methods that do not exist, and targets that are no path, are refused', async () => {
    for (const method of ['FOO', 'get', 'GET/', '', 'G\u0000T'])
      expect(statusOf(await send(method, '/graphql'))).toBe(400)
    for (const method of ['OPTIONS', 'GET', 'POST']) expect(statusOf(await send(method, '*'))).toBe(400)
    expect(await send('CONNECT', 'localhost:443')).toBe('')
  })

  it('the port of the metrics answers GET and HEAD alone, with the same headers', async () => {
    for (const path of ['/metrics', '/health/live', '/health/ready']) {
      for (const method of ['GET', 'HEAD']) {
        const answer = await send(method, path, '', metricsUrl)
        expect([path, statusOf(answer)]).toEqual([path, 200])
        expect(headerOf(answer, 'x-content-type-options')).toBe('nosniff')
        expect(headerOf(answer, 'cache-control')).toBe('no-store')
      }
      for (const method of ['POST', 'OPTIONS', ...others])
        expect([method, statusOf(await send(method, path, 'content-length: 0\r\n', metricsUrl))]).toEqual([
          method,
          405,
        ])
    }
    expect(statusOf(await send('GET', '/graphql', '', metricsUrl))).toBe(404)
    expect(statusOf(await send('GET', '/metrics#/../graphql', '', metricsUrl))).toBe(200)
    expect(statusOf(await send('GET', '\\metrics', '', metricsUrl))).toBe(400)
  })

  it.each([
    'bytes=0-0',
    'bytes=-1',
    'bytes=0-,0-,0-',
    `bytes=${Array.from({ length: 1_000 }, (_, i) => `${i}-${i + 1}`).join(',')}`,
    'bytes=99999999999999999999-',
    'bytes=5-1',
    'lines=1-2',
  ])('a range gets the whole file: %.30s', async (range) => {
    for (const path of ['/', script, '/health/ready']) {
      const [whole, part] = [await send('GET', path), await send('GET', path, `range: ${range}\r\n`)]
      expect(statusOf(part)).toBe(200)
      expect(headerOf(part, 'content-range')).toBeUndefined()
      expect(bodyOf(part)).toBe(bodyOf(whole))
    }
    const json = 'content-type: application/json\r\nx-csrf-protection: 1\r\n'
    const answer = await send('GET', '/graphql?query={__typename}', `${json}range: ${range}\r\n`)
    expect(statusOf(answer)).toBe(200)
    expect(bodyOf(answer)).toBe('{"data":{"__typename":"Query"}}')
  })

  it.each(
    [
      '',
      '/..',
      '%2e%2e',
      '..%2f..',
      '%2e%2e%2findex.html',
      '..\\..',
      '.%00.js',
      '__proto__',
      'constructor',
      '.',
    ].flatMap((name) => [
      `/console/assets/${name}`,
      `/console/assets/../${name}`,
      `/graphiql/000000000000/${name}`,
    ]),
  )('no file is at %s', async (path) => {
    for (const target of [path, `${path}/package.json`, `${path}?x=.js`, `http://localhost${path}`]) {
      const answer = await send('GET', target)
      expect([
        target,
        [400, 404].includes(statusOf(answer)) || bodyOf(answer).includes('<!doctype html>'),
      ]).toEqual([target, true])
      expect(answer).not.toMatch(/"dependencies"|"version"/)
    }
  })

  it('a deep path of the console makes no large page', async () => {
    expect(statusOf(await send('GET', `/console${'/a'.repeat(8)}`))).toBe(200)
    for (const depth of [9, 100, 7_000])
      expect(statusOf(await send('GET', `/console${'/a'.repeat(depth)}`))).toBe(404)
  })
})
