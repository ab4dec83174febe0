import type { Browser, CDPSession, Page } from 'playwright-core'

const seconds = 8

/** What a page's frames cost, on a processor that is as many times slower as was asked for; milliseconds. */
export type FrameCosts = {
  /** Between 95 % of frames at most, by the moments that the browser dates them with: those of the display, which people see. */
  readonly displayMs: number
  /** The same as the page's scripts are called: some milliseconds after these moments, in an empty page as well. */
  readonly intervalMs: number
  /** The share of frames before which at least one was left out. */
  readonly lateShare: number
  /** Processor time of the page's main thread for 95 % of frames at most. Other load hardly changes it. */
  readonly mainMs: number
  /** Processor time of the main thread in a second. */
  readonly secondMs: number
  /** The same for a frame on average, and parts of it. */
  readonly meanMs: Readonly<Record<'all' | 'script' | 'layout' | 'style', number>>
}

type TraceEvent = {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  /** Microseconds of processor time of the thread. */
  readonly tdur?: number
}

const percentile95 = (values: readonly number[]) =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0

/** A frame lasts 16.67 ms at 60 Hz: one that comes after more than this was preceded by one that was left out. */
const lateMs = 25

/** Runs in the page: the times between its frames, as scripts are called and as the browser dates them. */
async function collectIntervals(ms: number): Promise<[called: number, dated: number][]> {
  const intervals: [number, number][] = []
  let dated = await new Promise(requestAnimationFrame)
  let called = performance.now()
  const end = called + ms
  while (called < end) {
    const frame = await new Promise(requestAnimationFrame)
    const now = performance.now()
    // The page's clock has a grain of 0.1 ms.
    intervals.push([now - called, Math.round((frame - dated) * 10) / 10])
    called = now
    dated = frame
  }
  return intervals
}

/** Sums the processor time of tasks between the frames of the thread that had most of them: the measured page's main thread. */
function sumTasksByFrame(events: readonly TraceEvent[]): number[] {
  const threadOf = ({ pid, tid }: TraceEvent) => `${pid} ${tid}`
  const frames = events.filter(({ name }) => name === 'FireAnimationFrame')
  const byThread = new Map<string, TraceEvent[]>()
  for (const frame of frames) byThread.set(threadOf(frame), [...(byThread.get(threadOf(frame)) ?? []), frame])
  const [thread, own = []] = [...byThread].sort(([, a], [, b]) => b.length - a.length)[0] ?? []
  const starts = own.map(({ ts }) => ts).sort((a, b) => a - b)
  const sums = starts.map(() => 0)
  const tasks = events.filter((event) => event.name.endsWith('RunTask') && threadOf(event) === thread)
  let frame = -1
  for (const { ts, tdur = 0 } of tasks.sort((a, b) => a.ts - b.ts)) {
    while (frame + 1 < starts.length && (starts[frame + 1] ?? 0) <= ts) frame += 1
    if (frame >= 0) sums[frame] = (sums[frame] ?? 0) + tdur / 1_000
  }
  return sums
}

async function readMainThread(devtools: CDPSession): Promise<FrameCosts['meanMs']> {
  const { metrics } = await devtools.send('Performance.getMetrics')
  const read = (wanted: string) => (metrics.find(({ name }) => name === wanted)?.value ?? 0) * 1_000
  return {
    all: read('TaskDuration'),
    script: read('ScriptDuration'),
    layout: read('LayoutDuration'),
    style: read('RecalcStyleDuration'),
  }
}

/** Measures the frames of a page for some seconds while `work` runs, on a processor that is `slowdown` times slower. */
export async function measureFrames(
  browser: Browser,
  page: Page,
  slowdown: number,
  work: (seconds: number) => Promise<void> = async () => {},
): Promise<FrameCosts> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  await browser.startTracing(page, { categories: ['toplevel', 'devtools.timeline'] })
  const before = await readMainThread(devtools)
  const from = performance.now()
  const [intervals] = await Promise.all([page.evaluate(collectIntervals, seconds * 1_000), work(seconds)])
  const after = await readMainThread(devtools)
  const elapsedMs = performance.now() - from
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString())
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 })
  await devtools.detach()
  const displayed = intervals.map(([, dated]) => dated)
  const mean = (kind: keyof typeof after) => (after[kind] - before[kind]) / intervals.length
  return {
    intervalMs: percentile95(intervals.map(([called]) => called)),
    displayMs: percentile95(displayed),
    lateShare: displayed.filter((ms) => ms > lateMs).length / displayed.length,
    secondMs: ((after.all - before.all) / elapsedMs) * 1_000,
    mainMs: percentile95(sumTasksByFrame(traceEvents)),
    meanMs: { all: mean('all'), script: mean('script'), layout: mean('layout'), style: mean('style') },
  }
}
