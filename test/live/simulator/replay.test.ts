import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { programs, RealPostgres } from './real-postgres.ts'
import { RecordedPostgres } from './recorded-postgres.ts'
import { simulate } from './simulate.ts'

/** How many schedules are repeated; `npm run soak:simulator` repeats 1,000. */
const schedules = Number(process.env.REPLAY_SCHEDULES ?? (process.env.CI ? 50 : 20))
/** A long log is the same as a short one, and with capture the model lets commits wait, as for a standby. */
const isRepeatable = (happened: readonly string[]) =>
  !happened.some((name) => ['by capture', 'long log'].includes(name))

describe.skipIf(!programs)('the model of PostgreSQL', () => {
  let real: RealPostgres
  beforeAll(async () => {
    real = await RealPostgres.create()
  })
  afterAll(() => real.remove())

  it('shows what a server shows to which the same happens', { timeout: 3_600_000 }, async () => {
    const different: string[] = []
    const start = Date.now()
    let [repeated, views, crashes, restores, failovers] = [0, 0, 0, 0, 0]
    for (let seed = 1; repeated < schedules && different.length < 3; seed += 1) {
      const model = new RecordedPostgres()
      const { happened } = await simulate(seed, model)
      if (!isRepeatable(happened)) continue
      const difference = await real.replay(model.steps)
      if (difference) different.push(`seed ${seed}, ${happened}: ${difference}`)
      repeated += 1
      views += model.steps.filter(({ kind }) => kind === 'view').length
      crashes += model.steps.filter((step) => step.kind === 'stop' && step.isCrash).length
      restores += model.steps.filter((step) => step.kind === 'start' && step.copy !== undefined).length
      failovers += model.steps.filter((step) => step.kind === 'start' && step.isPromoted).length
    }
    const counts = `${views} views, ${crashes} crashes, ${restores} copies, ${failovers} failovers`
    console.log(`${repeated} schedules, ${counts}, ${Date.now() - start} ms`)
    expect(different).toEqual([])
    for (const count of [crashes, restores, failovers]) expect(count).toBeGreaterThan(0)
  })
})
