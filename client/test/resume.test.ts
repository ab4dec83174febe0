import { randomUUID } from 'node:crypto'
import { createClient } from '@ii-agent/gateway-client'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { FaultyGateway } from '../../test/faults/gateway-process.ts'
import { signTokenFor } from '../../test/support/client.ts'
import { testDatabases } from '../../test/support/database.ts'
import { startGateway, type TestGateway } from '../../test/support/gateway.ts'
import { createProxy, type DatabaseProxy } from '../../test/support/proxy.ts'

const transports = [
  { name: 'a WebSocket', webSocket: WebSocket },
  { name: 'event streams', webSocket: false },
]
const retry = { minDelayMs: 50, maxDelayMs: 500 }

/** A new session of the demo user. */
async function newSession(database: Database): Promise<string> {
  const [row] = await database.query<{ id: string }>(
    `insert into sessions (id, user_id, name, status)
     select gen_random_uuid(), user_id, 'followed', status from sessions where id = $1 returning id::text`,
    [sessions.research],
  )
  return row?.id ?? ''
}

let lastMs = 0

/** Writes so many events, each dated later than the one before, and returns their types. */
async function write(database: Database, session: string, count: number): Promise<string[]> {
  const types = Array.from({ length: count }, () => `agent.${randomUUID()}`)
  for (const type of types) {
    // Events of the same moment come in the order of their ids.
    lastMs = Math.max(Date.now(), lastMs + 1)
    await database.query(
      `insert into application_events (event_type, event_group, session_id, created_at)
       values ($2, 'agent', $1, $3::timestamptz)`,
      [session, type, new Date(lastMs).toISOString()],
    )
  }
  return types
}

/** Follows the events of a session as a store and as an iterable; both must have every event once. */
function follow(url: string, webSocket: unknown, session: string, token: () => Promise<string>) {
  const client = createClient({ url, webSocket, token, retry })
  const stopping = new AbortController()
  const statuses: string[] = []
  const log = client.followSession(session, {
    signal: stopping.signal,
    // The store shows statuses at most once a frame, so not each of them.
    onStatus: (status) => statuses.push(status),
  })
  onTestFinished(() => {
    stopping.abort()
    client.dispose()
  })
  const iterated: string[] = []
  void (async () => {
    for await (const entry of log) if (entry.__typename === 'EventAdded') iterated.push(entry.event.eventType)
  })().catch(() => {})
  log.subscribe(() => {})
  const stored = () =>
    [...log.getSnapshot().entries].map((entry) =>
      entry.__typename === 'EventAdded' ? entry.event.eventType : '',
    )
  const has = async (types: readonly string[]) => {
    await expect.poll(() => iterated.length).toBe(types.length)
    await expect.poll(stored).toEqual(types)
    expect(iterated).toEqual(types)
  }
  return { log, statuses, has }
}

