import { expect, it, vi } from 'vitest'
import { type Outcome, runSchedule } from './schedule.ts'
import { World } from './world.ts'

const current = vi.hoisted(() => ({ pause: async (_ms?: number): Promise<void> => {} }))
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms?: number) => current.pause(ms),
  // Time goes on with every turn, so that who waits in turns comes to an end.
  setImmediate: () => current.pause(0.05),
}))

/** A seed to repeat, or for how long to search from a random one. By default the same schedules run each time. */
const { SIMULATOR_SEED: only, SIMULATOR_SECONDS: seconds } = process.env
/** Less than a minute of one core, and ten seconds. */
const schedulesByDefault = process.env.CI ? 20_000 : 3_000
const real = { now: Date.now, elapsed: performance.now, random: Math.random, setTimeout, clearTimeout }

/** Takes the place of clocks, timers and chance. Spies would remember every call. */
function enter(world: World): void {
  current.pause = world.pause
  Date.now = () => world.now
  performance.now = () => world.now
  Math.random = world.random
  globalThis.setTimeout = ((run: () => void, ms = 0) => world.later(ms, run)) as never
  globalThis.clearTimeout = ((id?: number) => id !== undefined && world.cancel(id)) as never
}

function leave(): void {
  Date.now = real.now
  performance.now = real.elapsed
  Math.random = real.random
  globalThis.setTimeout = real.setTimeout
  globalThis.clearTimeout = real.clearTimeout
}

/** The schedule of a seed. */
async function simulate(seed: number): Promise<Outcome> {
  const world = new World(seed)
  enter(world)
  try {
    return await runSchedule(world)
  } catch (error) {
    return { violations: [(error as Error).message], told: [] }
  } finally {
    leave()
  }
}

it('repeats a schedule from its seed, whatever ran before', async () => {
  const first: Outcome[] = []
  for (let seed = 1; seed <= 100; seed += 1) first.push(await simulate(seed))
  for (let seed = 100; seed >= 1; seed -= 1) expect(await simulate(seed)).toEqual(first[seed - 1])
})

it('keeps what is promised of a log in every schedule', { timeout: 3_600_000 }, async () => {
  const start = real.now()
  const isLast = (seed: number) => {
    if (only !== undefined) return true
    return seconds ? real.now() - start > Number(seconds) * 1000 : seed === schedulesByDefault
  }
  const failed: string[] = []
  let schedules = 0
  const first = Number(only ?? (seconds ? Math.floor(real.random() * 2 ** 31) : 1))
  for (let seed = first; ; seed += 1) {
    const { violations } = await simulate(seed)
    schedules += 1
    if (violations.length > 0) failed.push(`SIMULATOR_SEED=${seed}: ${violations.join('; ')}`)
    if (failed.length >= 10 || isLast(seed)) break
  }
  console.log(`${schedules} schedules in ${((real.now() - start) / 1000).toFixed(1)} s`)
  expect(failed).toEqual([])
})
