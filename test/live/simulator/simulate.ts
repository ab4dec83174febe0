import { createRequire, syncBuiltinESMExports } from 'node:module'
import type { PostgresModel } from './postgres-model.ts'
import { type Outcome, runSchedule } from './schedule.ts'
import { type Timer, World } from './world.ts'

/** A turn of the event loop, so that what waits in turns comes to an end. */
const turnMs = 0.05
const minTimerMs = 1

const timers: typeof import('node:timers/promises') = createRequire(import.meta.url)('node:timers/promises')
const real = {
  now: Date.now,
  elapsed: performance.now,
  random: Math.random,
  stackTraceLimit: Error.stackTraceLimit,
  setTimeout,
  clearTimeout,
  pause: timers.setTimeout,
  turn: timers.setImmediate,
}
let current: World | undefined

// Exchanged once, as modules keep what they import.
timers.setTimeout = ((ms?: number, value?: unknown, options?: { signal?: AbortSignal }) =>
  current ? current.pause(ms, options?.signal) : real.pause(ms, value, options)) as typeof timers.setTimeout
timers.setImmediate = ((...rest: []) =>
  current ? current.pause(turnMs) : real.turn(...rest)) as typeof timers.setImmediate
syncBuiltinESMExports()

/** Takes the place of clocks, timers and chance. Spies would remember every call. */
function enter(world: World): void {
  current = world
  Date.now = () => world.now
  performance.now = () => world.now
  Math.random = world.random
  // Errors are made by the thousand, and nobody reads where.
  Error.stackTraceLimit = 0
  globalThis.setTimeout = ((run: () => void, ms = 0) => world.later(Math.max(ms, minTimerMs), run)) as never
  globalThis.clearTimeout = ((timer?: Timer) => timer && world.cancel(timer)) as never
}

function leave(): void {
  current = undefined
  Date.now = real.now
  performance.now = real.elapsed
  Math.random = real.random
  Error.stackTraceLimit = real.stackTraceLimit
  globalThis.setTimeout = real.setTimeout
  globalThis.clearTimeout = real.clearTimeout
}

/** Runs `work` with the clocks, timers and random numbers of `world`. */
export async function inVirtualTime<Result>(world: World, work: () => Promise<Result>): Promise<Result> {
  enter(world)
  try {
    return await work()
  } finally {
    leave()
  }
}

/** Runs the schedule of a seed in virtual time. */
export async function simulate(seed: number, postgres?: PostgresModel): Promise<Outcome> {
  const world = new World(seed)
  try {
    return await inVirtualTime(world, () => runSchedule(world, postgres))
  } catch (error) {
    return { violations: [(error as Error).message], received: [], happened: [] }
  }
}