describe.each(testDatabases.slice(0, 1))('the client on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  let proxy: DatabaseProxy
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

  it('reconnects when a WebSocket is dead without a close frame', async () => {
    const session = await newSession(database)
    const client = createClient({
      url: proxy.url,
      webSocket: WebSocket,
      token: () => signTokenFor(people.demo),
      retry,
      keepAliveMs: 500,
    })
    const log = client.followSession(session)
    onTestFinished(log.subscribe(() => {}))
    onTestFinished(() => client.dispose())
    await expect.poll(() => log.getSnapshot().status).toBe('live')
    proxy.silence()
    const [type] = await write(database, session, 1)
    await expect.poll(() => log.getSnapshot().entries.at(-1)).toMatchObject({ event: { eventType: type } })
  })

  describe.each(transports)('over $name', ({ webSocket }) => {
    it('reconnects when the network was cut, and receives each event once', async () => {
      const session = await newSession(database)
      const { has, statuses } = follow(proxy.url, webSocket, session, () => signTokenFor(people.demo))
      const types: string[] = []
      for (let round = 0; round < 3; round += 1) {
        types.push(...(await write(database, session, 10)))
        await has(types)
        await proxy.stop()
        types.push(...(await write(database, session, 3)))
        await proxy.start()
        await has(types)
      }
      expect(statuses.filter((status) => status === 'connecting').length).toBeGreaterThan(3)
      expect(statuses.at(-1)).toBe('live')
    })

    it('reconnects with a new token when the gateway refuses the old one', async () => {
      const session = await newSession(database)
      const refused: (string | undefined)[] = []
      const token = vi.fn(async (old?: string) => {
        refused.push(old)
        return signTokenFor(people.demo, old ? 1 : 3 / 3600)
      })
      const { has } = follow(proxy.url, webSocket, session, token)
      const types = await write(database, session, 2)
      await has(types)
      await expect.poll(() => refused.length).toBe(2)
      expect(refused).toEqual([undefined, expect.stringMatching(/^ey/)])
      types.push(...(await write(database, session, 2)))
      await has(types)
    })

    it('reconnects when its tokens expire before the gateway sees them, however often', async () => {
      const session = await newSession(database)
      let signIns = 0
      const token = async () => {
        signIns += 1
        return signTokenFor(people.demo, signIns > 3 ? 1 : 1 / 3600)
      }
      // Longer than the first tokens live, and shorter than the gateway tolerates expired ones.
      proxy.mode = { does: 'delay', ms: 1_300 }
      onTestFinished(() => {
        proxy.mode = { does: 'pass' }
      })
      const { log, has } = follow(proxy.url, webSocket, session, token)
      await expect.poll(() => signIns, { timeout: 40_000 }).toBeGreaterThan(3)
      expect(log.getSnapshot().status).not.toBe('ended')
      proxy.mode = { does: 'pass' }
      await has(await write(database, session, 2))
    })

    it('ends with the reason when every token is refused', async () => {
      const session = await newSession(database)
      const token = vi.fn(async () => 'not a token')
      const client = createClient({ url: proxy.url, webSocket, token, retry })
      const log = client.followSession(session)
      onTestFinished(log.subscribe(() => {}))
      await expect.poll(() => log.getSnapshot().status).toBe('ended')
      expect(log.getSnapshot().error).toMatchObject({ code: 'UNAUTHENTICATED' })
      expect(token).toHaveBeenCalledTimes(2)
    })

    it('does not reconnect once it is disposed', async () => {
      const session = await newSession(database)
      const client = createClient({
        url: proxy.url,
        webSocket,
        token: () => signTokenFor(people.demo),
        retry,
      })
      const log = client.followSession(session)
      onTestFinished(log.subscribe(() => {}))
      await expect.poll(() => log.getSnapshot().status).toBe('live')
      client.dispose()
      await expect.poll(() => log.getSnapshot()).toMatchObject({ status: 'ended', error: undefined })
      const later = client.followSession(session)
      onTestFinished(later.subscribe(() => {}))
      await expect.poll(() => later.getSnapshot().status).toBe('ended')
    })

    it('reports a gap when the row of its cursor was removed meanwhile', async () => {
      const session = await newSession(database)
      const { log, has } = follow(proxy.url, webSocket, session, () => signTokenFor(people.demo))
      const types = await write(database, session, 3)
      await has(types)
      await proxy.stop()
      await database.query('delete from application_events where event_type = $1', [types.at(-1)])
      const [late] = await write(database, session, 1)
      await proxy.start()
      await expect.poll(() => log.getSnapshot().gap).toBe('ROWS_REMOVED')
      await expect.poll(() => log.getSnapshot().entries.at(-1)).toMatchObject({ event: { eventType: late } })
    })

    it('receives a row that is dated before others when it comes', async () => {
      const session = await newSession(database)
      const { has } = follow(proxy.url, webSocket, session, () => signTokenFor(people.demo))
      const types = await write(database, session, 2)
      await has(types)
      await database.query(
        `insert into application_events (event_type, event_group, session_id, created_at)
         values ('agent.late', 'agent', $1, now() - interval '1 minute')`,
        [session],
      )
      types.push('agent.late')
      await has(types)
    })
  })
})

// A gateway that can be killed alone needs a database that others reach.
describe.each(testDatabases.filter(({ kind }) => kind === 'postgres'))(
  'a killed gateway, on $kind',
  ({ create }) => {
    let made: Awaited<ReturnType<typeof create>>
    let database: Database
    let gateway: FaultyGateway
    beforeAll(async () => {
      made = await create('seeded')
      database = await openDatabase(made.config)
      gateway = new FaultyGateway(made.config.databaseUrl ?? '')
      await gateway.start()
    })
    afterAll(async () => {
      await gateway.stop('SIGKILL')
      await database.close()
      await made.remove()
    })

    it.each(transports)('loses nothing and repeats nothing, over $name', async ({ webSocket }) => {
      const session = await newSession(database)
      const { has } = follow(gateway.url, webSocket, session, () => signTokenFor(people.demo))
      const types = await write(database, session, 20)
      await has(types)
      for (let round = 0; round < 2; round += 1) {
        const written = write(database, session, 100)
        await gateway.stop('SIGKILL')
        types.push(...(await written))
        await gateway.start()
        await has(types)
      }
    })
  },
)
