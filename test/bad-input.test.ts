import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../src/data/database.ts'
import { sessions } from '../src/demo/identities.ts'
import { encodeNodeId } from '../src/schema/node-id.ts'
import { createAsk, demoViewer, strangerViewer } from './support/create-ask.ts'
import { testDatabases } from './support/database.ts'

const toList = (args: string) => `query { viewer { sessions(${args}) { nodes { id } } } }`

/** Arguments of the list of one's sessions that make no sense, and a part of what is said about them. */
const refusedLists = [
  ['first: -1', '0 to 100'],
  ['first: 101', '0 to 100'],
  ['last: 101', '0 to 100'],
  ['first: 1, last: 1', 'not for both'],
  ['after: ""', 'cursor'],
  ['after: "AAAA"', 'cursor'],
  ['after: "!%&"', 'cursor'],
  [`after: "${'A'.repeat(100_000)}"`, 'cursor'],
  ['before: "bm90IGEgY3Vyc29yLCBidXQgbG9uZyBlbm91Z2g"', 'cursor'],
] as const

/** Texts that no column can hold. */
const impossibleTexts = ['a\0b', '\uD800', 'a\uDC00']

const impossibleMoments = [
  '2026-02-30',
  '2027-02-29',
  '2026-13-01',
  '-000000-01-01',
  '-002027-02-29',
  '-004713-11-23',
  '-004713-11-24T00:00:00+00:01',
  '+294277-01-01',
  '+294276-12-31T23:59:59-00:01',
  '10000-01-01',
  'yesterday',
  '2026-06-01T25:00:00Z',
  '2026-06-01T00:00:00+23:59',
  '2026-06-01T00:00:00-16:00',
  '2026-06-01T00:00:00+05:60',
  '',
]

