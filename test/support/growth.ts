import { parse } from 'graphql'
import { expect } from 'vitest'

/** The processor time of this process in milliseconds, which other work on the machine does not lengthen. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

/**
 * The shortest of several processor times that a function takes, in milliseconds; of fewer if one is below `enough`, since more could
 * only be shorter.
 */
export function shortest(times: number, run: () => unknown, enough = 0): number {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < times && best >= enough; n += 1) {
    const started = processorMs()
    run()
    best = Math.min(best, processorMs() - started)
  }
  return best
}

const maxGrowth = 2.5

/**
 * How much longer an input of a size takes than one of half of it, at best: other work on the machine lengthens one or the
 * other, so it is repeated until it is below 2.5. Less than `minMs` counts as that: the clock and the collector are measured then.
 */
export function growth<Input>(
  make: (size: number) => Input,
  run: (input: Input) => unknown,
  size: number,
  minMs = 0.5,
): number {
  const [half, whole] = [make(size / 2), make(size)]
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < 20 && best >= maxGrowth; n += 1) {
    const once = Math.max(
      shortest(3, () => run(half)),
      minMs,
    )
    best = Math.min(best, shortest(3, () => run(whole), maxGrowth * once) / once)
  }
  return best
}

/** A document, and about what graphql-js takes to parse it on the machine on which bounds in milliseconds were set. */
const fields = `{ ${'a(b: 1, c: "x") { d } '.repeat(4_000)} }`
const referenceMs = 3.5

/** How many times as long as that machine this one takes at the moment, at least 1. */
const measureSlowness = () => Math.max(1, shortest(5, () => parse(fields)) / referenceMs)

/**
 * Expects a processor time to be within a bound, both in milliseconds. Processors differ, and a shared one is slower at
 * times: the bound is for a machine as fast as that on which it was set, and longer on a slower one.
 */
export function expectWithin(ms: number, maxMs: number): void {
  expect(ms).toBeLessThanOrEqual(ms > maxMs ? maxMs * measureSlowness() : maxMs)
}
