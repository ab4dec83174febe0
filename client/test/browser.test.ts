import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, runs } from '../../src/demo/identities.ts'
import { signTokenFor } from '../../test/support/client.ts'
import { testDatabases } from '../../test/support/database.ts'
import { startGateway, type TestGateway } from '../../test/support/gateway.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = process.env.CHROMIUM ?? places.find((place) => existsSync(place))
if (!executablePath)
  console.log('No Chromium on this machine (set CHROMIUM to one): the client is not tested in it.')

/** What a page and a worker do alike: a query, and a state and a log to its end over each kind of connection. */
const program = (url: string, token: string) => `
  import { createClient } from './index.ts'
  import { HomeDocument, WatchHomeDocument } from './operations.ts'

  async function run(webSocket) {
    const client = createClient({ url: ${JSON.stringify(url)}, token: ${JSON.stringify(token)}, webSocket })
    const { data } = await client.query(HomeDocument, { first: 2 })
    const log = []
    for await (const { __typename } of client.followRunLog(${JSON.stringify(runs.websiteFinished)})) log.push(__typename)
    for await (const live of client.subscribe(WatchHomeDocument, { first: 3 })) {
      client.dispose()
      return [data.viewer.sessions.nodes.length, live.data.viewerUpdated.sessions.nodes.length, log.length, log.at(-1)]
    }
  }
  globalThis.postMessage(JSON.stringify([await run(undefined), await run(false)]))`

const expected = JSON.stringify(Array(2).fill([2, 3, 31, 'RunEnded']))

describe.skipIf(!executablePath)('in a browser', () => {
  let gateway: TestGateway
  let browser: Browser
  let page: Page
  let code = ''
  beforeAll(async () => {
    const [database] = testDatabases
    if (!database) throw new Error('There is no database.')
    gateway = await startGateway(await database.open('seeded'))
    const { outputFiles } = await build({
      stdin: {
        contents: program(gateway.url, await signTokenFor(people.demo)),
        resolveDir: join(import.meta.dirname, '../src'),
      },
      bundle: true,
      format: 'esm',
      target: 'es2022',
      write: false,
    })
    code = outputFiles[0]?.text ?? ''
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    page = await browser.newPage({ bypassCSP: true })
    await page.goto(new URL('/health/live', gateway.url).href)
  })
  afterAll(async () => {
    await browser?.close()
    await gateway?.close()
  })

  it('works in a page', async () => {
    const answered = page.evaluate(
      () =>
        new Promise((resolve) => addEventListener('message', ({ data }) => resolve(data), { once: true })),
    )
    await page.addScriptTag({ content: code, type: 'module' })
    expect(await answered).toBe(expected)
  })

  it('works in a worker', async () => {
    const answer = await page.evaluate((text) => {
      const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })), {
        type: 'module',
      })
      return new Promise((resolve, reject) => {
        worker.onmessage = ({ data }) => resolve(data)
        worker.onerror = ({ message }) => reject(new Error(message))
      })
    }, code)
    expect(answer).toBe(expected)
  })
})
