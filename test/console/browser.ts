import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page, type WebSocketRoute } from 'playwright-core'

const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
// Debian's Chromium without a window manager: a page takes half the processor time.
const headlessShell = '/usr/bin/chromium-headless-shell'

/** The browser that users have; undefined where there is none. `CHROMIUM` names another one. */
export const fullBrowserPath = process.env.CHROMIUM ?? browsers.find((path) => existsSync(path))

/** The browser of the tests: the headless shell where it is installed, otherwise the one that users have. */
export const chromiumPath =
  process.env.CHROMIUM ?? (existsSync(headlessShell) ? headlessShell : fullBrowserPath)

/** Starts a headless Chromium with garbage collection and exact memory figures. */
export const openBrowser = (executablePath = chromiumPath): Promise<Browser> =>
  chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  })

let shared: Promise<Browser> | undefined

/** The browser of this process, which its test files share, and a new one after it crashed; it ends with the process. */
export async function getBrowser(): Promise<Browser> {
  const known = await shared
  if (known?.isConnected()) return known
  shared = openBrowser()
  return shared
}

/** How a page of the console is opened. */
export type ConsoleOptions = {
  readonly token?: string
  readonly scheme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
}

/** A page of the console, with what went wrong in it; `blocked` are requests that the content security policy stopped. */
export type OpenedConsole = {
  readonly page: Page
  readonly problems: readonly string[]
  readonly blocked: readonly string[]
}

/** Opens a browser context for a gateway, `url` being its root. Pages of one context share Chromium's cache. */
export const openContext = (
  browser: Browser,
  { url, hasTouch = false }: { readonly url: string; readonly hasTouch?: boolean },
): Promise<BrowserContext> =>
  browser.newContext({
    hasTouch,
    isMobile: hasTouch,
    permissions: ['clipboard-read', 'clipboard-write'],
    baseURL: url,
  })

/** Opens a page that is signed in, with storage of its own; what goes wrong in it, `url` being the gateway's root, is collected. */
export async function openConsole(
  context: BrowserContext,
  url: string,
  { token, scheme = 'light', width = 1440, height = 900 }: ConsoleOptions,
): Promise<OpenedConsole> {
  const page = await context.newPage()
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ colorScheme: scheme })
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
  page.on('dialog', (dialog) => {
    problems.push(`dialog: ${dialog.message()}`)
    void dialog.dismiss()
  })
  page.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== new URL(url).origin)
      problems.push(`request: ${request.url()}`)
  })
  const blocked: string[] = []
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'csp') blocked.push(`request: ${request.url()}`)
  })
  if (token) {
    // Only into a tab that has none: signing out must hold. Not into frames, as sandboxed ones have no storage.
    await page.addInitScript((value) => {
      if (window !== window.top) return
      const key = 'ii-agent:console:token'
      if (sessionStorage.getItem(key) === null) sessionStorage.setItem(key, value)
    }, token)
  }
  return { page, problems, blocked }
}

/**
 * Goes to another address of the console as its links do: by its history, without a load, which takes five times the processor time.
 * Nothing of the former screen is left when it resolves.
 */
export async function visit(page: Page, address: string): Promise<void> {
  const go = (to: string) => {
    history.pushState({ entry: crypto.randomUUID() }, '', to)
    dispatchEvent(new PopStateEvent('popstate'))
  }
  await page.evaluate(go, '/console/no/such/page')
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
  await page.evaluate(go, address)
}

/** Passes the page's WebSockets to a handler. Playwright cannot do so in workers: without them, the page opens its own. */
export async function routeSockets(
  page: Page,
  handler: (socket: WebSocketRoute) => Promise<void> | void,
): Promise<void> {
  await page.addInitScript('delete self.Worker')
  await page.routeWebSocket('**/graphql', handler)
}
