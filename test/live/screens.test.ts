import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { operations } from '../support/operations.ts'
import { platformWrites } from './platform-writes.ts'
import { clientOf, takeUntil } from './watching.ts'

// The poll that finds rows without signals takes up to ten seconds; the promise is a tenth of this.
const maxDelayMs = 1_000

describe.each(testDatabases)('screens while the platform writes, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Awaited<ReturnType<typeof open>>
  /** By screen, as a screen whose test is retried is measured again. */
  const delays = new Map<string, number>()

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  it.each(platformWrites)(
    'shows on $screen',
    async ({ screen, watch, isOfAdmin, variables = {}, statements, shows }) => {
      const operation = operations.find(({ name }) => name === `live/${watch}`)
      const client = await clientOf(gateway.socketUrl, isOfAdmin ? people.admin : people.demo)
      const results = client.iterate({ query: operation?.source ?? '', variables })
      let shownAt = Number.NEGATIVE_INFINITY
      const shown = takeUntil(results as never, (data) => {
        if (!JSON.stringify(data).includes(shows)) return false
        shownAt = performance.now()
        return true
      })
      let committedAt = Number.POSITIVE_INFINITY
      await new Promise((resolve) => setTimeout(resolve, 300))
      expect(shownAt, 'shown before it is written').toBe(Number.NEGATIVE_INFINITY)
      await database.transaction(async (tx) => {
        await tx.script('savepoint sa_savepoint_1')
        for (const [text, ...parameters] of statements) await tx.query(text, parameters)
        await tx.script('release savepoint sa_savepoint_1')
        committedAt = performance.now()
      })
      await shown
      const delay = shownAt - committedAt
      delays.set(screen, delay)
      expect(delay).toBeLessThan(maxDelayMs)
    },
  )

  it('comes within 100 ms, most of them', () => {
    const median = [...delays.values()].sort((a, b) => a - b)[Math.floor(delays.size / 2)]
    expect(delays.size).toBe(platformWrites.length)
    expect(median).toBeLessThan(100)
  })
})

it('covers each operation that watches stored rows', () => {
  const watching = operations.map(({ name }) => name).filter((name) => name.startsWith('live/'))
  const covered = new Set(platformWrites.map(({ watch }) => `live/${watch}`))
  // Deltas are stored nowhere: test/live/deltas.
  expect(watching.filter((name) => !covered.has(name))).toEqual(['live/session-deltas'])
})
