import { parse, validate } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { schema } from '../../src/schema/schema.ts'
import { examples } from '../../src/server/graphiql/examples.ts'
import { renderPage } from '../../src/server/graphiql/page.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')
const html = { accept: 'text/html,application/xhtml+xml' }

describe('GraphiQL', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway(await testDatabase.open('migrated'))
  })
  afterAll(() => gateway.close())

  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(new URL(path, gateway.url), { headers, redirect: 'manual' })

  it('is what a browser finds', async () => {
    const page = await get('/graphql', html)
    expect(page.status).toBe(200)
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  })

  it('names its files relative to itself, so that a proxy may show it under any prefix', async () => {
    for (const path of ['/graphql', '/graphql/']) {
      const text = await (await get(path, html)).text()
      const sources = [...text.matchAll(/<(?:script|link) [^>]*(?:src|href)="([^":]+)"/g)].map(
        ([, source = '']) => source,
      )
      expect(sources).toHaveLength(4)
      for (const source of sources) {
        const shown = new URL(source, `http://proxy.example/a/prefix${path}`).pathname
        expect(shown).toMatch(
          /^\/a\/prefix\/graphiql\/[0-9a-f]{12}\/graphiql\.(css|js)$|(boot|statements)\.js$/,
        )
        expect((await get(shown.slice('/a/prefix'.length))).status, shown).toBe(200)
      }
      expect(text).not.toMatch(/["']\/(graphql|graphiql|console)/)
      const [, link = ''] = /id="console-link" href="([^"]+)"/.exec(text) ?? []
      expect(new URL(link, `http://proxy.example/a/prefix${path}`).pathname).toBe('/a/prefix/console')
    }
  })

  it('takes nothing from elsewhere, and its policy would not let it', async () => {
    const page = await get('/graphql', html)
    const text = await page.text()
    expect(text).not.toMatch(/https?:|["'(]\/\//)
    const policy = page.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/https?:|\*|script-src[^;]*unsafe/)
    const sources = [...text.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, source]) => source)
    expect(sources).toHaveLength(6)
    for (const source of sources) expect(source).toMatch(/^(graphiql\/[0-9a-f]{12}\/|data:,$|console$)/)
  })

  it('sends its files compressed, to be kept for good', async () => {
    const text = await (await get('/graphql', html)).text()
    const folder = /graphiql\/[0-9a-f]{12}/.exec(text)?.[0]
    for (const name of [
      'graphiql.js',
      'graphiql.css',
      'boot.js',
      'statements.js',
      'graphql.worker.js',
      'json.worker.js',
    ]) {
      const file = await get(`${folder}/${name}`, { 'accept-encoding': 'gzip' })
      expect(file.status, name).toBe(200)
      expect(file.headers.get('content-encoding')).toBe('gzip')
      expect(file.headers.get('cache-control')).toContain('immutable')
      const plain = await get(`${folder}/${name}`, { 'accept-encoding': 'identity' })
      expect(plain.headers.get('content-encoding')).toBeNull()
      expect(await plain.text()).toBe(await file.text())
    }
    expect((await get(`${folder}/../server.js`)).status).toBe(404)
    expect((await get('/graphiql/000000000000/graphiql.js')).status).toBe(404)
  })

  it('has the token in the headers of each tab where it is given one, and else none', () => {
    const options = (page: string) => JSON.parse(/id="options">(.*)<\/script>/.exec(page)?.[1] ?? '').options
    const signedIn = options(renderPage({ assets: '/a', token: 'the.demo.token' }))
    expect(signedIn.defaultTabs.length).toBeGreaterThan(1)
    for (const { headers } of [signedIn, ...signedIn.defaultTabs]) {
      expect(JSON.parse(headers)).toEqual({ Authorization: 'Bearer the.demo.token' })
    }
    expect(JSON.stringify(options(renderPage({ assets: '/a' })))).not.toContain('Bearer')
  })

  it('has comments in its examples that fit beside the answer at 1280 pixels', () => {
    const lines = examples.flatMap(({ query }) => query.split('\n'))
    const comments = lines.filter((line) => line.startsWith('#'))
    expect(comments.filter((line) => line.length > 50)).toEqual([])
  })

  it('links to the console where there is one', async () => {
    expect(renderPage({ assets: '/a', console: 'console' })).toContain('href="console"')
    const alone = await startGateway(await testDatabase.open('migrated'), { CONSOLE: 'off' })
    expect(await (await fetch(alone.url, { headers: html })).text()).not.toContain('console-link"')
    await alone.close()
  })

  it('cannot be broken out of', () => {
    expect(renderPage({ assets: '/a', token: '</script><script>alert(1)</script>' })).not.toContain(
      '<script>alert',
    )
  })

  it.each(
    examples.map(({ query }) => [/\b(?:query|mutation|subscription) (\w+)/.exec(query)?.[1], query] as const),
  )('has an example %s that the schema accepts', (name, text) => {
    expect(name).toBeDefined()
    expect(validate(schema, parse(text))).toEqual([])
  })

  it('is not there when it is turned off', async () => {
    const closed = await startGateway(await testDatabase.open('migrated'), { GRAPHIQL: 'off' })
    const answer = await fetch(closed.url, { headers: html })
    expect(await answer.text()).not.toContain('<script')
    await closed.close()
  })
})
