/**
 * Preloaded into the gateway's process: measures for how long its event loop was held at a stretch, and tells on request.
 * On a busy machine a thread also waits for a processor, so the stretch is the smaller of the time that passed and the
 * processor time that the main thread used in it (of the process, where the system does not tell threads apart).
 */
import { readFileSync } from 'node:fs'
import { PerformanceObserver } from 'node:perf_hooks'

/** The blocking of the event loop during a measurement, in milliseconds. */
export type Report = {
  /** The longest stretch in milliseconds, and all beyond 50 ms. */
  readonly longestMs: number
  readonly stretches: readonly number[]
  /** The longest stretch without its garbage collections. */
  readonly longestWorkMs: number
  /** The longest time in milliseconds that the main thread waited for a processor, or for another thread. */
  readonly starvedMs: number
  readonly heapBytes: number
  /** Processor time of the main thread so far in milliseconds, by the time of day. */
  readonly samples: readonly Sample[]
}

/** The processor time of the process at a moment, both in milliseconds. */
export type Sample = readonly [time: number, processorMs: number]

const intervalMs = 5
const longMs = 50
/** No shorter stretch is looked at for its garbage collections. */
const minLookedAtMs = 20

type Stretch = { readonly from: number; readonly until: number; readonly busyMs: number }

let stretches: Stretch[] = []
let collections: { readonly startTime: number; readonly duration: number }[] = []
let longestMs = 0
let starvedMs = 0
let heapBytes = 0
let samples: Sample[] = []

/** Milliseconds of processor time that the main thread has used. */
function processorTime(): number {
  try {
    // Nanoseconds on a processor, nanoseconds of waiting for one, and how often it ran.
    return Number(readFileSync('/proc/self/schedstat', 'latin1').split(' ')[0]) / 1e6
  } catch {
    const { user, system } = process.cpuUsage()
    return (user + system) / 1000
  }
}

// A collection is known some time after it.
new PerformanceObserver((list) => collections.push(...list.getEntries())).observe({ entryTypes: ['gc'] })

/** The processor time of a stretch without its collections. While one lasts, the thread may also wait for a processor. */
function workOf({ from, until, busyMs }: Stretch): number {
  const inside = collections.filter(({ startTime }) => startTime >= from && startTime < until)
  const collectedMs = inside.reduce((sum, { duration }) => sum + duration, 0)
  return Math.max(0, busyMs - collectedMs)
}

let before = { time: performance.now(), processor: processorTime() }

setInterval(() => {
  const now = { time: performance.now(), processor: processorTime() }
  const passed = now.time - before.time - intervalMs
  const busy = Math.min(passed, now.processor - before.processor)
  if (busy > minLookedAtMs) stretches.push({ from: before.time, until: now.time, busyMs: busy })
  longestMs = Math.max(longestMs, busy)
  starvedMs = Math.max(starvedMs, passed - busy)
  heapBytes = Math.max(heapBytes, process.memoryUsage().heapUsed)
  samples.push([performance.timeOrigin + now.time, now.processor])
  before = now
}, intervalMs).unref()

process.on('message', (message) => {
  if (message === 'begin') {
    stretches = []
    samples = []
    collections = []
    longestMs = starvedMs = heapBytes = 0
  } else {
    process.send?.({
      longestMs,
      stretches: stretches.map(({ busyMs }) => Math.round(busyMs)).filter((ms) => ms > longMs),
      longestWorkMs: Math.max(0, ...stretches.map(workOf)),
      starvedMs,
      heapBytes,
      samples,
    } satisfies Report)
  }
})
process.channel?.unref()
