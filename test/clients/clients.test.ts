import { randomUUID } from 'node:crypto'
import { createClient } from '@ii-agent/gateway-client'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { tokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { createProxy, type DatabaseProxy } from '../support/proxy.ts'
import { type Adapter, adapters } from './adapters.ts'
import { createSocket } from './recipes/socket.ts'

type Page = {
  edges: { cursor: string; node: { id: string; name: string } }[]
  pageInfo: {
    hasNextPage: boolean
    endCursor: string | null
    hasPreviousPage: boolean
    startCursor: string | null
  }
}

const page = `query Sessions($first: Int, $after: String, $last: Int, $before: String) {
  viewer { id sessions(first: $first, after: $after, last: $last, before: $before) {
    edges { cursor node { id name } } pageInfo { hasNextPage endCursor hasPreviousPage startCursor }
  } }
}`
const rename = `mutation Rename($input: RenameSessionInput!) {
  renameSession(input: $input) {
    ... on RenameSessionSuccess { session { id name version } }
    ... on VersionConflictError { message currentVersion }
    ... on Error { message }
  }
}`
const follow = `subscription Follow($session: ID!, $after: String) {
  sessionEvents(sessionId: $session, after: $after) {
    ... on StreamEntry { cursor }
    ... on EventAdded { event { id eventType } }
  }
}`

// The database is not what is tried here: one kind is enough.
describe.each(testDatabases.slice(0, 1))('on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  let proxy: DatabaseProxy
  const clients: { dispose(): void | Promise<void> }[] = []
  let person: (typeof people)[keyof typeof people] = people.demo
  const token = vi.fn(() => tokenFor(person))

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    proxy = await createProxy(gateway.url)
    await proxy.start()
  })
  afterAll(async () => {
    await proxy.stop()
    await gateway.close()
  })
  afterEach(async () => {
    person = people.demo
    for (const client of clients.splice(0)) await client.dispose()
  })

  describe.each(adapters)('$name', ({ connect, keepsToken }) => {
    function client(): Adapter {
      const socket = createSocket(proxy.url.replace('http', 'ws'), token, WebSocket)
      const gatewayClient = createClient({ url: proxy.url, token, webSocket: WebSocket })
      clients.push(socket, gatewayClient)
      return connect(proxy.url, token, { socket, gateway: gatewayClient })
    }
    const pageOf = async (from: Adapter, variables: object) =>
      (await from.request<{ viewer: { sessions: Page } }>(page, { ...variables })).viewer.sessions

    it('pages forwards and backwards', async () => {
      const forwards = client()
      const seen: string[] = []
      let after: string | null = null
      for (let i = 0; i < 3; i += 1) {
        const { edges, pageInfo } = await pageOf(forwards, { first: 2, after })
        seen.push(...edges.slice(-2).map(({ node }) => node.id))
        after = pageInfo.endCursor
      }
      expect(new Set(seen).size).toBe(6)
      const back = await pageOf(client(), { last: 4, before: after })
      expect(back.edges.map(({ node }) => node.id)).toEqual(seen.slice(1, 5))
    })

    it('changes a row, and receives a conflict as data', async () => {
      const one = client()
      const name = randomUUID()
      const done = await one.request<{ renameSession: { session: { name: string } } }>(rename, {
        input: { id: sessions.website, name },
      })
      expect(done.renameSession.session.name).toBe(name)
      const conflict = await one.request<{ renameSession: object }>(rename, {
        input: { id: sessions.website, name: 'never', expectedVersion: '0' },
      })
      expect(conflict.renameSession).toMatchObject({ currentVersion: expect.stringMatching(/^\d+$/) })
    })

    it('follows a log exactly once over a gateway that is away for a while', async () => {
      const session = sessions.website
      await database.query('delete from application_events where session_id = $1', [session])
      const write = (type: string) =>
        database.query(
          `insert into application_events (event_type, event_group, session_id) values ($2, 'agent', $1)`,
          [session, type],
        )
      const received: string[] = []
      const one = client()
      const stop = one.follow<{ sessionEvents: { event?: { eventType: string } } }>(
        follow,
        { session },
        ({ sessionEvents }) => {
          if (sessionEvents.event) received.push(sessionEvents.event.eventType)
        },
      )
      const has = (count: number) => expect.poll(() => received.length, { timeout: 30_000 }).toBe(count)
      const expected: string[] = []
      for (const round of [1, 2]) {
        for (let i = 0; i < 20; i += 1) {
          expected.push(`agent.x${round}.${i}`)
          await write(expected.at(-1) as string)
        }
        await has(expected.length)
        token.mockClear()
        await proxy.stop()
        expected.push(`agent.away${round}`)
        await write(expected.at(-1) as string)
        await new Promise((resolve) => setTimeout(resolve, 1_500))
        await proxy.start()
        await has(expected.length)
        if (!keepsToken) expect(token).toHaveBeenCalled()
      }
      expect([...received].sort()).toEqual([...expected].sort())
      stop()
    })
  })
})
