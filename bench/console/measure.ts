import type { Client } from 'pg'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
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
    if (!list) throw new Error('There is no log.')
    const frame = () => new Promise(requestAnimationFrame)
    let blankFrames = 0
    let maxRows = 0
    const look = () => {
      const rows = document.querySelectorAll(selector)
      maxRows = Math.max(maxRows, rows.length)
      const { top, bottom } = list.getBoundingClientRect()
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

const seconds = 8
const perSecond = 500

/** Times between the frames of a page, in milliseconds, and their number. */
export type FrameTimes = { readonly p95: number; readonly count: number }

/** Milliseconds of a page's main thread: `taskMs` has the others in it. */
export type MainThread = Readonly<Record<'taskMs' | 'scriptMs' | 'layoutMs' | 'styleMs', number>>

/** Milliseconds of processor time that the browser's pages have used so far: other load of the machine hardly changes it. */
async function readCpuMs(page: Page): Promise<number> {
  const devtools = await page.context().browser()?.newBrowserCDPSession()
  if (!devtools) throw new Error('The page has no browser.')
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo')
  await devtools.detach()
  return processInfo.reduce((sum, { type, cpuTime }) => sum + (type === 'renderer' ? cpuTime * 1_000 : 0), 0)
}

/** Milliseconds that the page's main thread has spent so far, in all and by kind. */
async function readMainThread(devtools: CDPSession): Promise<MainThread> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const read = (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1_000
  return {
    taskMs: read('TaskDuration'),
    scriptMs: read('ScriptDuration'),
    layoutMs: read('LayoutDuration'),
    styleMs: read('RecalcStyleDuration'),
  }
}

async function collectFrames(page: Page): Promise<FrameTimes> {
  const times = await page.evaluate(async (ms) => {
    const times: number[] = []
    let last = performance.now()
    const end = last + ms
    while (last < end) {
      await new Promise(requestAnimationFrame)
      const now = performance.now()
      times.push(now - last)
      last = now
    }
    return times.sort((a, b) => a - b)
  }, seconds * 1_000)
  return { p95: times[Math.floor(times.length * 0.95)] ?? 0, count: times.length }
}

/** The same browser's frames on an empty page: the least that this machine's timers allow. */
export async function measureIdleFrames(context: BrowserContext, slowdown: number): Promise<FrameTimes> {
  const page = await context.newPage()
  const devtools = await context.newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const frames = await collectFrames(page)
  await page.close()
  return frames
}

/**
 * Times between frames while entries come live and the end is followed, on a processor that is as many times slower; `cpuMs` is
 * the page's processor time for each frame, the others what its main thread spent for one.
 */
export async function measureFrames(
  page: Page,
  database: Client,
  run: string,
  slowdown: number,
): Promise<FrameTimes & MainThread & { readonly cpuMs: number }> {
  const devtools = await page.context().newCDPSession(page)
  await page.bringToFront()
  await page.locator('.log').focus()
  await page.keyboard.press('End')
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await devtools.send('Performance.enable')
  const cpuBefore = await readCpuMs(page)
  const before = await readMainThread(devtools)
  const frames = collectFrames(page)
  const from = Date.now()
  for (let sent = 0; sent < seconds * perSecond; sent += perSecond / 20) {
    await addEvents(database, run, perSecond / 20, { first: sent })
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, from + (1_000 * sent) / perSecond - Date.now())),
    )
  }
  const times = await frames
  const cpuMs = ((await readCpuMs(page)) - cpuBefore) / times.count
  const after = await readMainThread(devtools)
  const perFrame = (kind: keyof MainThread) => (after[kind] - before[kind]) / times.count
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await devtools.detach()
  return {
    ...times,
    cpuMs,
    taskMs: perFrame('taskMs'),
    scriptMs: perFrame('scriptMs'),
    layoutMs: perFrame('layoutMs'),
    styleMs: perFrame('styleMs'),
  }
}
