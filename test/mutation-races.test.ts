import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Model } from '../src/data/batching/table.ts'
import type { Database } from '../src/data/database.ts'
import { testDatabases } from './support/database.ts'
import { buildSampleInput, listOwnKeys, listPlacesOfIds, mutations } from './support/mutations.ts'
import { viewers, writerOf } from './support/writes.ts'

/** What takes rows away comes last, so that the others find them; and last of all what ends the account. */
const lateness = (name: string) =>
  name === 'deactivateAccount' ? 2 : /^(delete|disconnect)/.test(name) ? 1 : 0
const inOrder = mutations.toSorted((a, b) => lateness(a) - lateness(b))
/** Of each mutation: on how many rows, and how many writers on each. */
const maxRows = 3
const writers = 4

// Every mutation of the schema, with an input made from its rules: a new one is walked without a word here.
describe.each(testDatabases)('the same write several times at once, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  it.each(inOrder)('%s ends for each with an answer', async (mutation) => {
    const admin = writerOf(database, viewers.admin)
    const owner = writerOf(database, viewers.demo, { projectDomain: 'apps.example' })
    const keys = new Map<Model, string[]>()
    for (const model of listPlacesOfIds(mutation).values())
      keys.set(model, await listOwnKeys(database, model, viewers.demo, maxRows))
    const rows = Math.max(1, ...[...keys.values()].map(({ length }) => length))
    const attempts = Array.from({ length: rows * writers }, (_, i) => {
      const input = buildSampleInput(mutation, (model) => keys.get(model)?.at(i % rows) ?? '999999999')
      return owner.write(mutation, input).catch((error) => {
        if (error.extensions?.code !== 'FORBIDDEN') throw error
        return admin.write(mutation, input)
      })
    })
    const answers = (await Promise.allSettled(attempts)).map((one) =>
      one.status === 'fulfilled' ? 'answered' : (one.reason?.extensions?.code ?? String(one.reason)),
    )
    // After the account was closed, its viewer is signed out.
    const expected = mutation === 'deactivateAccount' ? /^(answered|UNAUTHENTICATED)$/ : /^answered$/
    for (const answer of answers) expect(answer).toMatch(expected)
  })
})
