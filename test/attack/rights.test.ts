/** OWASP API1:2023, API3:2023 and API5:2023 (broken authorization of objects, properties and functions). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { canaries } from '../../src/demo/secrets.ts'
import { encodeNodeId } from '../../src/schema/node-id.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { transports } from './transports.ts'

const hers = { session: sessions.mariaPrivate, user: people.maria.id, run: runs.maria }
const nowhere = '00000000-0000-4000-8000-000000000000'

/** Operations that name a row of another user by its id; each must be answered as for a row that does not exist. */
const paths: readonly (readonly [name: string, id: string, text: (id: string) => string])[] = [
  ['session', hers.session, (id) => `{ session(id: "${id}") { id name } }`],
  ['node of a session', hers.session, (id) => `{ node(id: "${encodeNodeId('Session', id)}") { id } }`],
  ['nodes', hers.session, (id) => `{ nodes(ids: ["${encodeNodeId('Session', id)}"]) { id } }`],
  ['node of a user', hers.user, (id) => `{ node(id: "${encodeNodeId('User', id)}") { id } }`],
  ['run', hers.run, (id) => `{ run(id: "${id}") { id } }`],
  ['node of a run', hers.run, (id) => `{ node(id: "${encodeNodeId('RunTask', id)}") { id } }`],
  [
    'a filter by parent',
    hers.session,
    (id) => `{ viewer { sessions(filter: { forkedFrom: "${id}" }) { totalCount nodes { id } } } }`,
  ],
  [
    'renaming',
    hers.session,
    (id) => `mutation { renameSession(input: { id: "${id}", name: "mine" }) { __typename } }`,
  ],
  ['deleting', hers.session, (id) => `mutation { deleteSession(input: { id: "${id}" }) { __typename } }`],
  ['restoring', hers.session, (id) => `mutation { restoreSession(input: { id: "${id}" }) { __typename } }`],
  ['pinning', hers.session, (id) => `mutation { pinSession(input: { id: "${id}" }) { __typename } }`],
  ['cancelling a run', hers.run, (id) => `mutation { cancelRun(input: { id: "${id}" }) { __typename } }`],
]

const streams: readonly (readonly [name: string, id: string, text: (id: string) => string])[] = [
  ['sessionUpdated', hers.session, (id) => `subscription { sessionUpdated(sessionId: "${id}") { id } }`],
  ['messageAdded', hers.session, (id) => `subscription { messageAdded(sessionId: "${id}") { __typename } }`],
  [
    'sessionEvents',
    hers.session,
    (id) => `subscription { sessionEvents(sessionId: "${id}") { __typename } }`,
  ],
  ['runLog', hers.run, (id) => `subscription { runLog(runId: "${id}") { __typename } }`],
]

