import { expect, it } from 'vitest'
import { runGroupSchedule } from './group-schedule.ts'
import { inVirtualTime } from './simulate.ts'
import { World } from './world.ts'

/** A seed to repeat; by default the same schedules run each time, for some seconds. */
const { SIMULATOR_SEED: only, SIMULATOR_GROUP_SCHEDULES: count = '100' } = process.env

it('gives each viewer what it may see, whole and once, in every schedule of groups', async () => {
  const first = Number(only ?? 1)
  const failed: string[] = []
  for (let seed = first; seed < first + (only ? 1 : Number(count)) && failed.length < 10; seed += 1) {
    const world = new World(seed)
    const found = await inVirtualTime(world, () => runGroupSchedule(world))
    if (found.length > 0) failed.push(`SIMULATOR_SEED=${seed}: ${found.join('; ')}`)
  }
  expect(failed).toEqual([])
})
