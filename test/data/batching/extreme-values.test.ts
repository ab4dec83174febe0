import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { Cursors } from '../../../src/data/batching/cursor.ts'
import { keysetOf, type Order } from '../../../src/data/batching/order.ts'
import type { Database } from '../../../src/data/database.ts'
import { sessions } from '../../../src/demo/identities.ts'
import { createAsk, demoViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

/** All orders of the schema: each is made when its domain is loaded. */
const { orders } = vi.hoisted(() => ({ orders: [] as Order[] }))
vi.mock(import('../../../src/data/batching/order.ts'), async (original) => {
  const actual = await original()
  const orderBy: typeof actual.orderBy = (...args) => {
    const order = actual.orderBy(...args)
    orders.push(order)
    return order
  }
  return { ...actual, orderBy }
})

/** Ascending, as PostgreSQL orders them. */
const moments = [
  '-infinity',
  '4714-11-24 00:00:00+00 BC',
  '0044-03-15 12:00:00.5+00 BC',
  '0043-03-15 12:00:00.5+00 BC',
  '0001-12-31 23:59:59.999999+00 BC',
  '0001-01-01 00:00:00+00',
  '2026-04-02 10:00:00.123456+00',
  '9999-12-31 23:59:59.999999+00',
  '10000-01-01 00:00:00+00',
  '275760-09-13 00:00:00.000001+00',
  '294276-12-31 23:59:59.999999+00',
  'infinity',
]
const texts = [
  '',
  ' ',
  '\u0001',
  '"',
  '\\',
  "'",
  '{}',
  'NULL',
  '\u{1F600}',
  '\uFFFF',
  'e\u0301',
  'x'.repeat(200),
]
const integers = ['0', '-1', '2147483647', '-2147483648']
const extremes: Record<string, readonly string[]> = {
  timestamptz: moments,
  text: texts,
  varchar: texts,
  bigint: [...integers, '9007199254740993', '9223372036854775807', '-9223372036854775808'],
  int4: integers,
  integer: integers,
  uuid: ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  numeric: ['0', '-0.000001', '123456789012345678.123456', 'NaN'],
}

describe.each(testDatabases)('extreme values, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>
  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  it('of every ordered column are read from a cursor without a loss', async () => {
    const { column } = await import('../../../src/data/batching/table.ts')
    const { getComputedType } = await import('../../../src/data/batching/computed.ts')
    const cursors = new Cursors('a secret of the tests alone')
    expect(orders.length).toBeGreaterThan(30)
    for (const order of orders) {
      for (const field of order.fields) {
        const type = getComputedType(order.model, field) ?? column(order.model, field).type
        const values = extremes[type]
        if (!values) throw new Error(`no extreme values of ${type}, for ${order.model}.${field}`)
        for (const value of values) {
          const [row] = await database.query<{ value: unknown }>(`select $1::${type} as value`, [value])
          const place = cursors.decode(order, cursors.encode(order, keysetOf(order, { [field]: row?.value })))
          const [same] = await database.query<{ same: boolean }>(
            `select $1::${type} is not distinct from $2::${type} as same`,
            [place[order.fields.indexOf(field)], value],
          )
          expect(same, `${order.model}.${field}: ${value}`).toEqual({ same: true })
        }
      }
    }
  })

  it('of moments in a session’s events: a page behind any of them has exactly the others', async () => {
    const id = sessions.fresh
    await database.query('delete from application_events where session_id = $1', [id])
    for (const moment of moments) {
      await database.query(
        `insert into application_events (id, session_id, event_type, event_group, content, created_at)
values (gen_random_uuid(), $1, 'agent.response', 'agent', '{}', $2)`,
        [id, moment],
      )
    }
    const source = `query ($id: ID!, $after: String) {
  session(id: $id) { events(first: 100, after: $after) { edges { cursor node { id } } } }
}`
    type Data = { session: { events: { edges: { cursor: string; node: { id: string } }[] } } }
    const all = (await ask<Data>(demoViewer, source, { id })).data?.session.events.edges ?? []
    expect(all).toHaveLength(moments.length)
    for (const [i, { cursor }] of all.entries()) {
      const { data, errors } = await ask<Data>(demoViewer, source, { id, after: cursor })
      expect(errors).toBeUndefined()
      expect(data?.session.events.edges).toEqual(all.slice(i + 1))
    }
  })

  describe('of moments', () => {
    type Edge = { cursor: string; node: { name: string; createdAt: string } }
    type Page = { edges: Edge[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
    const pages = `query ($first: Int, $after: String, $last: Int, $before: String, $filter: SessionFilter) {
  viewer { sessions(first: $first, after: $after, last: $last, before: $before, filter: $filter) {
    edges { cursor node { name createdAt } } pageInfo { hasNextPage endCursor }
  } }
}`
    const page = async (variables: object): Promise<Page> => {
      const { data, errors } = await ask<{ viewer: { sessions: Page } }>(demoViewer, pages, { ...variables })
      expect(errors).toBeUndefined()
      if (!data) throw new Error('no data')
      return data.viewer.sessions
    }

    beforeAll(async () => {
      await database.query('update sessions set is_deleted = true where user_id = $1', [demoViewer.id])
      for (const [i, moment] of moments.entries()) {
        await database.query(
          `insert into sessions (id, user_id, name, agent_type, created_at) values (gen_random_uuid(), $1, $2, 'x', $3)`,
          [demoViewer.id, `${i}`, moment],
        )
      }
    })

    it('are listed in their order, page by page, forwards and backwards', async () => {
      const newestFirst = moments.map((_, i) => `${i}`).reverse()
      const forwards: string[] = []
      for (let after: string | null = null; ; ) {
        const { edges, pageInfo }: Page = await page({ first: 1, after })
        forwards.push(...edges.map(({ node }) => node.name))
        after = pageInfo.endCursor
        if (!pageInfo.hasNextPage) break
      }
      expect(forwards).toEqual(newestFirst)
      for (const { cursor, node } of (await page({ first: 100 })).edges) {
        const { edges } = await page({ last: 1, before: cursor })
        expect(edges.map((edge) => edge.node.name)).toEqual(
          node.name === '11' ? [] : [`${Number(node.name) + 1}`],
        )
      }
    })

    it('are accepted by filters as they were answered', async () => {
      for (const { node } of (await page({ first: 100 })).edges) {
        const { edges } = await page({ first: 100, filter: { createdFrom: node.createdAt } })
        expect(edges.map((edge) => edge.node.name)).toContain(node.name)
        expect(edges).toHaveLength(moments.length - Number(node.name))
      }
    })
  })
})