const notIds = [
  '',
  'x',
  '%',
  '\0',
  'U2Vzc2lvbg',
  'User:0',
  "' or true --",
  encodeNodeId('Session', 'not a uuid'),
  encodeNodeId('TaskLog', '99999999999999999999999'),
  encodeNodeId('StorybookPageLink', sessions.website),
  encodeNodeId('Query', '1'),
  encodeNodeId('__proto__', sessions.website),
  encodeNodeId('User', sessions.website),
  'A'.repeat(100_000),
]

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  async function refusal(source: string, variables = {}) {
    const { errors } = await ask(demoViewer, source, variables)
    return errors?.map(({ message, extensions }) => ({ message, code: extensions.code }))
  }

  test.each(refusedLists)('refuses a list with %s', async (args, message) => {
    expect(await refusal(toList(args))).toEqual([
      { message: expect.stringContaining(message), code: 'BAD_USER_INPUT' },
    ])
  })

  test('takes a cursor for the list and the order alone that it was made for, whole', async () => {
    type Viewer = { viewer: { sessions: { pageInfo: { endCursor: string } } } }
    const { data } = await ask<Viewer>(
      demoViewer,
      '{ viewer { sessions(first: 1) { nodes { id } pageInfo { endCursor } } } }',
    )
    const cursor = data?.viewer.sessions.pageInfo.endCursor ?? ''
    expect(await refusal(toList(`after: "${cursor}"`))).toBeUndefined()
    const wrong = [
      `{ viewer { assets(after: "${cursor}") { nodes { id } } } }`,
      `{ viewer { projects(after: "${cursor}") { nodes { id } } } }`,
      toList(`orderBy: NAME, after: "${cursor}"`),
      toList(`after: "${cursor.slice(0, -4)}"`),
      toList(`after: "${cursor.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}"`),
    ]
    for (const source of wrong) {
      expect(await refusal(source), source).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    }
  })

  test('finds nothing by a malformed id, without an error', async () => {
    for (const id of notIds) {
      const { data, errors } = await ask(
        demoViewer,
        `query ($id: ID!) {
  node(id: $id) { id } nodes(ids: [$id]) { id } session(id: $id) { id } storybook(id: $id) { id } project(id: $id) { id }
}`,
        { id },
      )
      expect(errors, JSON.stringify(id)).toBeUndefined()
      expect(data).toEqual({ node: null, nodes: [null], session: null, storybook: null, project: null })
    }
  })

  test('answers for a row of somebody else as for one that does not exist', async () => {
    const source = 'query ($id: ID!) { node(id: $id) { id } session(id: $id) { id } }'
    const missing = await ask(strangerViewer, source, { id: encodeNodeId('Session', crypto.randomUUID()) })
    const foreign = await ask(strangerViewer, source, { id: encodeNodeId('Session', sessions.website) })
    expect(foreign.data).toEqual(missing.data)
    expect(foreign.sent.map(({ text, rows }) => ({ text, rows }))).toEqual(
      missing.sent.map(({ text, rows }) => ({ text, rows })),
    )
  })

  test('refuses more ids than it reads at once', async () => {
    const ids = Array.from({ length: 101 }, () => 'x')
    expect(await refusal('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).toMatchObject([
      { code: 'BAD_USER_INPUT' },
    ])
  })

  test.each(impossibleTexts)('refuses to search for %j', async (text) => {
    const sources = [
      'query ($text: String!) { mediaTemplates(filter: { search: $text }) { nodes { id } } }',
      'query ($text: String!) { viewer { assets(filter: { name: $text }) { nodes { id } } } }',
      'query ($text: String!) { viewer { projects(filter: { status: $text }) { totalCount } } }',
    ]
    for (const source of sources) {
      expect(await refusal(source, { text }), source).toMatchObject([{ code: 'BAD_USER_INPUT' }])
    }
  })

  test('finds nothing by a name that no column can hold', async () => {
    for (const name of impossibleTexts) {
      const { data, errors } = await ask(
        demoViewer,
        `query ($name: String!) {
  customDomain(subdomain: $name) { id } subdomainAvailability(name: $name) { verdict }
  session(id: "${sessions.slides}") { presentation(name: $name) { name } }
}`,
        { name },
      )
      expect(errors).toBeUndefined()
      expect(data).toEqual({
        customDomain: null,
        subdomainAvailability: { verdict: 'MALFORMED' },
        session: { presentation: null },
      })
    }
  })

  test('matches the characters of patterns literally', async () => {
    const search = async (text: string) => {
      const source = 'query ($text: String!) { mediaTemplates(filter: { search: $text }) { nodes { name } } }'
      const { data } = await ask<{ mediaTemplates: { nodes: { name: string }[] } }>(demoViewer, source, {
        text,
      })
      return data?.mediaTemplates.nodes.map(({ name }) => name)
    }
    expect(await search('%')).toEqual(['Comparison'])
    expect(await search('FILM_')).toEqual(['Film_noir'])
    expect(await search('\\')).toEqual([])
  })

  test.each(impossibleMoments)('refuses %j for a moment', async (moment) => {
    const source =
      'query ($at: DateTime) { viewer { deployments(filter: { createdFrom: $at }) { nodes { id } } } }'
    expect(await refusal(source, { at: moment })).toMatchObject([{ code: 'BAD_USER_INPUT' }])
  })

  test('takes any moment that there can be, and finds nothing in a span that ends before it begins', async () => {
    const source = `query ($from: DateTime, $before: DateTime) {
  viewer { deployments(filter: { createdFrom: $from, createdBefore: $before }) { totalCount } }
}`
    const spans = [
      { from: '9999-12-31T23:59:59.999999Z', before: '0001-01-01' },
      { from: '2026-06-15', before: '2026-06-01T00:00:00+14:00' },
      { from: '2026-06-15t00:00:00.5z', before: '2026-06-01t00:00:00+14:00' },
    ]
    for (const span of spans) {
      const { data, errors } = await ask(demoViewer, source, span)
      expect(errors).toBeUndefined()
      expect(data).toEqual({ viewer: { deployments: { totalCount: 0 } } })
    }
  })
})
