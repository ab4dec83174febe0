import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

const period = 'from: "2026-04-01", before: "2026-06-16"'

type Page = {
  viewer: {
    usage: {
      bySession: {
        nodes: { sessionDatabaseId: string; spent: string }[]
        pageInfo: { hasNextPage: boolean; hasPreviousPage: boolean; startCursor: string; endCursor: string }
        totalCount: number
      }
    }
  }
}

const bySession = (args: string) => `{ viewer { usage(${period}) { bySession(${args}) {
  totalCount nodes { sessionDatabaseId spent } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } } }`

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  const page = async (args: string) => {
    const { data, errors } = await ask<Page>(demoViewer, bySession(args))
    expect(errors).toBeUndefined()
    return (data as Page).viewer.usage.bySession
  }

  test('sessions are paged in both directions without a gap or a repetition', async () => {
    const all = (await page('first: 100')).nodes
    expect(all.length).toBeGreaterThan(5)
    const forward = []
    for (let at = await page('first: 3'); ; at = await page(`first: 3, after: "${at.pageInfo.endCursor}"`)) {
      forward.push(...at.nodes)
      expect(at.totalCount).toBe(all.length)
      if (!at.pageInfo.hasNextPage) break
    }
    expect(forward).toEqual(all)
    const backward = []
    for (let at = await page('last: 2'); ; at = await page(`last: 2, before: "${at.pageInfo.startCursor}"`)) {
      backward.unshift(...at.nodes)
      if (!at.pageInfo.hasPreviousPage) break
    }
    expect(backward).toEqual(all)
  })

  test('pages by number are the same list', async () => {
    const all = (await page('first: 100')).nodes
    const numbered = []
    const totalPages = Math.ceil(all.length / 3)
    for (let number = 1; number <= totalPages + 1; number += 1) {
      const { data } = await ask<{ viewer: { usage: { sessionPage: { nodes: object[] } } } }>(
        demoViewer,
        `{ viewer { usage(${period}) { sessionPage(page: ${number}, perPage: 3) {
          page perPage totalPages totalCount nodes { sessionDatabaseId spent } } } } }`,
      )
      const { nodes, ...rest } = data?.viewer.usage.sessionPage ?? { nodes: [] }
      expect(rest).toEqual({ page: number, perPage: 3, totalPages, totalCount: all.length })
      numbered.push(...nodes)
    }
    expect(numbered).toEqual(all)
  })

  test('sums of all times are those of a period without bounds', async () => {
    const sums = 'spent granted entries tokens { input output }'
    const { data } = await ask<{ viewer: { creditSums: object; usage: { sums: object } } }>(
      demoViewer,
      `{ viewer { creditSums { ${sums} } usage(from: "1970-01-01", before: "9999-01-01") { sums { ${sums} } } } }`,
    )
    expect(data?.viewer.creditSums).toEqual(data?.viewer.usage.sums)
  })

  test('sums are exact: those of days, models and reasons each make the whole', async () => {
    const sums = 'sums { spent granted entries }'
    const { data } = await ask<{ viewer: { usage: Record<string, unknown> } }>(
      demoViewer,
      `{ viewer { usage(${period}) { ${sums} byModel { ${sums} } byType { ${sums} } timeline(bucket: DAY) { ${sums} } } } }`,
    )
    const usage = data?.viewer.usage as Record<string, { sums: Record<'spent' | 'granted', string> }[]> & {
      sums: Record<'spent' | 'granted', string>
    }
    const micros = (text: string) => BigInt(text.replace('.', ''))
    for (const part of ['byModel', 'byType', 'timeline']) {
      for (const name of ['spent', 'granted'] as const) {
        const added = (usage[part] ?? []).reduce((sum, one) => sum + micros(one.sums[name]), 0n)
        expect(added, `${part} ${name}`).toBe(micros(usage.sums[name]))
      }
    }
    expect(usage.timeline).toHaveLength(76)
  })

  test('the number of statements does not grow with the users', async () => {
    const query = (first: number) =>
      `{ users(first: ${first}) { nodes { usage(${period}) { sums { spent } byModel { modelId } timeline(bucket: WEEK) { sums { spent } byType { sums { spent } } } bySession(first: 2) { nodes { spent } } } } } }`
    const [one, five] = [await ask(adminViewer, query(1)), await ask(adminViewer, query(5))]
    expect(five.errors).toBeUndefined()
    expect(five.sent.length).toBe(one.sent.length)
  })

  test('nobody but admins adds up the ledger of others', async () => {
    for (const viewer of [demoViewer, null]) {
      for (const field of [
        'usage { sums { spent } }',
        'revenue { amount }',
        'creditTransactions { totalCount }',
        'users { totalCount }',
        'waitlist { totalCount }',
        'orphans { count }',
        'skills { totalCount }',
        'modelSettings { totalCount }',
        'billingTransactions { totalCount }',
      ]) {
        const { data, errors } = await ask(viewer, `{ ${field} }`)
        expect(Object.values(data ?? {}), field).toEqual([null])
        expect(errors?.[0]?.extensions.code, field).toBe(viewer ? 'FORBIDDEN' : 'UNAUTHENTICATED')
      }
    }
    const { data } = await ask(
      strangerViewer,
      `{ viewer { creditTransactions { nodes { amount } } usage(${period}) { sums { entries } } } }`,
    )
    expect(data).toEqual({
      viewer: {
        creditTransactions: { nodes: [{ amount: '-1.400000' }, { amount: '-3.200000' }] },
        usage: { sums: { entries: 2 } },
      },
    })
  })

  test.each([
    ['usage(from: "2026-02-30") { sums { spent } }'],
    ['usage(from: "2000-01-01", before: "2022-01-01") { timeline { start } }'],
    [`usage(${period}) { sessionPage(page: 0) { page } }`],
    [`usage(${period}) { sessionPage(perPage: 0) { page } }`],
    [`usage(${period}) { sessionPage(perPage: 101) { page } }`],
    [`usage(${period}) { sessionPage(page: 101, perPage: 100) { page } }`],
    [`usage(${period}) { sessionPage(page: 2147483647) { page } }`],
    ['usage(from: "2026-06-02", before: "2026-06-01") { sums { spent } }'],
    [`usage(${period}) { bySession(first: -1) { nodes { spent } } }`],
    [`usage(${period}) { bySession(first: 1, last: 1) { nodes { spent } } }`],
    [`usage(${period}) { bySession(after: "bm90aGluZw") { nodes { spent } } }`],
    ['creditTransactions(filter: { modelId: "a\\u0000b" }) { totalCount }'],
  ])('bad input is told: %s', async (field) => {
    const { errors } = await ask(demoViewer, `{ viewer { ${field} } }`)
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_USER_INPUT'])
  })

  test('ledger details of any shape disturb neither the entry nor the sums', async () => {
    const shapes = [
      '"a text"',
      '[1, 2]',
      'null',
      '{"input_tokens": "many", "cost_usd": {"a": 1}}',
      '{"input_tokens": 1e30, "output_tokens": 7, "tool_name": ["x"]}',
    ]
    for (const data of shapes) {
      await database.query(
        `insert into credit_transactions (user_id, transaction_type, amount, balance_after, data, created_at)
         values ($1, 'brand_new_reason', 0, 0, $2::text::jsonb, '2025-02-03')`,
        [people.nora.id, data],
      )
    }
    const { data, errors } = await ask(
      { ...people.nora, isAdmin: false },
      `{ viewer { creditTransactions { nodes { type typeText details { inputTokens outputTokens costUsd toolName } } }
        usage(from: "2025-02-01", before: "2025-03-01") { sums { entries tokens { input output } } } } }`,
    )
    expect(errors).toBeUndefined()
    const unknown = { type: 'UNKNOWN', typeText: 'brand_new_reason', details: null }
    expect(data).toEqual({
      viewer: {
        creditTransactions: {
          nodes: expect.arrayContaining([
            unknown,
            {
              ...unknown,
              details: { inputTokens: null, outputTokens: '7', costUsd: null, toolName: '["x"]' },
            },
          ]),
        },
        usage: { sums: { entries: 5, tokens: { input: '0', output: '7' } } },
      },
    })
  })
})
