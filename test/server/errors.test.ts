import { createClient } from 'graphql-ws'
import { createGraphQLError, createSchema } from 'graphql-yoga'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { DatabaseUnavailableError } from '../../src/data/unavailable.ts'
import type { WrapExecute } from '../../src/server/execution/execute.ts'
import type { Ask } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { type SmallServer, serve } from './small-server.ts'

const secret = 'postgresql://app:hunter2@10.0.0.7/app'

/** Fails in every way there is. */
const schema = createSchema({
  typeDefs: `
    type Query { broken: String, gone: String, refused: String, foreign: String, asks(size: Int!): Int, fine: String }
    type Mutation { change: String }
    type Subscription { breaksAtOnce: String, breaksLater: String }
  `,
  resolvers: {
    Query: {
      broken: () => Promise.reject(new Error(`connect to ${secret}`)),
      gone: () => Promise.reject(new DatabaseUnavailableError(`The database is not available: ${secret}`)),
      refused: () =>
        Promise.reject(createGraphQLError('That is too much.', { extensions: { code: 'TOO_MUCH' } })),
      foreign: () => Promise.reject(Object.assign(new Error('no equivalent in LATIN1'), { code: '22P05' })),
      asks: (_, { size }) => size,
      fine: () => 'fine',
    },
    Mutation: { change: () => 'changed' },
    Subscription: {
      breaksAtOnce: { subscribe: () => Promise.reject(new Error(secret)) },
      breaksLater: {
        subscribe: async function* () {
          yield { breaksLater: 'one' }
          throw new Error(secret)
        },
      },
    },
  },
})

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')

describe.each(['planned', 'graphql-js'] as const)('errors of %s execution', (execution) => {
  let database: Database
  let server: SmallServer
  const ask: Ask = (...args) => server.ask(...args)

  beforeAll(async () => {
    database = await testDatabase.open('migrated')
    server = await serve(schema, database, execution)
  })
  afterAll(async () => {
    await server.drain(AbortSignal.timeout(5_000))
    await database.close()
  })

  /** The one log line of a hidden error. */
  const logged = (requestId: unknown) =>
    server.lines.filter((line) => line.msg === 'unexpected error' && line.requestId === requestId)

  it('hides what was not meant for clients, and logs it under the id in the answer', async () => {
    const { errors, data, status, headers } = await ask('query Mine { broken fine }')
    expect(status).toBe(200)
    expect(data).toEqual({ broken: null, fine: 'fine' })
    const requestId = headers.get('x-request-id')
    expect(errors).toEqual([
      {
        message: 'Unexpected error.',
        path: ['broken'],
        locations: [{ line: 1, column: 14 }],
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
      },
    ])
    expect(logged(requestId)).toMatchObject([{ path: 'broken', err: { message: `connect to ${secret}` } }])
  })

  it('lets errors for clients through', async () => {
    const { errors } = await ask('{ refused }')
    expect(errors).toMatchObject([{ message: 'That is too much.', extensions: { code: 'TOO_MUCH' } }])
  })

  it('says that the database lacks a character of a text', async () => {
    const { errors, data } = await ask('{ foreign fine }')
    expect(data).toEqual({ foreign: null, fine: 'fine' })
    expect(errors).toMatchObject([{ path: ['foreign'], extensions: { code: 'BAD_USER_INPUT' } }])
    expect(errors?.[0]?.message).toContain('encoding of the database')
  })

  it('answers 503 without the address when the database is unreachable', async () => {
    const { errors, status, headers } = await ask('{ gone }')
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('1')
    expect(errors).toMatchObject([{ path: ['gone'], extensions: { code: 'SERVICE_UNAVAILABLE' } }])
    expect(JSON.stringify(errors)).not.toContain('hunter2')
  })

  it.each([
    ['{ asks(size: "x") }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
    ['{ nothing }', undefined, 'GRAPHQL_VALIDATION_FAILED'],
    ['{ fine', undefined, 'GRAPHQL_PARSE_FAILED'],
    ['query ($size: Int!) { asks(size: $size) }', { size: 'x' }, 'BAD_USER_INPUT'],
    ['query A { fine } query B { fine }', undefined, 'OPERATION_RESOLUTION_FAILURE'],
  ])('gives %s a code, and 400 to clients of the newer media type', async (query, variables, code) => {
    const accept = 'application/graphql-response+json'
    const { errors, status } = await ask(query, { variables, headers: { accept } })
    expect(status).toBe(400)
    expect(errors?.[0]?.extensions).toEqual({ code })
  })

  it('hides errors of a stream over SSE', async () => {
    const stream = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { breaksLater }' }),
    })
    const text = await stream.text()
    expect(text).toContain('"breaksLater":"one"')
    expect(text).toContain('INTERNAL_SERVER_ERROR')
    expect(text).not.toContain('hunter2')
    expect(logged(stream.headers.get('x-request-id'))).toHaveLength(1)
  })

  it.each([
    'subscription { breaksAtOnce }',
    'subscription { breaksLater }',
    '{ broken }',
    '{ gone }',
    '{ fine',
  ])('hides the errors of %s over WebSocket, which stays open', async (query) => {
    const client = createClient({
      url: server.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      lazy: false,
    })
    const outcome: unknown[] = []
    try {
      for await (const result of client.iterate({ query })) outcome.push(result)
    } catch (error) {
      outcome.push(error)
    }
    const text = JSON.stringify(outcome)
    expect(text).toMatch(/"code":"(INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE|GRAPHQL_PARSE_FAILED)"/)
    expect(text).not.toMatch(/hunter2|"http"|"unexpected"/)
    const requestId = /"requestId":"([^"]+)"/.exec(text)?.[1]
    if (text.includes('INTERNAL')) expect(logged(requestId)).toHaveLength(1)

    const after = client.iterate({ query: '{ fine }' })
    expect((await after.next()).value).toEqual({ data: { fine: 'fine' } })
    await client.dispose()
  })
})

