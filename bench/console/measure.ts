import type { Client } from 'pg'
import type { Page } from 'playwright-core'
import { addEvents } from '../../test/console/long-run.ts'

const row = '.log .row[data-key]'

/** Bytes of live objects of the page, after a collection. */
async function heapMb(page: Page): Promise<number> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('HeapProfiler.collectGarbage')
  await devtools.send('Performance.enable')
  const { metrics } = await devtools.send('Performance.getMetrics')
  await devtools.detach()
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1_000_000
}

/** Waits until the page has all entries, and that of the run's status. */
export async function waitForAll(page: Page, entries: number): Promise<void> {
  const count = (entries + 1).toLocaleString('en-US')
  await page.waitForFunction(
    (text) => {
      const shown = document.querySelector('.run-title')?.textContent ?? ''
      return shown.includes(`${text} entries`) && !shown.includes('reading')
    },
    count,
    { timeout: 180_000 },
  )
}

/** From the click on a run's link to its first rows, and until all of its log is loaded. */
export async function measureLoading(page: Page, run: string, entries: number) {
  const link = page.locator(`a[href$="/runs/${run}"]`)
  await link.waitFor()
  const firstRowsMs = await page.evaluate(
    async ([path, selector]) => {
      const from = performance.now()
      document.querySelector<HTMLElement>(`a[href$="/runs/${path}"]`)?.click()
      while (document.querySelectorAll(selector ?? '').length < 20) await new Promise(requestAnimationFrame)
      return performance.now() - from
    },
    [run, row],
  )
  const from = performance.now()
  await waitForAll(page, entries)
  const allMs = firstRowsMs + performance.now() - from
  return { firstRowsMs, allMs, heapMb: await heapMb(page) }
}

/** Scrolls from the end to the start, jumps to the middle, and opens a link to an entry there. */
export async function measurePlaces(page: Page) {
  const scrolled = await page.evaluate(async (selector) => {
    const list = document.querySelector<HTMLElement>('.log')
    const headings = list?.querySelector('.headings')
    if (!list || !headings) throw new Error('There is no log.')
    const frame = () => new Promise(requestAnimationFrame)
    let blankFrames = 0
    let maxRows = 0
    const look = () => {
      const rows = document.querySelectorAll(selector)
      maxRows = Math.max(maxRows, rows.length)
      const { bottom } = list.getBoundingClientRect()
      const { bottom: top } = headings.getBoundingClientRect()
      const first = rows[0]?.getBoundingClientRect().top ?? bottom
      const last = rows[rows.length - 1]?.getBoundingClientRect().bottom ?? top
      if (first > top + 1 || last < bottom - 1) blankFrames += 1
    }
    const steps = 300
    const { scrollHeight } = list
    for (let step = steps; step >= 0; step -= 1) {
      list.scrollTop = (scrollHeight * step) / steps
      await frame()
      await frame()
      look()
    }
    const from = performance.now()
    list.scrollTop = scrollHeight / 2
    await frame()
    await frame()
    look()
    return { blankFrames, maxRows, jumpMs: performance.now() - from }
  }, row)
  await page.locator(row).nth(20).click()
  await page.waitForURL(/at=/)
  const key = new URL(page.url()).searchParams.get('at') ?? ''
  const address = page.url()
  await page.goto(address.replace(/\/runs\/.*/, '/sessions'))
  await page.locator('h1').waitFor()
  const linkMs = await page.evaluate(
    async ([to, wanted]) => {
      const from = performance.now()
      history.pushState(null, '', to)
      dispatchEvent(new PopStateEvent('popstate'))
      while (!document.querySelector(`[data-key="${wanted}"]`)) await new Promise(requestAnimationFrame)
      return performance.now() - from
    },
    [address, key],
  )
  return { ...scrolled, linkMs }
}

const perSecond = 500

/** Follows the end of the log that the page shows. */
export async function followEnd(page: Page): Promise<void> {
  await page.bringToFront()
  await page.locator('.log').focus()
  await page.keyboard.press('End')
}

/** Writes 500 entries a second to a run: as many each time as are due, however slow the database is. */
export async function writeLive(database: Client, run: string, seconds: number): Promise<void> {
  const from = performance.now()
  for (let sent = 0; sent < seconds * perSecond; ) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    const elapsed = Math.min(seconds, (performance.now() - from) / 1_000)
    const count = Math.ceil(elapsed * perSecond) - sent
    await addEvents(database, run, count, { first: sent })
    sent += count
  }
}
