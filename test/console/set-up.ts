import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { demoUser } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway } from '../support/gateway.ts'
import { type ConsoleOptions, getBrowser, type OpenedConsole, openConsole, openContext } from './browser.ts'

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')

/** A gateway that serves the console, however it was started. */
export type ConsoleServer = { readonly url: string; close(): Promise<unknown> }

type SuiteOptions = ConsoleOptions & {
  /** Opens the page on a screen for fingers, in a context of its own. */
  readonly hasTouch?: boolean
  /** Leaves the page open for later tests of the suite, in a context of its own. */
  readonly isKept?: boolean
}

/** The console of a suite, in a browser. */
export type ConsoleSuite = {
  /** Of the gateway's root. */
  readonly url: string
  /** Opens a page with storage of its own, signed in as the demo user; it is closed after the test, unless it is kept. */
  open(options?: SuiteOptions): Promise<OpenedConsole>
}

/** Registers a gateway, as `start` starts it, and a browser for the tests of a suite. */
export function setUpConsole(start: () => Promise<ConsoleServer>): ConsoleSuite {
  let server: ConsoleServer | undefined
  let browser: Browser | undefined
  // A window costs Chromium more than a page of the console does: `blank` keeps one open.
  let shared: BrowserContext | undefined
  let blank: Page | undefined
  const kept = new Set<BrowserContext>()
  beforeAll(async () => {
    server = await start()
    browser = await getBrowser()
    shared = await openContext(browser, server)
    blank = await shared.newPage()
  })
  afterEach(async () => {
    for (const context of browser?.contexts() ?? [])
      if (context !== shared && !kept.has(context)) await context.close()
    for (const page of shared?.pages() ?? []) if (page !== blank) await page.close()
    await shared?.setOffline(false)
  })
  afterAll(async () => {
    for (const context of browser?.contexts() ?? []) await context.close()
    await server?.close()
  })
  const suite: ConsoleSuite = {
    get url() {
      if (!server) throw new Error('The gateway has not started.')
      return server.url
    },
    async open({ hasTouch, isKept, ...options } = {}) {
      if (!browser || !shared) throw new Error('The browser has not started.')
      // Of two pages in one window, one is hidden.
      const isAlone = !hasTouch && !isKept && shared.pages().every((page) => page === blank)
      const context = isAlone ? shared : await openContext(browser, { url: suite.url, hasTouch })
      if (isKept) kept.add(context)
      return openConsole(context, suite.url, { token: await signTokenFor(demoUser), ...options })
    },
  }
  return suite
}

/** The same with a gateway in the test's process, on a database of the demo to which `fill` adds rows. */
export function setUpDemoConsole(fill?: (database: Database) => Promise<void>) {
  let opened: Database | undefined
  const suite = setUpConsole(async () => {
    opened = await testDatabase?.open('seeded')
    if (!opened) throw new Error('This run has no database.')
    await fill?.(opened)
    const gateway = await startGateway(opened)
    return { url: new URL('/', gateway.url).href, close: () => gateway.close() }
  })
  const query: Database['query'] = (...request) => {
    if (!opened) throw new Error('The database is not open.')
    return opened.query(...request)
  }
  return Object.assign(suite, { database: { query } })
}
