/** The processor time that a thread has used at a time of day, both in milliseconds. */
export type Sample = readonly [time: number, processorMs: number]

/**
 * The most processor time in milliseconds that a thread may have used between two times of day. Of an interval between two
 * samples that is only partly inside, the thread may have used all of that part, but no more than it used in the interval.
 */
export function computeMaxProcessorTime(samples: readonly Sample[], from: number, until: number): number {
  let sum = 0
  samples.forEach(([time, processorMs], i) => {
    const [before, usedBefore] = samples[i - 1] ?? [time, processorMs]
    const insideMs = Math.min(time, until) - Math.max(before, from)
    sum += Math.max(0, Math.min(insideMs, processorMs - usedBefore))
  })
  return sum
}
