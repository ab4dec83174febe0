import { expect, it } from 'vitest'
import type { Outcome } from './schedule.ts'
import { simulate } from './simulate.ts'

/** A seed to repeat, or for how long to search from a random one. By default the same schedules run each time. */
const { SIMULATOR_SEED: only, SIMULATOR_SECONDS: seconds, SIMULATOR_SCHEDULES: count } = process.env
/** Less than a minute of one core, and ten seconds. */
const schedulesByDefault = Number(count ?? (process.env.CI ? 20_000 : 3_000))

// Mutation testing, which sets the count, needs what finds faults.
it.skipIf(count)('repeats a schedule from its seed, whatever ran before', async () => {
  const first: Outcome[] = []
  for (let seed = 1; seed <= 100; seed += 1) first.push(await simulate(seed))
  for (let seed = 100; seed >= 1; seed -= 1) expect(await simulate(seed)).toEqual(first[seed - 1])
})

it('reports the rows of a transaction that was open when the server was copied, after as much WAL again', async () => {
  expect(await simulate(56_943_751)).toMatchObject({ happened: ['none', 'restore'], violations: [] })
})

it('keeps what is promised of a log in every schedule', { timeout: 3_600_000 }, async () => {
  const start = Date.now()
  const cpu = process.cpuUsage()
  const isLast = (seed: number) => {
    if (only !== undefined) return true
    return seconds ? Date.now() - start > Number(seconds) * 1000 : seed === schedulesByDefault
  }
  const failed: string[] = []
  let schedules = 0
  const first = Number(only ?? (seconds ? Math.floor(Math.random() * 2 ** 31) : 1))
  for (let seed = first; ; seed += 1) {
    const { violations } = await simulate(seed)
    schedules += 1
    if (violations.length > 0) failed.push(`SIMULATOR_SEED=${seed}: ${violations.join('; ')}`)
    if (failed.length >= 10 || isLast(seed)) break
  }
  const { user, system } = process.cpuUsage(cpu)
  const rate = schedules / ((user + system) / 1e6)
  console.log(
    `${schedules} schedules in ${((Date.now() - start) / 1000).toFixed(1)} s, ${rate.toFixed(0)} a second of processor time`,
  )
  expect(failed).toEqual([])
})
