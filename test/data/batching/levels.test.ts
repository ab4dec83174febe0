import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { type Asked, adminViewer, createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

/** Every object of an answer that stands for a row: those that were asked for their `rowId`. */
function countRows(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + countRows(one), 0)
  if (typeof value !== 'object' || value === null) return 0
  const here = 'rowId' in value ? 1 : 0
  return here + Object.values(value).reduce((sum: number, one) => sum + countRows(one), 0)
}

const read = (asked: Asked) => asked.sent.reduce((sum, { rows }) => sum + rows, 0)

describe.each(testDatabases)('one statement a level, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  it.each([1, 10, 100])(
    'four levels over %i sessions: four statements, and no row that is not in the answer',
    async (first) => {
      const asked = await ask(
        demoViewer,
        `query Levels($first: Int!) {
        viewer { rowId: id email sessions(first: $first) { nodes { rowId: id runs(first: 5) { nodes { rowId: id logs(first: 5) { nodes { rowId: id } } } } } } }
      }`,
        { first },
      )
      expect(asked.errors).toBeUndefined()
      expect(asked.sent).toHaveLength(4)
      expect(read(asked)).toBe(countRows(asked.data))
      expect(countRows(asked.data)).toBeGreaterThan(first)
    },
  )

  it.each(['id', 'id databaseId __typename', '... on Node { id }'])(
    'the viewer is known without a statement if no more than { %s } is asked for',
    async (only) => {
      const asked = await ask<{ viewer: object }>(demoViewer, `{ viewer { ${only} } }`)
      const withEmail = await ask<{ viewer: object }>(demoViewer, `{ viewer { ${only} email } }`)
      expect(withEmail.data?.viewer).toMatchObject(asked.data?.viewer ?? {})
      expect([asked.sent.length, withEmail.sent.length]).toEqual([0, 1])
    },
  )

  it('nobody is the viewer without credentials', async () => {
    const asked = await ask(null, '{ viewer { id } }')
    expect(asked.data).toEqual({ viewer: null })
  })

  it('many parents of many parents, with fields beside each other: one statement for each field', async () => {
    const asked = await ask(
      demoViewer,
      `{ viewer { sessions(first: 50) { nodes {
          messages(last: 5) { nodes { id } }
          runs(first: 3) { nodes { id } }
          storybooks(first: 3) { nodes { pages { id } } }
      } } } }`,
    )
    expect(asked.errors).toBeUndefined()
    expect(asked.sent).toHaveLength(5)
  })

  it('the way back up loads each parent once', async () => {
    const asked = await ask(
      demoViewer,
      '{ viewer { sessions(first: 20) { nodes { messages(last: 5) { nodes { session { name user { email } } } } } } } }',
    )
    expect(asked.errors).toBeUndefined()
    expect(asked.sent).toHaveLength(4)
    const sessions = asked.sent[2]?.values[0] as string[]
    expect(new Set(sessions).size).toBe(sessions.length)
  })

  it('three aliases of a list with other arguments are three statements, not one a row', async () => {
    const asked = await ask(
      demoViewer,
      `{ viewer { sessions(first: 30) { nodes {
        a: messages(first: 1) { nodes { id } } b: messages(last: 1) { nodes { id } } c: messages(first: 3) { totalCount }
      } } } }`,
    )
    expect(asked.errors).toBeUndefined()
    // The sessions, a, b, c and the count of c.
    expect(asked.sent).toHaveLength(5)
  })

  it.each(['totalCount', 'pageInfo { hasNextPage endCursor }', 'edges { cursor }', '__typename'])(
    'a connection may be asked for nothing but { %s }',
    async (only) => {
      const asked = await ask(demoViewer, `{ viewer { sessions(first: 2) { ${only} } } }`)
      expect(asked.errors).toBeUndefined()
    },
  )

  it('fragments that ask one connection for different fields are one selection', async () => {
    const asked = await ask<{ viewer: { sessions: { nodes: object[] } } }>(
      demoViewer,
      `{ viewer { ...A ...B } }
       fragment A on User { sessions(first: 2) { nodes { name } } }
       fragment B on User { sessions(first: 2) { nodes { isPublic } } }`,
    )
    expect(asked.errors).toBeUndefined()
    expect(asked.sent).toHaveLength(1)
    const [first] = asked.data?.viewer.sessions.nodes ?? []
    expect(first).toEqual({
      name: expect.any(String),
      isPublic: expect.any(Boolean),
    })
  })

  it('reads only the columns that are asked for, and heavy ones never by the way', async () => {
    const asked = await ask(demoViewer, '{ viewer { sessions(first: 1) { nodes { name } } } }')
    const [list] = asked.sent
    expect(list?.text).toContain(
      'select t."created_at" as "createdAt", t."id" as "id", t."name" as "name" from',
    )
  })

  it('reads one row more only to say whether there are more', async () => {
    const without = await ask(demoViewer, '{ viewer { sessions(first: 2) { nodes { id } } } }')
    const asking = await ask(
      demoViewer,
      '{ viewer { sessions(first: 2) { nodes { id } pageInfo { hasNextPage } } } }',
    )
    expect([without.sent[0]?.rows, asking.sent[0]?.rows]).toEqual([2, 3])
  })

  it('finds what is asked for by id in one statement a type', async () => {
    const found = await ask<{ viewer: { id: string; sessions: { nodes: { id: string }[] } } }>(
      demoViewer,
      '{ viewer { id sessions(first: 5) { nodes { id } } } }',
    )
    const sessions = found.data?.viewer.sessions.nodes ?? []
    const ids = [found.data?.viewer.id, 'nonsense', ...sessions.map(({ id }) => id)]
    const asked = await ask(adminViewer, 'query Nodes($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })
    expect(asked.data?.nodes).toEqual(ids.map((id) => (id === 'nonsense' ? null : { id })))
    expect(asked.sent).toHaveLength(2)
  })
})
