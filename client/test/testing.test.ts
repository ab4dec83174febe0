import { createClient } from '@ii-agent/gateway-client'
import {
  HomeDocument,
  MeDocument,
  RenameSessionDocument,
  WatchAllEventsDocument,
  WatchHomeDocument,
  WatchRunDocument,
  WatchRunLogDocument,
  type WatchRunLogSubscription,
  type WatchRunSubscription,
} from '@ii-agent/gateway-client/operations'
import { createHandlers, fixtures, on } from '@ii-agent/gateway-client/testing'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import WebSocket from 'ws'
import { operations } from '../../test/support/operations.ts'

// Node 20 has none. MSW replaces what is there, so the client is told of it afterwards.
globalThis.WebSocket ??= WebSocket as unknown as typeof globalThis.WebSocket

const server = setupServer(...createHandlers())
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())

const client = createClient({
  url: 'http://gateway.test/graphql',
  webSocket: false,
  retry: { minDelayMs: 1 },
})

const connect = () => createClient({ url: 'http://gateway.test/graphql', retry: { minDelayMs: 1 } })

it('has a fixture for each example', () => {
  expect(Object.keys(fixtures).toSorted()).toEqual(
    operations.map(({ definition }) => definition.name?.value).toSorted(),
  )
})

it('answers mutations with the golden answers', async () => {
  const renamed = await client.mutate(RenameSessionDocument, fixtures.RenameSession.variables)
  expect(renamed).toEqual(fixtures.RenameSession.data.renameSession)
  expect(renamed.__typename).toBe('RenameSessionSuccess')
  expectTypeOf(fixtures.RenameSession.data.renameSession).toEqualTypeOf(renamed)
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
    ...on(RenameSessionDocument).answer(({ input }) => ({
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
  server.use(...on(MeDocument).refuse('FORBIDDEN'))
  await expect(client.query(MeDocument)).rejects.toMatchObject({
    code: 'FORBIDDEN',
  })
})

describe.each([
  ['event streams', () => client],
  ['a WebSocket', connect],
] as const)('over %s', (_transport, connected) => {
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

  async function read(after?: string): Promise<string[]> {
    const cursors: string[] = []
    for await (const { cursor } of connected().followRunLog('a run', { after })) cursors.push(cursor)
    return cursors
  }

  it('plays the log of its fixture to its end', async () => {
    expect(fixtures.WatchRunLog.events.length).toBeGreaterThan(10)
    const cursors = await read()
    expect(cursors).toEqual(fixtures.WatchRunLog.events.map(({ runLog }) => runLog.cursor))
    expect(await read(cursors.at(-3))).toEqual(cursors.slice(-2))
  })

  it('streams a log, and what is behind a cursor', async () => {
    server.use(...on(WatchRunLogDocument).stream(events, { delayMs: 1, isComplete: true }))
    expect(await read()).toEqual(['c1', 'c2', 'c3', 'c4'])
    expect(await read('c2')).toEqual(['c3', 'c4'])
  })

  it('takes the handler that was added last, and one alone', async () => {
    server.use(...on(WatchRunLogDocument).stream(events, { isComplete: true }))
    server.use(...on(WatchRunLogDocument).stream(events.slice(2), { isComplete: true }))
    expect(await read()).toEqual(['c3', 'c4'])
  })

  it('keeps a state open behind its last event until nobody listens', async () => {
    const state: WatchRunSubscription = {
      runUpdated: { id: 'a run', status: 'RUNNING', errorMessage: null, version: '1', updatedAt: createdAt },
    }
    server.use(...on(WatchRunDocument).stream([state, state], { delayMs: 1 }))
    let seen = 0
    for await (const _ of connected().subscribe(WatchRunDocument, { run: 'a run' })) {
      seen += 1
      if (seen === 2) break
    }
    expect(seen).toBe(2)
  })

  it('plays the state of its fixture, and stays open', async () => {
    const { events, variables } = fixtures.WatchHome
    const signal = AbortSignal.timeout(300)
    const seen: unknown[] = []
    try {
      for await (const { data } of connected().subscribe(WatchHomeDocument, variables, { signal }))
        seen.push(data)
    } catch (error) {
      expect(error).toBe(signal.reason)
    }
    expect(signal.aborted).toBe(true)
    expect(seen).toEqual(events)
  })

  it('refuses a subscription with a code', async () => {
    server.use(...on(WatchRunLogDocument).refuse('NOT_FOUND', 'There is no such run.'))
    await expect(read()).rejects.toMatchObject({ code: 'NOT_FOUND', message: 'There is no such run.' })
  })
})

it('refuses subscriptions without a fixture, several of them on one socket', async () => {
  const connected = connect()
  const own = { toString: () => String(WatchAllEventsDocument).replace('WatchAllEvents', 'WatchMine') }
  const read = async () => {
    for await (const _ of connected.subscribe(own, {})) break
  }
  const readLog = async () => {
    let entries = 0
    for await (const _ of connected.followRunLog('a run')) entries += 1
    return entries
  }
  const entries = readLog()
  await expect(read()).rejects.toMatchObject({ message: 'No handler answers "WatchMine".' })
  expect(await entries).toBe(fixtures.WatchRunLog.events.length)
})
