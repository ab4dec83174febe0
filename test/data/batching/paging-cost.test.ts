import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { always } from '../../../src/data/batching/condition.ts'
import { orderBy } from '../../../src/data/batching/order.ts'
import { pageText } from '../../../src/data/batching/statement.ts'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { postgresOnly } from '../../support/database.ts'

const messages = 200_000
const shortLists = 50_000
const session = '00000000-0000-4000-8000-00000000c0de'
const order = orderBy('ChatMessage', ['createdAt'], 'asc')

/** Planned for the values at hand, or once for all, as PostgreSQL may do with what is used often. */
const plans = ['force_custom_plan', 'force_generic_plan'] as const
type Variant = { readonly plan: (typeof plans)[number]; readonly pageSize: number }

type Plan = { 'Shared Hit Blocks': number; 'Shared Read Blocks': number; 'Actual Rows': number }

/** How many blocks of 8 KB the database looks at for the page that begins after so many pages. */
async function countBlocksRead(
  database: Database,
  { plan, pageSize }: Variant,
  pagesBefore: number,
): Promise<number> {
  const [place] = await database.query<{ at: string; id: string }>(
    'select created_at as at, id from chat_messages where session_id = $1 order by created_at, id offset $2 limit 1',
    [session, pagesBefore * pageSize],
  )
  if (!place) throw new Error('there are fewer pages')
  const text = pageText({
    projection: { model: 'ChatMessage', fields: ['id', 'content'], visible: always },
    parents: { by: 'sessionId', which: always },
    where: always,
    order,
    fromEnd: false,
    bounds: [{ side: 'after', keyset: [place.at, place.id] }],
    limit: pageSize,
  })
  const [explained] = await database.transaction(async (tx) => {
    await tx.query(`set local plan_cache_mode = ${plan}`)
    await tx.query(`prepare page as ${text}`)
    const found = await tx.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
      `explain (analyze, buffers, format json) execute page ('{${session}}', '${place.at}', '${place.id}')`,
    )
    await tx.query('deallocate page')
    return found
  })
  const { Plan } = explained?.['QUERY PLAN'][0] ?? {}
  expect(Plan?.['Actual Rows']).toBe(pageSize)
  return (Plan?.['Shared Hit Blocks'] ?? 0) + (Plan?.['Shared Read Blocks'] ?? 0)
}

describe.each(postgresOnly())('a long list on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    await database.query('insert into sessions (id, user_id) values ($1, $2)', [session, people.demo.id])
    await database.query(
      `insert into chat_messages (session_id, role, content, created_at)
select $1, 'user', '[]', timestamptz '2026-01-01Z' + n / 3 * interval '1 second' from generate_series(1, $2::int) n`,
      [session, messages],
    )
    // So that the planner takes every list for a short one.
    await database.query(
      `insert into chat_messages (session_id, role, content, created_at)
select gen_random_uuid(), 'user', '[]', timestamptz '2026-01-01Z' from generate_series(1, $1::int)`,
      [shortLists],
    )
    await database.query('analyze chat_messages')
  })
  afterAll(() => database.close())

  // Pages of 100 are longer than the planner takes lists to be.
  const variants = plans.flatMap((plan) => [20, 100].map((pageSize) => ({ plan, pageSize })))
  it.each(variants)(
    'costs as much on its last pages of $pageSize as on page 1, with $plan',
    async (variant) => {
      const pages = messages / variant.pageSize
      const [first, deep] = [
        await countBlocksRead(database, variant, 0),
        await countBlocksRead(database, variant, pages - 2),
      ]
      expect(first).toBeGreaterThan(0)
      expect(first).toBeLessThan(2 * 100)
      expect(deep).toBeLessThanOrEqual(first + 10)
    },
  )
})
