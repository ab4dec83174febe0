/** A process of its own that asks `/health/live` without pause, and tells what came of it when it is asked to end. */
import { setPriority } from 'node:os'

/** What probes of `/health/live` found during a measurement. */
export type Probes = {
  readonly count: number
  readonly failures: readonly string[]
  /** Those that took longer than they may: when they were sent and answered, by the time of day. */
  readonly slow: readonly (readonly [sentAt: number, answeredAt: number])[]
}

const [url = '', maxMs = '0'] = process.argv.slice(2)
const intervalMs = 50
const failures: string[] = []
const slow: [number, number][] = []
let count = 0

try {
  // On a busy machine a response must not wait for its reader.
  setPriority(-20)
} catch {
  // Only root may.
}

async function probe(): Promise<void> {
  const sentAt = performance.now()
  try {
    const { status } = await fetch(url)
    if (status !== 200) failures.push(String(status))
  } catch (error) {
    failures.push(String(error instanceof Error ? (error.cause ?? error) : error))
  }
  count += 1
  const answeredAt = performance.now()
  if (answeredAt - sentAt > Number(maxMs))
    slow.push([performance.timeOrigin + sentAt, performance.timeOrigin + answeredAt])
}

process.once('disconnect', () => process.exit())
const timer = setInterval(probe, intervalMs)
process.once('message', () => {
  clearInterval(timer)
  process.send?.({ count, failures, slow } satisfies Probes)
  process.disconnect()
})
