import { randomUUID } from 'node:crypto'
import { type Client, createClient } from '@ii-agent/gateway-client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { createProxy, type DatabaseProxy } from '../support/proxy.ts'
import { createRelay } from './recipes/relay.ts'
import { followSession } from './recipes/relay-follow.ts'
import type { Session } from './recipes/rename-session.ts'
import { cacheAdapters } from './writes.ts'

const token = () => signTokenFor(people.demo)

// The database is not what is tested here: one kind is enough.
describe.each(testDatabases.slice(0, 1))('on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  let proxy: DatabaseProxy
  let client: Client
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    proxy = await createProxy(gateway.url)
    await proxy.start()
    client = createClient({
      url: proxy.url,
      token,
      webSocket: WebSocket,
      retry: { minDelayMs: 50, maxDelayMs: 500 },
    })
  })
  afterAll(async () => {
    client.dispose()
    await proxy.stop()
    await gateway.close()
  })

  describe.each(cacheAdapters)('$name', ({ connect }) => {
    /** A cache that shows the sessions, with all states of one of them that were shown. */
    async function open() {
      const adapter = connect(proxy.url, token, client)
      const shown: Session[] = []
      onTestFinished(
        adapter.show((all) => {
          const session =
            all.find(({ name }) => name === shown.at(-1)?.name) ?? all.find(({ id }) => id === target)
          if (session && JSON.stringify(session) !== JSON.stringify(shown.at(-1))) shown.push({ ...session })
        }),
      )
      await expect.poll(() => shown.length).toBe(1)
      return { adapter, shown }
    }
    const target = Buffer.from(`Session:${sessions.website}`).toString('base64url')

    it('shows a rename before its answer, and the answer after it', async () => {
      const { adapter, shown } = await open()
      const before = shown[0] as Session
      const name = randomUUID()
      const payload = await adapter.rename({ ...before, name })
      expect(payload.__typename).toBe('RenameSessionSuccess')
      await expect.poll(() => shown.at(-1)?.version).not.toBe(before.version)
      // With the version of before: the gateway had not answered.
      expect(shown.slice(0, 2)).toMatchObject([before, { name, version: before.version }])
      expect(shown.at(-1)).toMatchObject({ name })
    })

    it('shows the row as it is when another change came first', async () => {
      const { adapter, shown } = await open()
      const before = shown[0] as Session
      const name = randomUUID()
      await database.query('update sessions set name = $2, version = version + 1 where id = $1', [
        sessions.website,
        name,
      ])
      const payload = await adapter.rename({ ...before, name: 'never' })
      expect(payload).toMatchObject({ __typename: 'VersionConflictError', current: { name } })
      await expect.poll(() => shown.at(-1)?.name).toBe(name)
      expect(shown.map((session) => session.name)).toContain('never')
    })
  })

  it('Relay follows a log exactly once over a gateway that is away for a while', async () => {
    const session = sessions.research
    await database.query('delete from application_events where session_id = $1', [session])
    const received: string[] = []
    onTestFinished(
      followSession(createRelay(client), session, (entry) => {
        if (entry.__typename === 'EventAdded') received.push(entry.event.eventType)
      }),
    )
    const expected: string[] = []
    async function write(count: number): Promise<void> {
      for (let number = 0; number < count; number += 1) {
        expected.push(`agent.${expected.length}`)
        await database.query(
          `insert into application_events (event_type, event_group, session_id) values ($2, 'agent', $1)`,
          [session, expected.at(-1)],
        )
      }
    }
    for (let round = 0; round < 2; round += 1) {
      await write(10)
      await expect.poll(() => received.length).toBe(expected.length)
      await proxy.stop()
      await write(5)
      await proxy.start()
      await expect.poll(() => received.length).toBe(expected.length)
    }
    expect(received.toSorted()).toEqual(expected.toSorted())
  })
})
