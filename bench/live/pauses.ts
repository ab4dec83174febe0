import { monitorEventLoopDelay, PerformanceObserver } from 'node:perf_hooks'

/** How long a process made its events wait, in milliseconds: for its other work, and for garbage collections. */
export type Pauses = {
  readonly loopP99: number
  readonly loopMax: number
  readonly collections: number
  readonly collectedMs: number
  readonly longestCollection: number
}

/** Interval of the timer whose delay is measured, in milliseconds. A shorter one would take processor time of its own. */
const resolution = 10

/** Observes this process; the returned function reads what happened since it was called last. */
export function observePauses(): () => Pauses {
  let collections: number[] = []
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) collections.push(duration)
  }).observe({ entryTypes: ['gc'] })
  const loop = monitorEventLoopDelay({ resolution })
  loop.enable()
  return () => {
    const pauses = {
      loopP99: loop.percentile(99) / 1e6 - resolution,
      loopMax: loop.max / 1e6 - resolution,
      collections: collections.length,
      collectedMs: collections.reduce((sum, ms) => sum + ms, 0),
      longestCollection: Math.max(0, ...collections),
    }
    loop.reset()
    collections = []
    return pauses
  }
}
