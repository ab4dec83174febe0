/**
 * Preloaded into the gateway's process: measures for how long its event loop was held at a stretch, and tells on request.
 * On a busy machine a thread also waits for a processor, so the stretch is the smaller of the time that passed and the
 * processor time that the main thread used in it (of the process, where the system does not tell threads apart).
 */
import { readFileSync } from 'node:fs'
import { PerformanceObserver } from 'node:perf_hooks'
import type { Sample } from './processor-time.ts'

/** A turn of the event loop between two times of day, with its processor time; all in milliseconds. */
export type Turn = {
  readonly from: number
  readonly until: number
  readonly busyMs: number
  /** The processor time without garbage collections. */
  readonly workMs: number
}

/** What the event loop did during a measurement. */
export type Report = {
  /** The turns that took more than 20 ms of processor time. */
  readonly turns: readonly Turn[]
  /** The longest time in milliseconds that the main thread waited for a processor, or for another thread. */
  readonly starvedMs: number
  readonly heapBytes: number
  readonly samples: readonly Sample[]
}

const { timeOrigin } = performance
const intervalMs = 5
const minReportedMs = 20

let turns: Omit<Turn, 'workMs'>[] = []
let collections: { readonly startTime: number; readonly duration: number }[] = []
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

/** The processor time of a turn without its collections. While one lasts, the thread may also wait for a processor. */
function workOf({ from, until, busyMs }: Omit<Turn, 'workMs'>): number {
  const inside = collections.filter(({ startTime }) => startTime >= from && startTime < until)
  const collectedMs = inside.reduce((sum, { duration }) => sum + duration, 0)
  return Math.max(0, busyMs - collectedMs)
}

let before = { time: performance.now(), processor: processorTime() }

function measure(): void {
  const now = { time: performance.now(), processor: processorTime() }
  const passed = now.time - before.time - intervalMs
  const busyMs = Math.min(passed, now.processor - before.processor)
  if (busyMs > minReportedMs) turns.push({ from: before.time, until: now.time, busyMs })
  starvedMs = Math.max(starvedMs, passed - busyMs)
  heapBytes = Math.max(heapBytes, process.memoryUsage().heapUsed)
  samples.push([timeOrigin + now.time, now.processor])
  before = now
}

setInterval(measure, intervalMs).unref()

process.on('message', (message) => {
  if (message === 'begin') {
    turns = []
    samples = []
    collections = []
    starvedMs = heapBytes = 0
  } else {
    measure()
    const toReported = (turn: Omit<Turn, 'workMs'>): Turn => ({
      from: timeOrigin + turn.from,
      until: timeOrigin + turn.until,
      busyMs: turn.busyMs,
      workMs: workOf(turn),
    })
    process.send?.({ turns: turns.map(toReported), starvedMs, heapBytes, samples } satisfies Report)
  }
})
process.channel?.unref()