/** Throws where nothing of GraphQL's execution catches it. */
const throwing: WrapExecute = (execute) => (args) => {
  const { operation } = args.contextValue as { operation?: string }
  if (operation === 'query Throws') throw new Error(secret)
  return operation === 'query Rejects' ? Promise.reject(new Error(secret)) : execute(args)
}
const unwritable = createSchema({
  typeDefs: 'scalar Anything type Query { fine: String anything: Anything }',
  resolvers: { Query: { fine: () => 'fine', anything: () => ({ toJSON: () => Promise.reject.call(null) }) } },
})

describe.each(['planned', 'graphql-js'] as const)('what fails outside of %s execution', (execution) => {
  let database: Database
  let server: SmallServer
  beforeAll(async () => {
    database = await testDatabase.open('migrated')
    server = await serve(unwritable, database, execution, throwing)
  })
  afterAll(async () => {
    await server.drain(AbortSignal.timeout(5_000))
    await database.close()
  })

  it.each(['application/json', 'application/graphql-response+json'])(
    'is answered as an error, and not by a closed connection, for %s',
    async (accept) => {
      for (const query of [
        'query Throws { fine }',
        'query Rejects { fine }',
        'query Unwritable { anything }',
      ]) {
        const { errors, status, headers } = await server.ask(query, { headers: { accept } })
        expect(status, query).toBe(500)
        const requestId = headers.get('x-request-id')
        expect(errors).toEqual([
          { message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId } },
        ])
      }
      expect(await server.ask('{ fine }', { headers: { accept } })).toMatchObject({ status: 200 })
    },
  )

  it('is sent over WebSocket', async () => {
    const client = createClient({ url: server.url.replace('http', 'ws'), webSocketImpl: WebSocket })
    for (const query of ['query Throws { fine }', 'query Rejects { fine }']) {
      const { value } = await client.iterate({ query }).next()
      expect(value).toMatchObject({
        errors: [{ message: 'Unexpected error.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }],
      })
    }
    await client.dispose()
  })
})
