/** OWASP API4:2023 (unrestricted resource consumption) and the GraphQL cheat sheet: documents that cost too much. */
import { getIntrospectionQuery } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/config/limits.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { type TransportName, transportNames, transports } from './transports.ts'

const times = (count: number, text: (i: number) => string) => Array.from({ length: count }, (_, i) => text(i))
const nested = (depth: number, inside: string) => `${'parent { '.repeat(depth)}${inside}${' }'.repeat(depth)}`
const session = (inside: string) => `{ session(id: "${sessions.website}") { ${inside} } }`
/** A page of sessions of each user of a page of sessions of the viewer. */
const pages = (arguments_: string) =>
  `sessions(${arguments_}) { nodes { user { sessions(${arguments_}) { nodes { id } } } } }`
/** A list in a list in a list. */
const deep = (depth: number) => Array.from({ length: depth }).reduce<unknown>((inside) => [inside], 'x')
const spread = (count: number, field: string) =>
  `${times(count, (i) => `fragment F${i} on Session { ${field} { ...F${i + 1} } b: ${field} { ...F${i + 1} } }`).join(' ')}
   fragment F${count} on Session { id }`

type Bomb = { name: string; query: string; variables?: Record<string, unknown>; is: string }

const bombs: readonly Bomb[] = [
  { name: 'nesting 21 deep', query: session(nested(19, 'id')), is: 'depth' },
  { name: 'nesting 1,000 deep', query: session(nested(1_000, 'id')), is: 'depth' },
  {
    name: 'nesting in a fragment named __schema',
    query: `${session('...__schema')} fragment __schema on Session { ${nested(25, 'id')} }`,
    is: 'depth',
  },
  { name: '101 aliases', query: `{ ${times(101, (i) => `a${i}: __typename`).join(' ')} }`, is: 'aliases' },
  {
    name: '101 aliases of __typename inside',
    query: session(times(101, (i) => `a${i}: __typename`).join(' ')),
    is: 'aliases',
  },
  {
    name: '1,100 aliases in a fragment that is spread 11 times',
    query: `{ ${times(11, (i) => `s${i}: viewer { ...F }`).join(' ')} } fragment F on User { ${times(100, (i) => `a${i}: id`).join(' ')} }`,
    is: 'aliases',
  },
  {
    name: 'fragments that double 18 times',
    query: `${session('...F0')} ${spread(18, 'parent')}`,
    is: 'aliases',
  },
  {
    name: 'fragments that spread the next twice, 40 times',
    query: `${session('...F0')} ${times(40, (i) => `fragment F${i} on Session { ...F${i + 1} ...F${i + 1} }`).join(' ')} fragment F40 on Session { id }`,
    is: 'selections',
  },
  {
    name: 'fragments that spread the next twice in inline fragments, 40 times',
    query: `{ node(id: "x") { ...F0 } } ${times(40, (i) => `fragment F${i} on Node { ... on Session { ...F${i + 1} } ... { ...F${i + 1} } }`).join(' ')} fragment F40 on Node { id }`,
    is: 'selections',
  },
  {
    name: '151 fragments',
    query: `{ ${times(151, (i) => `...F${i}`).join(' ')} } ${times(151, (i) => `fragment F${i} on Query { __typename }`).join(' ')}`,
    is: 'fragments',
  },
  {
    name: '51 directives',
    query: session(times(51, () => '... @include(if: true) { id }').join(' ')),
    is: 'directives',
  },
  {
    name: '500 directives on a field',
    query: `{ __typename ${'@skip(if: false) '.repeat(500)} }`,
    is: 'directives',
  },
  {
    name: '31 fields at the root',
    query: `{ ${'__typename '.repeat(31)} }`,
    is: 'rootFields',
  },
  { name: '4,001 tokens', query: `{ ${'__typename '.repeat(4_000)} }`, is: 'tokens' },
  { name: 'a million characters', query: `{ __typename } #${'x'.repeat(900_000)}`, is: 'documentLength' },
  {
    name: 'a page of pages',
    query: `{ viewer { ${pages('first: 100')} } ${'' /* 100 × (2 + 1 + 100) */} b: viewer { ${pages('first: 100')} } }`,
    is: 'cost',
  },
  {
    name: 'a page of pages by variables',
    query: `query ($n: Int) { viewer { ${pages('first: $n')} } b: viewer { ${pages('last: $n')} } }`,
    variables: { n: 100 },
    is: 'cost',
  },
  {
    name: 'a page of pages by default values',
    query: `query ($n: Int = 100) { viewer { ${pages('first: $n')} } b: viewer { ${pages('last: $n')} } }`,
    is: 'cost',
  },
  {
    name: 'a page of pages that a directive leaves out',
    query: `query ($no: Boolean!) { viewer @skip(if: $no) { ${pages('first: 100')} b: ${pages('first: 100')} } }`,
    variables: { no: true },
    is: 'cost',
  },
  {
    name: 'a page of pages in inline fragments on an interface',
    query: `{ node(id: "x") { ... on Node { ... on User { ${pages('first: 100')} b: ${pages('last: 100')} } } } }`,
    is: 'cost',
  },
  {
    name: 'a page of pages in edges and a fragment',
    query: `{ viewer { sessions(first: 100) { ...C } b: sessions(last: 100) { ...C } } }
      fragment C on SessionConnection { edges { node { forks(first: 100) { edges { node { id } } } } } }`,
    is: 'cost',
  },
  {
    name: 'fragments that triple pages',
    query: `{ viewer { sessions(first: 3) { ...C0 } } } ${times(
      4,
      (i) =>
        `fragment C${i} on SessionConnection { nodes { forks(first: 100) { ...C${i + 1} } x: user { sessions(first: 50) { ...C${i + 1} } } } }`,
    ).join(' ')} fragment C4 on SessionConnection { nodes { id } }`,
    is: 'cost',
  },
  {
    name: 'a hundred nodes with pages by a variable',
    query:
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Session { messages(first: 100) { nodes { id } } forks(first: 100) { nodes { id } } } } }',
    variables: { ids: times(100, () => sessions.website) },
    is: 'cost',
  },
  { name: 'the schema', query: '{ __schema { types { name } } }', is: 'GRAPHQL_VALIDATION_FAILED' },
  {
    name: 'a type of the schema',
    query: '{ __type(name: "User") { name } }',
    is: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'the schema in a fragment',
    query: '{ ...F } fragment F on Query { s: __schema { queryType { name } } }',
    is: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: 'a cycle of fragments',
    query: `${session('...A')} fragment A on Session { ...B } fragment B on Session { ...A }`,
    is: 'GRAPHQL_VALIDATION_FAILED',
  },
  { name: 'no query', query: '{', is: 'GRAPHQL_PARSE_FAILED' },
  {
    name: 'a page of 101',
    query: '{ viewer { sessions(first: 101) { nodes { id } } } }',
    is: 'BAD_USER_INPUT',
  },
  {
    name: 'a list 3,000 deep',
    query: 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }',
    variables: { ids: deep(3_000) },
    is: 'BAD_USER_INPUT',
  },
  {
    name: 'a field 3,900 times',
    query: session('name '.repeat(3_900)),
    is: 'GRAPHQL_VALIDATION_FAILED',
  },
  {
    name: '600 operations',
    query: times(600, (i) => `query Q${i} { __typename }`).join(' '),
    is: 'OPERATION_RESOLUTION_FAILURE',
  },
  {
    name: '1,000 variables',
    query: `query (${times(1_000, (i) => `$v${i}: Int`).join(' ')}) { __typename }`,
    is: 'tokens',
  },
  {
    name: 'a page of more than there are numbers',
    query: 'query ($n: Int) { viewer { sessions(first: $n) { nodes { id } } } }',
    variables: { n: 2 ** 53 },
    is: 'BAD_USER_INPUT',
  },
]

