import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

// The database is not what is tested here: one kind is enough.
describe.each(testDatabases.slice(0, 1))('a request', ({ open }) => {
  let gateway: TestGateway
  let headers: Record<string, string>
  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'))
    headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${await signTokenFor(people.demo)}`,
    }
  })
  afterAll(() => gateway.close())

  /** Sends a body on the fast path, by Yoga, and its parameters with GET. */
  async function answersTo(body: { query: string; operationName?: string }): Promise<unknown[]> {
    const post = (accept: string) =>
      fetch(gateway.url, { method: 'POST', headers: { ...headers, accept }, body: JSON.stringify(body) })
    const responses = await Promise.all([
      post('application/json'),
      post('application/graphql-response+json'),
      fetch(`${gateway.url}?${new URLSearchParams(body)}`, { headers }),
    ])
    return Promise.all(responses.map((response) => response.json()))
  }

  it('with an empty operation name has none, whatever was asked before', async () => {
    const one = 'query One { __typename }'
    for (const query of [one, '{ __typename }', one])
      for (const answer of await answersTo({ query, operationName: '' }))
        expect(answer).toEqual({ data: { __typename: 'Query' } })
    for (const answer of await answersTo({ query: `${one} query Two { __typename }`, operationName: '' }))
      expect(answer).toMatchObject({ errors: [{ extensions: { code: 'OPERATION_RESOLUTION_FAILURE' } }] })
  })

  it.each([
    'subscription { creditBalance @skip(if: true) { credits } }',
    'subscription { creditBalance @include(if: false) { credits } }',
    'subscription ($on: Boolean! = false) { creditBalance @include(if: $on) { credits } }',
    'subscription { ... @skip(if: true) { creditBalance { credits } } }',
    'subscription { ...F } fragment F on Subscription { creditBalance @skip(if: true) { credits } }',
  ])('may not leave out the field of a subscription: %s', async (query) => {
    for (const answer of (await answersTo({ query })).slice(0, 2))
      expect(answer).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
  })

  it.each(['first: 0', 'last: 0'])('for no rows (%s) has the counts and an empty page', async (size) => {
    const query = `{ viewer { sessions(${size}) { totalCount edges { cursor } pageInfo { startCursor endCursor } } } }`
    for (const answer of await answersTo({ query }))
      expect(answer).toMatchObject({
        data: {
          viewer: {
            sessions: {
              totalCount: expect.any(Number),
              edges: [],
              pageInfo: { startCursor: null, endCursor: null },
            },
          },
        },
      })
  })

  it.each(['first: -1', 'first: 101', 'first: 1, last: 1', 'first: 1, after: "stale"'])(
    'with a page that there cannot be (%s) leaves the viewer signed in',
    async (args) => {
      for (const answer of await answersTo({
        query: `{ viewer { email sessions(${args}) { totalCount } } }`,
      }))
        expect(answer).toMatchObject({
          data: { viewer: { email: people.demo.email, sessions: null } },
          errors: [{ path: ['viewer', 'sessions'], extensions: { code: 'BAD_USER_INPUT' } }],
        })
    },
  )
})