describe('the rows of others', () => {
  let gateway: TestGateway
  let token: string
  beforeAll(async () => {
    gateway = await startAttackedGateway()
    token = await signTokenFor(people.demo)
  })
  afterAll(() => gateway.close())

  it.each(paths)('through %s are as if they did not exist', async (_name, id, text) => {
    for (const transport of Object.values(transports)) {
      const theirs = await transport(gateway, { query: text(id), token })
      const none = await transport(gateway, { query: text(nowhere), token })
      expect(JSON.stringify(theirs).replaceAll(id, nowhere)).toBe(JSON.stringify(none))
      expect(JSON.stringify(theirs)).not.toMatch(/Success|"id":"|VALIDATION_FAILED/)
    }
  })

  it.each(streams)('through %s are as if they did not exist', async (_name, id, text) => {
    for (const name of ['WebSocket', 'Server-Sent Events'] as const) {
      const theirs = await transports[name](gateway, { query: text(id), token })
      const none = await transports[name](gateway, { query: text(nowhere), token })
      expect(verdict(theirs)).toBe('NOT_FOUND')
      expect(verdict(none)).toBe('NOT_FOUND')
      expect(theirs.errors?.[0]?.message).toBe(none.errors?.[0]?.message)
    }
  })

  it('through a public session lead no way to its owner’s other rows', async () => {
    const query = `{ session(id: "${sessions.mariaPublic}") { name user { email sessions(first: 50) { totalCount nodes { id } } } forks { totalCount nodes { id } } parent { id } } }`
    const text = JSON.stringify(await transports['the fast path'](gateway, { query, token }))
    expect(text).not.toContain(people.maria.email)
    expect(text).not.toContain(encodeNodeId('Session', sessions.mariaPrivate))
    expect(text).not.toContain(encodeNodeId('Session', sessions.mariaFork))
  })

  it.each([
    '{ users(first: 1) { totalCount } }',
    '{ sessions(first: 1) { totalCount } }',
    '{ runs(first: 1) { totalCount } }',
    '{ events(first: 1) { totalCount } }',
    '{ billingTransactions(first: 1) { totalCount } }',
    '{ orphans { count } }',
    '{ usage { __typename } }',
    '{ revenue { __typename } }',
    '{ waitlist { totalCount } }',
    'subscription { allEvents { __typename } }',
    'subscription { runActivity { id } }',
  ])('%s is for admins', async (query) => {
    const name = query.startsWith('subscription') ? 'WebSocket' : 'the fast path'
    const outcome = await transports[name](gateway, { query, token })
    expect(verdict(outcome)).toBe('FORBIDDEN')
    expect(Object.values(outcome.data ?? {}).filter((value) => value !== null)).toEqual([])
  })

  it.each([
    'passwordHash',
    'apiKey',
    'accessToken',
    'refreshToken',
    'secretsJson',
    'encryptedApiKey',
    'storagePath',
    'connectionString',
  ])('no type has a field %s', async (field) => {
    const types = ['User', 'ApiKey', 'Connector', 'Project', 'ProjectDatabase', 'ModelSetting', 'UserAsset']
    for (const type of types) {
      const query = `{ node(id: "x") { ... on ${type} { ${field} } } }`
      const { errors } = await transports['the fast path'](gateway, { query, token })
      expect(errors?.[0]?.message).toBe(`Cannot query field "${field}" on type "${type}".`)
    }
  })

  it.each([
    'x',
    '',
    'VXNlcjo=',
    'Ojo6',
    Buffer.from('User:0').toString('base64'),
    Buffer.from(`Nothing:${people.demo.id}`).toString('base64'),
    Buffer.from(`__proto__:${people.demo.id}`).toString('base64'),
    Buffer.from(`Query:${people.demo.id}`).toString('base64'),
    Buffer.from(`ApiKey:' or 1=1 --`).toString('base64'),
    Buffer.from(`Session:${people.demo.id}:more`).toString('base64'),
    encodeNodeId('Session', `${sessions.website}\u0000`),
    '\u0000',
  ])('the forged id %j is nobody', async (id) => {
    const query = 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } session(id: $id) { id } }'
    const { data, errors } = await transports['the fast path'](gateway, { query, variables: { id }, token })
    expect(data).toEqual({ node: null, nodes: [null], session: null })
    expect(errors).toBeUndefined()
  })

  it.each([
    ['emoji', '😀'.repeat(1_000)],
    ['letters', 'A'.repeat(100_000)],
  ])('an id of many %s is refused', async (_of, id) => {
    const query = 'query ($id: ID!) { node(id: $id) { id } }'
    const { data, errors } = await transports['the fast path'](gateway, { query, variables: { id }, token })
    expect(data ?? null).toBeNull()
    expect(errors?.map(({ extensions }) => extensions?.code)).toEqual(['BAD_USER_INPUT'])
  })

  it('10,000 ids at once are too many', async () => {
    const ids = Array.from({ length: 10_000 }, () => sessions.website)
    const query = 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }'
    expect(verdict(await transports['the fast path'](gateway, { query, variables: { ids }, token }))).toBe(
      'BAD_USER_INPUT',
    )
  })

  describe('cursors', () => {
    const query =
      'query ($after: String) { viewer { sessions(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } } }'
    type Data = { viewer: { sessions: { pageInfo: { endCursor: string } } } }
    const cursor = async (person = people.demo) =>
      (await gateway.ask<Data>(query, { token: await signTokenFor(person) })).data?.viewer.sessions.pageInfo
        .endCursor ?? ''
    const changed = (text: string) => text.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))

    it.each<[string, () => Promise<string>]>([
      ['changed at its start', async () => changed(await cursor())],
      ['cut short', async () => (await cursor()).slice(0, -4)],
      ['made longer', async () => `${await cursor()}AAAA`],
      [
        'made by hand',
        async () => Buffer.from(JSON.stringify(['2026-01-01', sessions.website])).toString('base64url'),
      ],
      ['that is SQL', async () => "' or 1=1 --"],
      ['that is empty', async () => ''],
      ['of 100 kB', async () => 'A'.repeat(100_000)],
      ['with a zero byte', async () => '\u0000'],
    ])('one %s is refused', async (_name, make) => {
      const { errors } = await transports['the fast path'](gateway, {
        query,
        variables: { after: await make() },
        token,
      })
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT')
    })

    it('an id of another user’s row shows only own rows', async () => {
      const own = await transports['the fast path'](gateway, {
        query: '{ viewer { sessions(first: 100) { nodes { id } } } }',
        token,
      })
      const { data } = await transports['the fast path'](gateway, {
        query,
        variables: { after: await cursor(people.maria) },
        token,
      })
      const shown = (data as { viewer: { sessions: { nodes: { id: string }[] } } }).viewer.sessions.nodes
      for (const { id } of shown) expect(JSON.stringify(own.data)).toContain(id)
    })
  })

  it('leave no secret in any answer or log of this file', async () => {
    const query = `{ viewer { sessions(first: 50) { nodes { name events(first: 50) { nodes { content } } messages(first: 50) { nodes { parts { __typename } } } } } } }`
    const outcome = await transports['the fast path'](gateway, { query, token })
    const text = JSON.stringify([outcome, gateway.lines])
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([])
  })
})