describe.each(transportNames)('documents that ask for too much, by %s', (name: TransportName) => {
  let gateway: TestGateway
  let token: string
  beforeAll(async () => {
    gateway = await startAttackedGateway()
    token = await signTokenFor(people.demo)
  })
  afterAll(() => gateway.close())

  it.each(bombs)('$name: $is', async ({ query, variables, is }) => {
    const since = process.cpuUsage()
    const outcome = await transports[name](gateway, { query, variables, token })
    expect(verdict(outcome)).toBe(is)
    expect(outcome.data ?? null).toSatisfy((data: unknown) => data === null || is === 'BAD_USER_INPUT')
    if (is in defaultLimits) {
      const bound = defaultLimits[is as keyof typeof defaultLimits].toLocaleString('en')
      expect(outcome.errors?.[0]).toMatchObject({
        message: expect.stringContaining(bound),
        extensions: { code: 'LIMIT_EXCEEDED' },
      })
    }
    // The time of a processor and not of the clock, as others may be busy here too.
    const { user, system } = process.cpuUsage(since)
    expect((user + system) / 1_000).toBeLessThan(3_000)
  })

  it('answers what is just within the limits', async () => {
    const within = [
      session(nested(18, 'id')),
      `{ ${times(29, (i) => `a${i}: __typename`).join(' ')} }`,
      `{ viewer { ${pages('first: 100')} } }`,
    ]
    for (const query of within)
      expect(verdict(await transports[name](gateway, { query, token }))).toBe('answered')
  })
})

describe('where the schema is shown', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway({ INTROSPECTION: 'true' })
  })
  afterAll(() => gateway.close())

  const types = (count: number, inside: string) => times(count, (i) => `a${i}: types { ${inside} }`).join(' ')
  const field = 'name type { name fields { name } }'
  it.each([
    ['90 times over by aliases', `{ __schema { ${types(90, `fields { ${field} }`)} } }`],
    ['11 times', `{ ${times(11, (i) => `a${i}: __schema { queryType { name } }`).join(' ')} }`],
  ])('it is not told %s', async (_name, query) => {
    const since = process.cpuUsage()
    expect(verdict(await transports['the fast path'](gateway, { query }))).toBe('cost')
    const { user, system } = process.cpuUsage(since)
    expect((user + system) / 1_000).toBeLessThan(2_000)
  })

  it('it is reported once', async () => {
    const query = getIntrospectionQuery({ descriptions: true, inputValueDeprecation: true, oneOf: true })
    expect(verdict(await transports['the fast path'](gateway, { query }))).toBe('answered')
  })
})

describe.each(['WebSocket', 'Server-Sent Events'] as const)('subscriptions by %s', (name) => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway()
  })
  afterAll(() => gateway.close())

  it.each([
    ['depth', nested(19, 'id')],
    ['aliases', times(101, (i) => `a${i}: id`).join(' ')],
    ['cost', `user { ${pages('first: 100')} b: ${pages('first: 100')} }`],
  ])('are held to %s', async (is, inside) => {
    const query = `subscription { sessionUpdated(sessionId: "${sessions.website}") { ${inside} } }`
    const outcome = await transports[name](gateway, { query, token: await signTokenFor(people.demo) })
    expect(verdict(outcome)).toBe(is)
  })
})
