import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { type RunningProcess, startCommand } from '../cli/process.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = process.env.CHROMIUM ?? places.find((place) => existsSync(place))
if (!executablePath)
  console.log('No Chromium on this machine (set CHROMIUM to one): GraphiQL is not tried in it.')

/** `SCREENSHOT=docs/graphiql-live.png` keeps a picture of what the browser shows. */
describe.skipIf(!executablePath)('GraphiQL in a browser', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'gateway-browser-'))
  let gateway: RunningProcess
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    gateway = startCommand(['start'], { DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1' })
    const [, port] = await gateway.writes(/127\.0\.0\.1:(\d+)/)
    const isReady = async () => (await fetch(`http://127.0.0.1:${port}/health/ready`)).ok
    await vi.waitUntil(isReady, { timeout: 60_000 })
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] })
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(`http://127.0.0.1:${port}/graphql`)
  })
  afterAll(async () => {
    await browser?.close()
    gateway.child.kill('SIGTERM')
    await gateway.finished
    rmSync(dataDir, { recursive: true, force: true })
  })

  it('shows the running run’s events as they happen, at one click on a tab and one on the arrow', async () => {
    await page.locator('.graphiql-tab-button', { hasText: 'Live' }).click()
    await page.locator('.graphiql-query-editor', { hasText: 'subscription' }).waitFor()
    // Which operation a tab has, GraphiQL learns a tenth of a second after it shows it: by the page's own clock, whatever
    // else the machine does. No hand is sooner; this test is.
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
    await page.locator('.graphiql-execute-button').click()
    const shown = page.locator('.graphiql-response .view-lines')
    const different = new Set<string>()
    const look = async () => {
      const text = await shown.innerText()
      if (text.includes('eventType')) different.add(text)
      return different.size
    }
    // Each event takes the place of the one before; the demo's run adds one every second and a half.
    await expect.poll(look, { timeout: 60_000, interval: 200 }).toBeGreaterThanOrEqual(3)
    if (process.env.SCREENSHOT) await page.screenshot({ path: process.env.SCREENSHOT })
  })

  it('answers an example with variables, and shows the same tabs and the same one again on the next visit', async () => {
    const tabs = page.locator('.graphiql-tab-button')
    const titles = await tabs.allInnerTexts()
    await tabs.filter({ hasText: 'Anything' }).click()
    await page.locator('.graphiql-query-editor', { hasText: 'Anything' }).waitFor()
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)))
    await page.locator('.graphiql-execute-button').click()
    await page.locator('.graphiql-response', { hasText: 'Launch page' }).waitFor()
    await page.reload()
    await page.locator('.graphiql-query-editor', { hasText: 'Anything' }).waitFor()
    expect(await tabs.allInnerTexts()).toEqual(titles)
    expect(await page.locator('.graphiql-tab-active').innerText()).toBe('Anything')
  })

  it('opens the query of its address in a tab before the examples, for a first visitor', async () => {
    const examples = await page.locator('.graphiql-tab-button').allInnerTexts()
    const context = await browser.newContext()
    for (const variables of ['{"first":2}', undefined]) {
      const visitor = await context.newPage()
      const address = new URL(page.url())
      address.searchParams.set(
        'query',
        'query Asked($first: Int = 1) { viewer { sessions(first: $first) { totalCount } } }',
      )
      if (variables) address.searchParams.set('variables', variables)
      await visitor.goto(address.href)
      await visitor.locator('.graphiql-query-editor', { hasText: 'Asked' }).waitFor()
      expect(await visitor.locator('.graphiql-tab-button').allInnerTexts()).toEqual(['Asked', ...examples])
      expect(await visitor.locator('.graphiql-tab-active').innerText()).toBe('Asked')
      await visitor.evaluate(() => localStorage.clear())
      await visitor.close()
    }
    await context.close()
  })

  it('shows its title in one line beside the documentation', async () => {
    await page.locator('.graphiql-sidebar button').first().click()
    await page.locator('.graphiql-doc-explorer', { hasText: 'Root Types' }).waitFor()
    expect((await page.locator('.graphiql-logo').boundingBox())?.height).toBeLessThan(50)
    await page.locator('.graphiql-sidebar button').first().click()
  })

  it('shows the answer below the query on a phone', async () => {
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    const query = await page.locator('.graphiql-query-editor').boundingBox()
    const answer = await page.locator('.graphiql-response').boundingBox()
    expect(query?.width).toBeGreaterThan(280)
    expect(answer?.width).toBeGreaterThan(280)
    expect(answer?.y).toBeGreaterThan((query?.y ?? 0) + 100)
    await page.locator('.graphiql-sidebar button').first().click()
    const documentation = page.locator('.graphiql-doc-explorer')
    await documentation.waitFor()
    expect((await documentation.boundingBox())?.width).toBeGreaterThan(280)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390)
    await page.locator('.graphiql-sidebar button').first().click()
    await page.locator('.graphiql-query-editor').waitFor()
  })
})
