import { createClient } from '@ii-agent/gateway-client'
import {
  HomeDocument,
  MeDocument,
  RenameSessionDocument,
  WatchRunLogDocument,
  type WatchRunLogSubscription,
} from '@ii-agent/gateway-client/operations'
import { createHandlers, fixtures, on } from '@ii-agent/gateway-client/testing'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect, expectTypeOf, it } from 'vitest'
import { operations } from '../../test/support/operations.ts'

const server = setupServer(...createHandlers())
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const client = createClient({
  url: 'http://gateway.test/graphql',
  webSocket: false,
  retry: { minDelayMs: 1 },
})

it('has a fixture for each query of the examples', () => {
  const queries = operations.filter(({ definition }) => definition.operation === 'query')
  expect(Object.keys(fixtures).toSorted()).toEqual(
    queries.map(({ definition }) => definition.name?.value).toSorted(),
  )
})

it('answers queries with the golden answers', async () => {
  const { data, errors } = await client.query(HomeDocument, { first: 20 })
  expect(data).toEqual(fixtures.Home.data)
  expect(data.viewer?.sessions?.nodes.length).toBeGreaterThan(0)
  expectTypeOf(fixtures.Home.data).toEqualTypeOf(data)
  expect(errors).toEqual([])
})

it('answers a mutation with what a test makes of its variables', async () => {
  server.use(
    on(RenameSessionDocument).answer(({ input }) => ({
      renameSession: {
        __typename: 'VersionConflictError',
        message: `not ${input.name}`,
        currentVersion: '2',
      },
    })),
  )
  const renamed = await client.mutate(RenameSessionDocument, { input: { id: 'a session', name: 'this' } })
  expect(renamed).toMatchObject({ message: 'not this', currentVersion: '2' })
})

it('refuses an operation with a code', async () => {
  server.use(on(MeDocument).refuse('FORBIDDEN'))
  await expect(client.query(MeDocument)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

it('streams a log, and what is behind a cursor', async () => {
  const createdAt = '2026-06-15T12:00:00.000000Z'
  const events: WatchRunLogSubscription[] = [
    ...['c1', 'c2', 'c3'].map((cursor) => ({
      runLog: {
        __typename: 'EventAdded' as const,
        cursor,
        createdAt,
        event: { id: cursor, eventType: 'agent.response', text: 'Hello' },
      },
    })),
    {
      runLog: {
        __typename: 'RunEnded',
        cursor: 'c4',
        createdAt,
        status: 'COMPLETED',
        statusText: 'completed',
        run: null,
      },
    },
  ]
  server.use(on(WatchRunLogDocument).stream(events, { delayMs: 1, isComplete: true }))
  const read = async (after?: string) => {
    const cursors: string[] = []
    for await (const { cursor } of client.followRunLog('a run', { after })) cursors.push(cursor)
    return cursors
  }
  expect(await read()).toEqual(['c1', 'c2', 'c3', 'c4'])
  expect(await read('c2')).toEqual(['c3', 'c4'])
})
