import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConsoleBuild } from '../../src/server/console/build.ts'
import { builtConsole, createConsole } from '../../src/server/console/handlers.ts'
import { renderConsolePage } from '../../src/server/console/page.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { sendRawHttp } from '../support/raw-http.ts'

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')

/** The size that the files of the first page may have, compressed. */
const maxFirstLoadBytes = 150_000
const screens = [
  '/',
  '/console',
  '/console/',
  '/console/sessions',
  '/console/runs/0d9c6a3e-8a4e-4b6e-9d0a-1f5f0f1c2b3a',
]

describe('the console', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway(await testDatabase.open('migrated'))
  })
  afterAll(() => gateway.close())

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, gateway.url), { headers, redirect: 'manual' })
  const sourcesOf = (page: string) =>
    [...page.matchAll(/(?:src|href)="([^"]+)"/g)]
      .map(([, source = '']) => source)
      .filter((source) => source !== 'data:,')

  it.each(screens)(
    'is at %s, with files that are found from there, under any prefix of a proxy',
    async (path) => {
      const answer = await get(path)
      expect(answer.status).toBe(200)
      expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
      const sources = sourcesOf(await answer.text())
      expect(sources.length).toBeGreaterThanOrEqual(2)
      for (const source of sources) {
        const shown = new URL(source, `http://proxy.example/a/prefix${path}`).pathname
        expect(shown).toMatch(/^\/a\/prefix\/console\/assets\/[\w-]+\.(js|css)$/)
        expect((await get(shown.slice('/a/prefix'.length))).status, shown).toBe(200)
      }
    },
  )

  it.each([
    '/console/../graphql.txt',
    '/consolex',
    '/console/%2e%2e/package.json',
    '/console//x',
    '/console/a.b',
    '/Console',
  ])('is not at %s', async (path) => {
    const answer = await sendRawHttp(
      gateway.url,
      `GET ${path} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n`,
    )
    expect(answer).toMatch(/^HTTP\/1\.1 404/)
  })

  it('runs no script but its own files, and sends nothing elsewhere', async () => {
    const answer = await get('/console')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("require-trusted-types-for 'script'; trusted-types socket-worker")
    expect(policy).toContain("worker-src 'self'")
    expect(policy).not.toMatch(/unsafe|\*|(script|style|connect)-src[^;]*(https?:|data:|blob:)/)
    const text = await answer.text()
    expect(text).not.toMatch(/https?:|["'(]\/\/|<style|<script(?![^>]*(src=|application\/json))/)
  })

  it('has an empty page to frame slides in, without scripts, framed by its own pages alone', async () => {
    const answer = await get('/console/frame')
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN')
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toMatch(/^default-src 'none';/)
    expect(policy).toContain("frame-ancestors 'self'")
    expect(policy).not.toContain('script-src')
    expect(await answer.text()).not.toMatch(/<script|<iframe|src=/)
    const screen = await get('/console')
    expect(screen.headers.get('x-frame-options')).toBe('DENY')
    expect(screen.headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
  })

  it('sends its files as they were compressed when it was built, to be kept for good', async () => {
    for (const source of sourcesOf(await (await get('/console')).text())) {
      const file = (encoding: string) =>
        sendRawHttp(
          gateway.url,
          `GET /${source} HTTP/1.1\r\nhost: x\r\naccept-encoding: ${encoding}\r\nconnection: close\r\n\r\n`,
        )
      for (const [accepted, name] of [
        ['gzip', 'gzip'],
        ['br', 'br'],
        ['gzip, deflate, br', 'br'],
        ['gzip;q=1, br;q=0', 'gzip'],
      ])
        expect(await file(accepted ?? ''), accepted).toMatch(
          new RegExp(`content-encoding: ${name}\\r\\n`, 'i'),
        )
      const plain = await file('identity')
      expect(plain).not.toMatch(/content-encoding/i)
      expect(plain).toMatch(/cache-control: public, max-age=31536000, immutable/i)
      expect(plain).toMatch(/vary: accept-encoding/i)
    }
    expect((await get('/console/assets/none-00000000.js')).status).toBe(404)
    expect((await get('/console/assets/index.html')).status).toBe(404)
  })

  it('is small at first, and the same in every encoding', async () => {
    const build = await readConsoleBuild(builtConsole)
    let bytes = 0
    for (const [name, { body, encoded }] of build?.files ?? []) {
      const gzip = encoded.get('gzip') ?? Buffer.of()
      expect(gunzipSync(gzip).equals(body), name).toBe(true)
      expect(brotliDecompressSync(encoded.get('br') ?? Buffer.of()).equals(body), name).toBe(true)
      if (build?.page.includes(name)) bytes += gzip.length
    }
    expect(bytes).toBeGreaterThan(10_000)
    expect(bytes).toBeLessThanOrEqual(maxFirstLoadBytes)
  })

  it('answers GET and HEAD alone', async () => {
    expect((await fetch(new URL('/console', gateway.url), { method: 'HEAD' })).status).toBe(200)
    expect((await fetch(new URL('/console', gateway.url), { method: 'POST' })).status).toBe(405)
  })

  it('carries tokens only where it is given them, and cannot be broken out of', () => {
    const page = '<head></head>'
    const options = (text: string) => JSON.parse(/id="options">(.*)<\/script>/.exec(text)?.[1] ?? '')
    const hostile = '</script><script>alert(1)</script>$&'
    expect(options(renderConsolePage(page, '/', { tokens: undefined, hasGraphiQL: false }))).toEqual({
      root: './',
      tokens: null,
      hasGraphiQL: false,
    })
    const rendered = renderConsolePage(page, '/console/runs/x', {
      tokens: { user: hostile, admin: 'a' },
      hasGraphiQL: true,
    })
    expect(rendered).not.toContain('<script>alert')
    expect(options(rendered)).toMatchObject({ root: '../../', tokens: { user: hostile, admin: 'a' } })
  })

  it('says so where it was not built', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'no-console-'))
    expect(await readConsoleBuild(folder)).toBeUndefined()
    const { console: page } = createConsole({ tokens: undefined, hasGraphiQL: true }, folder)
    const target = { route: 'console', path: '/console', search: '', host: '' } as const
    const server = createServer((request, response) => void page?.(request, response, target)).listen(
      0,
      '127.0.0.1',
    )
    await once(server, 'listening')
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/console`)
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm run build')
    server.close()
    rmSync(folder, { recursive: true })
  })
})

describe('without the console', () => {
  it('the root leads to GraphiQL, and to nothing where that is off, too', async () => {
    for (const [GRAPHIQL, status] of [
      ['on', 302],
      ['off', 404],
    ] as const) {
      const gateway = await startGateway(await testDatabase.open('migrated'), { CONSOLE: 'off', GRAPHIQL })
      const answer = await fetch(new URL('/', gateway.url), { redirect: 'manual' })
      expect(answer.status).toBe(status)
      expect((await fetch(new URL('/console', gateway.url))).status).toBe(404)
      await gateway.close()
    }
  })
})
