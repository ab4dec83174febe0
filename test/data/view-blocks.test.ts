import { expect, it } from 'vitest'
import { exceptions } from '../../bench/views/exceptions.ts'
import { isBeyondBound, measureViews } from '../../bench/views/measure.ts'
import { addVolume } from '../../bench/views/volume.ts'
import { postgresOnly } from '../support/database.ts'

// The volume of `npm run bench:views` at a fiftieth: 76,000 events, 10,000 of them in one log. A view that reads a history
// instead of a page is beyond its bound at this scale too.
const scale = 0.02

for (const { open } of postgresOnly()) {
  it('each view reads blocks within its bound, unless it is a named exception', async () => {
    const database = await open('seeded')
    await addVolume(database, scale)
    const results = await measureViews(database)
    const unexpected = results
      .filter(({ name, statements }) => statements.some(isBeyondBound) && !exceptions.has(name))
      .map(({ name, statements }) => ({ name, statements: statements.filter(isBeyondBound) }))
    expect(unexpected).toEqual([])
    expect(results.filter(({ failed }) => failed !== '')).toEqual([])
    expect(results.filter(({ statements }) => statements.length > 0).length).toBeGreaterThan(100)
  }, 300_000)
}
