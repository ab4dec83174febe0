import { describe, expect, it } from 'vitest'
import { chromiumPath } from './browser.ts'
import { setUpDemoConsole } from './set-up.ts'

const lost = 'This screen could not be loaded'

describe.skipIf(!chromiumPath)('a screen whose code cannot be loaded', () => {
  const site = setUpDemoConsole()

  /** Opens the sessions, whose page links to screens that were not loaded yet. */
  async function openSessions() {
    const { page } = await site.open()
    await page.goto('/console/sessions')
    await page.locator('.session-rows li').first().waitFor()
    return page
  }
  const waitForCharts = async (page: Awaited<ReturnType<typeof openSessions>>) => {
    await page.getByRole('heading', { name: 'Credits spent each day' }).waitFor()
    const chart = page.locator('.uplot').first()
    await chart.waitFor()
    // A rule of the style sheet that is loaded with the charts.
    expect(
      await page
        .locator('.u-wrap')
        .first()
        .evaluate((element) => getComputedStyle(element).position),
    ).toBe('relative')
  }

  it('comes with its styles when the network is back, without a hand', async () => {
    const page = await openSessions()
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Usage' }).click()
    await page.getByRole('heading', { name: lost }).waitFor()
    await page.context().setOffline(false)
    await waitForCharts(page)
  })

  it('comes after an update of the console, whose files have other names', async () => {
    const page = await openSessions()
    await page.route('**/assets/usage-*.js', (route) => route.fulfill({ status: 404 }), { times: 1 })
    await page.getByRole('link', { name: 'Usage' }).click()
    await waitForCharts(page)
  })

  it('loads the page once more, and then on request alone, where that does not help', async () => {
    const page = await openSessions()
    let loads = 0
    page.on('load', () => {
      loads += 1
    })
    await page.route('**/assets/usage-*.js', (route) => route.fulfill({ status: 404 }))
    await page.getByRole('link', { name: 'Usage' }).click()
    await expect.poll(() => loads, { timeout: 20_000 }).toBe(1)
    await page.getByRole('heading', { name: lost }).waitFor()
    await page.waitForTimeout(1_500)
    expect(loads).toBe(1)
    await page.unroute('**/assets/usage-*.js')
    await page.getByRole('button', { name: 'Load the page again' }).click()
    await waitForCharts(page)
  })
})
