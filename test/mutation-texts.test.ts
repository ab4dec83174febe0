import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../src/data/database.ts'
import { testDatabases } from './support/database.ts'
import { buildSampleInput, mutations } from './support/mutations.ts'
import { checksums, viewers, type Writer, writerOf } from './support/writes.ts'

/** What makes a text impossible to keep: PostgreSQL takes neither, and no column takes that much. */
const endings = {
  'a zero byte': '\0',
  'half a character': '\uD800',
  '600,000 characters': 'x'.repeat(600_000),
}

/** A key of nothing; like enum values and numbers, it has no small letter, as every sample of a text has. */
const noKey = '00000000-0000-4000-8000-000000000000'

/** The same value once for each text in it, with that text made longer. */
function spoiled(value: unknown, ending: string): unknown[] {
  if (typeof value === 'string') return /[a-z]/.test(value) ? [value + ending] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) =>
    spoiled(part, ending).map((bad) =>
      Array.isArray(value) ? value.with(Number(key), bad) : { ...value, [key]: bad },
    ),
  )
}

// Every mutation of the schema, with an input made from its rules: a new one is walked without a word here.
describe.each(testDatabases)('texts that no column can hold, on $kind', ({ open }) => {
  let database: Database
  let before: Record<string, string>
  let admin: Writer
  beforeAll(async () => {
    database = await open('seeded')
    before = await checksums(database)
    admin = writerOf(database, viewers.admin)
  })
  afterAll(() => database.close())

  const written = mutations.filter(
    (name) =>
      spoiled(
        buildSampleInput(name, () => noKey),
        '',
      ).length > 0,
  )

  it.each(written)('%s refuses wherever they stand', async (mutation) => {
    for (const [kind, ending] of Object.entries(endings)) {
      for (const input of spoiled(
        buildSampleInput(mutation, () => noKey),
        ending,
      )) {
        const { __typename } = await admin.write(mutation, input as object)
        expect(__typename, kind).toBe('ValidationError')
      }
    }
  })

  it('leave nothing behind', async () => {
    expect(written.length).toBeGreaterThan(25)
    expect(await checksums(database)).toEqual(before)
  })
})
