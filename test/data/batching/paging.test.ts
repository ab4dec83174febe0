import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

type Connection = {
  nodes: { databaseId: string }[]
  pageInfo: {
    hasNextPage: boolean
    hasPreviousPage: boolean
    startCursor: string | null
    endCursor: string | null
  }
}

const pageFields = 'nodes { databaseId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }'
const query = `query Pages($first: Int, $after: String, $last: Int, $before: String) {
  viewer { sessions(first: $first, after: $after, last: $last, before: $before) { ${pageFields} } }
}`

describe.each(testDatabases)('paging, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>
  let everything: string[]

  const page = async (args: object): Promise<Connection> => {
    const { data, errors } = await ask<{ viewer: { sessions: Connection } }>(demoViewer, query, { ...args })
    expect(errors).toBeUndefined()
    if (!data) throw new Error('no data')
    return data.viewer.sessions
  }
  const ids = ({ nodes }: Connection) => nodes.map(({ databaseId }) => databaseId)

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
    // Ties on the moment, down to the microsecond: only the key tells such rows apart.
    await database.query(
      `update sessions set created_at = '2026-01-01 00:00:00.123456Z' where id in (select id from sessions where user_id = $1 and not is_deleted order by id limit 9)`,
      [demoViewer.id],
    )
    const rows = await database.query<{ id: string }>(
      'select id from sessions where user_id = $1 and not is_deleted order by created_at desc, id desc',
      [demoViewer.id],
    )
    everything = rows.map(({ id }) => id)
    expect(everything.length).toBeGreaterThan(40)
  })
  afterAll(() => database.close())

  it.each([1, 3, 7, 100])('pages of %i forwards, put together, are the whole list', async (first) => {
    const seen: string[] = []
    let after: string | null = null
    for (let more = true; more; ) {
      const one: Connection = await page({ first, after })
      expect(one.pageInfo.hasPreviousPage).toBe(after !== null)
      seen.push(...ids(one))
      after = one.pageInfo.endCursor
      more = one.pageInfo.hasNextPage
    }
    expect(seen).toEqual(everything)
  })

  it.each([1, 4, 100])('pages of %i backwards, put together, are the whole list', async (last) => {
    const seen: string[] = []
    let before: string | null = null
    for (let more = true; more; ) {
      const one: Connection = await page({ last, before })
      expect(one.pageInfo.hasNextPage).toBe(before !== null)
      seen.unshift(...ids(one))
      before = one.pageInfo.startCursor
      more = one.pageInfo.hasPreviousPage
    }
    expect(seen).toEqual(everything)
  })

  it('between two cursors, from either end', async () => {
    const whole = await page({ first: 20 })
    const { data } = await ask<{ viewer: { sessions: { edges: { cursor: string }[] } } }>(
      demoViewer,
      '{ viewer { sessions(first: 20) { edges { cursor } } } }',
    )
    const cursors = data?.viewer.sessions.edges ?? []
    const between = { after: cursors[4]?.cursor, before: cursors[12]?.cursor }
    expect(ids(await page({ first: 3, ...between }))).toEqual(ids(whole).slice(5, 8))
    expect(ids(await page({ last: 3, ...between }))).toEqual(ids(whole).slice(9, 12))
  })

  it('goes on after a cursor whose row is gone', async () => {
    const { endCursor } = (await page({ first: 5 })).pageInfo
    await database.query('update sessions set is_deleted = true where id = $1', [everything[4]])
    expect(ids(await page({ first: 2, after: endCursor }))).toEqual(everything.slice(5, 7))
    everything.splice(4, 1)
  })

  it.each(['first', 'last'])('%s: 0 is an empty page that tells whether there are rows', async (size) => {
    const beginning = size === 'first' ? 'hasNextPage' : 'hasPreviousPage'
    const { nodes, pageInfo } = await page({ [size]: 0 })
    expect(nodes).toEqual([])
    expect(pageInfo).toMatchObject({ startCursor: null, endCursor: null, [beginning]: true })
    const { data } = await ask(demoViewer, `{ viewer { sessions(${size}: 0) { totalCount } } }`)
    expect(data).toEqual({ viewer: { sessions: { totalCount: everything.length } } })
    const end = (await page(size === 'first' ? { last: 1 } : { first: 1 })).pageInfo.endCursor
    const atEnd = await page({ [size]: 0, [size === 'first' ? 'after' : 'before']: end })
    expect(atEnd.nodes).toEqual([])
    expect(atEnd.pageInfo).toMatchObject({ hasNextPage: size === 'last', hasPreviousPage: size === 'first' })
  })

  it.each([
    ['no cursor at all', 'nonsense'],
    ['an empty one', ''],
    ['a megabyte', 'A'.repeat(1_000_000)],
    [
      'another gateway’s signature',
      Buffer.from('123456789["Session:createdAt,id:desc","2026","x"]').toString('base64url'),
    ],
  ])('refuses a cursor that is %s', async (_, after) => {
    const { errors } = await ask(demoViewer, query, { first: 1, after })
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
  })

  it('refuses the cursor of another list', async () => {
    const { data } = await ask<{
      viewer: { sessions: { nodes: { messages: { edges: { cursor: string }[] } }[] } }
    }>(demoViewer, '{ viewer { sessions(first: 20) { nodes { messages(first: 1) { edges { cursor } } } } } }')
    const nodes = data?.viewer.sessions.nodes ?? []
    const after = nodes.flatMap(({ messages }) => messages.edges)[0]?.cursor
    expect(after).toBeTypeOf('string')
    const { errors } = await ask(demoViewer, query, { first: 1, after })
    expect(errors?.[0]?.message).toContain('another list')
  })

  it.each([{ first: -1 }, { first: 101 }, { last: 101 }, { first: 1, last: 1 }, { first: -2147483648 }])(
    'refuses %o with a message that says what is allowed',
    async (args) => {
      const { errors } = await ask(demoViewer, query, args)
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
      expect(errors?.[0]?.message).toMatch(/0 to 100|not for both/)
    },
  )
})
