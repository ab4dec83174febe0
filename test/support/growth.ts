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
