import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { findViolations } from '../console/axe.ts'
import { chromiumPath, openBrowser } from '../console/browser.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')

const list = 'query List { viewer { sessions(first: 2) { nodes { name } } runs(first: 2) { nodes { id } } } }'
const live = 'subscription Live { viewerUpdated { id } }'

/** `SCREENSHOTS=<folder>` keeps pictures of the panel. */
const folder = process.env.SCREENSHOTS

/** graphql-js does not know for which field a statement is. */
const isPlanned = process.env.EXECUTION !== 'graphql-js'

describe.skipIf(!chromiumPath)('the statements panel of GraphiQL', () => {
  let gateway: TestGateway
  let browser: Browser
  beforeAll(async () => {
    gateway = await startGateway(await testDatabase.open('seeded'))
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await gateway.close()
  })

  type View = {
    token?: string
    query?: string
    width?: number
    scheme?: 'light' | 'dark'
    isOpen?: boolean
  }

  async function open({ token, query = list, width = 1280, scheme, isOpen = true }: View) {
    const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme })
    context.setDefaultTimeout(10_000)
    const page = await context.newPage()
    const problems: string[] = []
    page.on('pageerror', ({ message }) => problems.push(message))
    const explained: boolean[] = []
    page.on('request', (request) => {
      if (request.method() !== 'POST' || request.postData()?.includes('IntrospectionQuery')) return
      explained.push('x-explain' in request.headers())
    })
    const headers = token ? JSON.stringify({ authorization: `Bearer ${token}` }) : ''
    await page.addInitScript((value) => localStorage.setItem('graphiql:headers', value), headers)
    const address = new URL(gateway.url)
    address.searchParams.set('query', query)
    await page.goto(address.href)
    await page.locator('.graphiql-query-editor', { hasText: query.slice(0, 10) }).waitFor()
    if (isOpen) await page.locator('#statements > summary').click()
    return { page, problems, explained, close: () => context.close() }
  }

  async function execute(page: Page): Promise<void> {
    // GraphiQL takes a tab's operation over 100 ms after it shows it.
    await page.waitForTimeout(1_000)
    await page.locator('.graphiql-execute-button').click()
  }

  const content = (page: Page) => page.locator('#statements-content')

  it.each([
    ['desktop', 1280, 'light'],
    ['phone', 390, 'dark'],
  ] as const)('shows admins each statement of a request (%s)', async (device, width, scheme) => {
    const { page, problems, explained, close } = await open({
      token: await signTokenFor(people.admin),
      width,
      scheme,
    })
    await execute(page)
    const statements = content(page).locator('.statement')
    await statements.nth(1).waitFor()
    const summary = await page.locator('#statements-summary').innerText()
    expect(summary).toMatch(/^\d+ statements · [\d.]+ ms · cost \d+ of [\d,]+$/)
    expect(Number.parseInt(summary, 10)).toBe(await statements.count())
    const line = content(page)
      .locator('summary', { hasText: isPlanned ? 'viewer.sessions' : 'select' })
      .first()
    expect(await line.innerText()).toMatch(/select[\s\S]*\d ms[\s\S]*\d rows?/)
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width)
    if (folder) await page.screenshot({ path: `${folder}/statements-${device}.png` })
    await line.focus()
    await page.keyboard.press('Enter')
    await content(page).locator('.statement[open] pre', { hasText: 'select' }).waitFor()
    expect(await page.locator('.graphiql-response').innerText()).not.toContain('statements')
    if (folder) await page.screenshot({ path: `${folder}/statements-open-${device}.png` })
    const own = (await findViolations(page)).filter((text) => /statement|tools|console-link/.test(text))
    expect(own).toEqual([])
    expect(explained).toEqual([true])
    expect(problems).toEqual([])
    await close()
  })

  it('asks for no statements while it is closed, and keeps whether it is open', async () => {
    const { page, explained, close } = await open({ token: await signTokenFor(people.admin), isOpen: false })
    await execute(page)
    await page.locator('.graphiql-response', { hasText: 'sessions' }).waitFor()
    expect(explained).toEqual([false])
    await page.locator('#statements > summary').click()
    await expect.poll(() => page.evaluate(() => localStorage.getItem('ii-agent:statements'))).toBe('open')
    await page.reload()
    await content(page).getByText('Run an operation to see its statements.').waitFor()
    await close()
  })

  it.each([
    ['a user', async () => signTokenFor(people.demo)],
    ['a stranger', async () => undefined],
  ])('says to %s that statements are not for them', async (_who, token) => {
    const { page, explained, close } = await open({ token: await token() })
    await execute(page)
    await content(page).getByText('Statements are shown to administrators').waitFor()
    expect(await content(page).innerText()).not.toMatch(/select/i)
    expect(explained).toEqual([true])
    await close()
  })

  it('says that subscriptions and refused operations have none', async () => {
    const token = await signTokenFor(people.admin)
    const subscribed = await open({ token, query: live })
    await execute(subscribed.page)
    await content(subscribed.page).getByText('Statements of subscriptions are not shown.').waitFor()
    await subscribed.close()
    const refused = await open({ token: 'no.valid.token' })
    await execute(refused.page)
    await content(refused.page).getByText('The operation was refused before any statement.').waitFor()
    await refused.close()
  })

  it('links back to the screen of the console that opened it, and nowhere else', async () => {
    const { href: base } = new URL('/console', gateway.url)
    const screens: readonly (readonly [screen: string | undefined, href: string])[] = [
      [undefined, base],
      ['sessions?name=coffee', `${base}/sessions?name=coffee`],
      ['javascript:alert(1)', base],
      ['//elsewhere.example/', base],
      ['https://elsewhere.example/', base],
      ['../graphql?query={viewer{id}}', base],
      ['http://[', base],
    ]
    const page = await browser.newPage()
    // The link needs no GraphiQL, whose script has 9 MB.
    await page.route('**/graphiql.js', (route) => route.abort())
    for (const [screen, href] of screens) {
      const address = new URL(gateway.url)
      if (screen !== undefined) address.searchParams.set('screen', screen)
      await page.goto(address.href)
      const link = page.locator('#console-link')
      expect(await link.evaluate((element) => (element as HTMLAnchorElement).href)).toBe(href)
    }
    await page.close()
  })
})
