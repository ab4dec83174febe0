import { describe, expect, it } from 'vitest'
import { demoAdmin, demoUser, runs, sessions } from '../../src/demo/identities.ts'
import { uuid } from '../../src/demo/uuid.ts'
import { signTokenFor } from '../support/client.ts'
import { findViolations } from './axe.ts'
import { chromiumPath, routeSockets } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

const screens = [
  ['/console/sessions', '.session-rows li'],
  [`/console/sessions/${sessions.website}`, '.run-rows li'],
  [`/console/runs/${runs.websiteFinished}`, '.row[data-key]'],
  ['/console/board', '.board-card'],
  ['/console/usage?days=365', '.sums td'],
  ['/console/library/files', '.item-rows li'],
  [`/console/library/projects/${uuid('project roastery')}`, '.item-rows li'],
] as const

describe.skipIf(!chromiumPath)('loading states', () => {
  const site = setUpDemoConsole()

  /** Opens a page whose gateway answers only after `release`, and which adds up how far what is shown moves. */
  async function openHeld(options: { readonly width?: number } = {}) {
    const opened = await site.open(options)
    const { page } = opened
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/graphql', async (route) => {
      await held
      await route.continue()
    })
    await routeSockets(page, async (socket) => {
      const queue: (string | Buffer)[] = []
      let server: ReturnType<typeof socket.connectToServer> | undefined
      socket.onMessage((message) => (server ? server.send(message) : queue.push(message)))
      await held
      server = socket.connectToServer()
      server.onMessage((message) => socket.send(message))
      for (const message of queue) server.send(message)
    })
    await page.addInitScript(() => {
      const shifts = { sum: 0 }
      Object.assign(self, { shifts })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) shifts.sum += (entry as unknown as { value: number }).value
      }).observe({ type: 'layout-shift', buffered: true })
    })
    const readShift = () => page.evaluate(() => (self as unknown as { shifts: { sum: number } }).shifts.sum)
    return { ...opened, release, readShift }
  }

  it.each(screens)(
    '%s shows bars that are busy, and moves little when it is loaded',
    async (address, shown) => {
      for (const width of [1280, 390]) {
        const { page, problems, release, readShift } = await openHeld({ width })
        await page.goto(address)
        const busy = page.locator('.loading[aria-busy="true"]').last()
        await busy.locator('.bar-line').first().waitFor()
        await page
          .getByRole('status')
          .filter({ hasText: /^Loading .+…$/ })
          .first()
          .waitFor()
        expect(await findViolations(page)).toEqual([])
        release()
        await page.locator(shown).first().waitFor()
        await expect.poll(() => page.locator('.loading').count()).toBe(0)
        await page.waitForTimeout(300)
        expect(await readShift(), `${address} at ${width} px`).toBeLessThan(0.1)
        expect(problems).toEqual([])
        await page.close()
      }
    },
  )

  it('shows a run’s head with its log, before the subscription is connected', async () => {
    const { page } = await site.open()
    let sockets = 0
    await routeSockets(page, () => {
      sockets += 1
    })
    await page.goto(`/console/runs/${runs.websiteFinished}`)
    await page.locator('.row[data-key]').first().waitFor()
    await expect.poll(() => sockets).toBeGreaterThan(0)
    const head = page.locator('.run-header')
    await expect
      .poll(() => head.innerText())
      .toMatch(/Completed[\s\S]+Connecting[\s\S]+Started[\s\S]+Credits/)
    expect(await head.getByRole('heading').innerText()).not.toBe('Run')
  })

  it('reads who is signed in once, for the header and the screens that ask', async () => {
    const { page } = await site.open()
    let reads = 0
    page.on('request', (request) => {
      if (request.postData()?.includes('query ConsoleAccount')) reads += 1
    })
    await page.goto('/console/board')
    await page.locator('.board-card').first().waitFor()
    await page.getByRole('link', { name: 'Usage' }).click()
    await page.getByText('Spent', { exact: true }).first().waitFor()
    expect(reads).toBe(1)
  })

  it.each([
    ['all users', demoAdmin, 'Usage of all users'],
    ['the viewer alone, who is no administrator', demoUser, 'Usage'],
  ])('reads usage once at an address of all users: that of %s', async (_, user, heading) => {
    const { page } = await site.open({ token: await signTokenFor(user) })
    const reads: unknown[] = []
    page.on('request', (request) => {
      const body = request.postDataJSON() as { query?: string; variables?: { ofAll?: boolean } } | null
      if (body?.query?.includes('query ConsoleUsage')) reads.push(body.variables?.ofAll)
    })
    await page.goto('/console/usage?of=all')
    await page.getByText('Spent', { exact: true }).first().waitFor()
    await page.getByRole('heading', { name: heading, exact: true }).waitFor()
    expect(reads).toEqual([user === demoAdmin])
  })

  it('claims nothing about entries of the board’s runs before they are read', async () => {
    const { page } = await site.open()
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    await page.route('**/graphql', async (route) => {
      if (route.request().postData()?.includes('ConsoleLastEvents')) await held
      await route.continue()
    })
    await page.goto('/console/board')
    const cards = page.locator('.board-card')
    await cards.first().waitFor()
    expect((await cards.allInnerTexts()).join(' ')).not.toMatch(/No entries|\d events/)
    release()
    await expect.poll(async () => (await cards.allInnerTexts()).join(' ')).toMatch(/[1-9]\d* events/)
  })

  it('moves no bars where motion is to be reduced', async () => {
    const { page, release } = await openHeld()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('/console/library/files')
    // Before it, bars stand for the screen itself, whose code is being loaded.
    await page.getByRole('heading', { name: 'Library' }).waitFor()
    const bar = page.locator('.bar-line').first()
    await bar.waitFor()
    expect(await bar.evaluate((element) => getComputedStyle(element).animationName)).toBe('none')
    await page.emulateMedia({ reducedMotion: 'no-preference' })
    expect(await bar.evaluate((element) => getComputedStyle(element).animationName)).toBe('pulse')
    release()
  })
})
