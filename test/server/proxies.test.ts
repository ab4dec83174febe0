/** Real proxies of Debian's packages before the gateway, with their defaults and a path prefix. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

type Ports = { readonly from: number; readonly to: string; readonly folder: string }
type Proxy = {
  readonly name: string
  readonly binary: string
  readonly start: (ports: Ports) => ChildProcess
}

const nginx = '/usr/sbin/nginx'
const caddy = '/usr/bin/caddy'

const proxies: readonly Proxy[] = [
  {
    name: 'nginx',
    binary: nginx,
    start({ from, to, folder }) {
      const file = join(folder, 'nginx.conf')
      const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
        .map((one) => `${one}_temp_path ${folder};`)
        .join(' ')
      const upgrade =
        'proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection "upgrade";'
      writeFileSync(
        file,
        `daemon off; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
        events {}
        http {
          access_log off; ${temporary} gzip on;
          server {
            listen 127.0.0.1:${from};
            location /gateway/ { proxy_pass http://${to}/; proxy_set_header Host $http_host; }
            location /socket/ { proxy_pass http://${to}/; proxy_set_header Host $http_host; ${upgrade} }
          }
        }`,
      )
      return spawn(nginx, ['-c', file, '-e', join(folder, 'error.log')], { stdio: 'ignore' })
    },
  },
  {
    name: 'Caddy',
    binary: caddy,
    start({ from, to, folder }) {
      const file = join(folder, 'Caddyfile')
      writeFileSync(
        file,
        `{
          admin off
          auto_https off
        }
        http://127.0.0.1:${from} {
          handle_path /gateway/* {
            reverse_proxy ${to}
          }
          handle_path /socket/* {
            reverse_proxy ${to}
          }
        }`,
      )
      const env = { ...process.env, HOME: folder }
      return spawn(caddy, ['run', '--config', file, '--adapter', 'caddyfile'], { stdio: 'ignore', env })
    },
  },
]

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

for (const { name, binary } of proxies)
  if (!existsSync(binary)) process.stderr.write(`${name} is not installed: its tests are skipped.\n`)

describe.each(proxies.filter(({ binary }) => existsSync(binary)))('behind $name', ({ start }) => {
  const [testDatabase] = testDatabases
  const folder = mkdtempSync(join(tmpdir(), 'gateway-proxy-'))
  let gateway: TestGateway
  let proxy: ChildProcess
  let base: string
  beforeAll(async () => {
    if (!testDatabase) throw new Error('This run has no database.')
    gateway = await startGateway(await testDatabase.open('seeded'))
    const from = await freePort()
    proxy = start({ from, to: new URL(gateway.url).host, folder })
    base = `http://127.0.0.1:${from}`
    await vi.waitFor(() => fetch(`${base}/gateway/health/live`), { timeout: 60_000, interval: 50 })
  })
  afterAll(async () => {
    const closed = new Promise((resolve) => proxy.once('close', resolve))
    proxy.kill()
    await closed
    await gateway.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const subscription = {
    query:
      'subscription ($id: ID!) { sessionEvents(sessionId: $id) { __typename ... on StreamEntry { cursor } } }',
    variables: { id: sessions.research },
  }

  it.each(['/gateway/graphql', '/gateway/graphql/'])(
    'event streams arrive at once, below %s',
    async (path) => {
      const abort = new AbortController()
      const since = performance.now()
      const response = await fetch(`${base}${path}`, {
        method: 'POST',
        body: JSON.stringify(subscription),
        signal: abort.signal,
        headers: {
          accept: 'text/event-stream',
          'accept-encoding': 'gzip',
          'content-type': 'application/json',
          authorization: `Bearer ${await signTokenFor(people.demo)}`,
        },
      })
      expect(response.status).toBe(200)
      expect(response.headers.get('content-encoding')).toBeNull()
      expect(response.headers.get('cache-control')).toBe('no-cache, no-transform')
      let text = ''
      for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += chunk
        if (text.includes('data: {')) break
      }
      abort.abort()
      expect(text).toContain('"cursor"')
      // nginx with a buffer holds 4 kB, or until the stream ends, which it never does.
      expect(performance.now() - since).toBeLessThan(8_000)
    },
  )

  it('GraphiQL finds its files and the API', async () => {
    for (const path of ['/gateway/graphql', '/gateway/graphql/']) {
      const page = await fetch(`${base}${path}`, { headers: { accept: 'text/html' } })
      const html = await page.text()
      const sources = [...html.matchAll(/<(?:script|link) [^>]*(?:src|href)="([^":]+)"/g)].map(
        ([, source = '']) => source,
      )
      expect(sources).toHaveLength(4)
      for (const source of sources) expect((await fetch(new URL(source, page.url))).status, source).toBe(200)
    }
  })

  it.each(['/gateway/', '/gateway/console', '/gateway/console/sessions'])(
    'the console finds its files, at %s',
    async (path) => {
      const page = await fetch(`${base}${path}`, { headers: { accept: 'text/html' } })
      const html = await page.text()
      // As a browser resolves them, by the page's base.
      const [, root = ''] = /<base href="([^"]+)"/.exec(html) ?? []
      const sources = [...html.matchAll(/(?:src|href)="([^":]+\.(?:js|css))"/g)].map(
        ([, source = '']) => source,
      )
      expect(sources.length).toBeGreaterThan(1)
      for (const source of sources)
        expect((await fetch(new URL(source, new URL(root, page.url)))).status, source).toBe(200)
    },
  )

  it.each(['/socket/graphql', '/socket/graphql/'])('WebSockets work, below %s', async (path) => {
    const client = createClient({
      url: `${base.replace('http', 'ws')}${path}`,
      webSocketImpl: WebSocket,
      connectionParams: { token: await signTokenFor(people.demo) },
      retryAttempts: 0,
    })
    const { value } = await client.iterate(subscription).next()
    expect(value?.errors).toBeUndefined()
    await client.dispose()
  })
})
