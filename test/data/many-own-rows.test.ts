import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exceptions, growing } from '../../bench/views/exceptions.ts'
import { openViewing, type Result, type View, type Viewing, views } from '../../bench/views/measure.ts'
import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { postgresOnly } from '../support/database.ts'

/** Sessions of the platform, of 200 users who have 100 each, and of the demo's user before and after. */
const [ofOthers, before, after] = [20_000, 2_000, 20_000]

/** How many times as many blocks a view may read, as an index is a level deeper, and how many besides. */
const [deeper, spare] = [1.5, 10]

/** Blocks that a search of few sessions may read in all. */
const maxBlocksOfSearch = 60

async function addSessions(database: Database, from: number, to: number, owner: string) {
  await database.query(
    `insert into sessions (id, user_id, name, created_at, updated_at)
select gen_random_uuid(), ${owner}, 'Session ' || n, now() - n * interval '1 minute', now() - n * interval '1 minute'
from generate_series(${from}, ${to - 1}) n`,
  )
  await database.query('vacuum analyze sessions')
}

const own = `'${people.demo.id}'::uuid`
const blocksOf = ({ statements }: Result) => statements.reduce((sum, { blocks }) => sum + blocks, 0)
const isNamed = ({ name }: View) => exceptions.has(name) || growing.has(name)

const search: View = {
  name: 'search by name',
  as: 'stranger',
  source:
    '{ viewer { sessions(first: 10, filter: { nameContains: "session" }) { totalCount nodes { id } } } }',
  variables: {},
}

describe.each(postgresOnly())('a user with many sessions, on $kind', ({ open }) => {
  let database: Database
  let viewing: Viewing
  beforeAll(async () => {
    database = await open('seeded')
    await database.query(
      `insert into users (id, email) select md5('user' || n)::uuid, 'user' || n || '@volume.example' from generate_series(0, 199) n`,
    )
    await addSessions(database, 0, ofOthers, `md5('user' || n % 200)::uuid`)
    await addSessions(database, 0, before, own)
    viewing = await openViewing(database)
  })
  afterAll(() => viewing.close())

  it('costs another user nothing who searches few sessions for a frequent text', async () => {
    expect(blocksOf(await viewing.explain(search))).toBeLessThan(maxBlocksOfSearch)
  })

  it('reads no more in a view than with few sessions, unless that is named', async () => {
    const asked = views.filter((view) => !isNamed(view))
    const few = new Map<string, number>()
    for (const view of asked) few.set(view.name, blocksOf(await viewing.explain(view)))
    await addSessions(database, before, after, own)
    const more: Record<string, readonly [few: number, many: number]> = {}
    for (const view of asked) {
      const [withFew, withMany] = [few.get(view.name) ?? 0, blocksOf(await viewing.explain(view))]
      if (withMany > deeper * withFew + spare) more[view.name] = [withFew, withMany]
    }
    expect(more).toEqual({})
    expect(asked.length).toBeGreaterThan(100)
  }, 300_000)
})
