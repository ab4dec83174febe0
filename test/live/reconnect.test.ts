import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient } from 'graphql-ws'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { createProxy, type DatabaseProxy } from '../support/proxy.ts'
import { RestartableGateway } from './reconnect.ts'

const query = `subscription ($id: ID!, $after: String) {
  sessionEvents(sessionId: $id, after: $after) {
    ... on StreamEntry { cursor }
    ... on EventAdded { event { eventType } }
  }
}`
type Data = { sessionEvents: { cursor: string; event?: { eventType: string } } }

/** The stock client as its documentation has it, which writes each cursor into its variables, and knows what it has had. */
class Watcher {
  readonly client: Client
  readonly closed: number[] = []
  readonly seen: string[] = []
  readonly failed: Promise<unknown>

  constructor(url: string, session: string, token: () => Promise<string>) {
    this.client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: async () => ({ token: await token() }),
      // As docs/reference/live.md has it: a refused connection is fatal without it.
      retryAttempts: Number.POSITIVE_INFINITY,
      shouldRetry: () => true,
      on: { closed: (event) => this.closed.push((event as CloseEvent).code) },
    })
    const variables: { id: string; after?: string } = { id: session }
    this.failed = new Promise((_, reject) => {
      this.client.subscribe<Data>(
        { query, variables },
        {
          next: ({ data, errors }) => {
            if (!data) return reject(new Error(JSON.stringify(errors)))
            variables.after = data.sessionEvents.cursor
            if (data.sessionEvents.event) this.seen.push(data.sessionEvents.event.eventType)
          },
          error: reject,
          complete: () => {},
        },
      )
    })
    this.failed.catch(() => {})
  }

  /** Resolves when it has had this event; rejects when it gave up. */
  async has(type: string): Promise<void> {
    const seen = expect.poll(() => this.seen).toContain(type)
    await Promise.race([seen, this.failed])
  }
}

describe.each(testDatabases)('the stock client on $kind', ({ kind, create }) => {
  const options = { timeout: 90_000 }
  let made: Awaited<ReturnType<typeof create>>
  /** The test's own way to the database; the gateway's is by the proxy, where there is a server. */
  let direct: Database
  let database: Database
  let proxy: DatabaseProxy | undefined
  let gateway: RestartableGateway
  const watchers: Watcher[] = []
  let sessionNumber = 0
  let session = ''

  beforeAll(async () => {
    made = await create('seeded')
    const { databaseUrl } = made.config
    proxy = databaseUrl ? await createProxy(databaseUrl) : undefined
    await proxy?.start()
    direct = await openDatabase(made.config)
    database = proxy ? await openDatabase({ ...made.config, databaseUrl: proxy.url }) : direct
    gateway = new RestartableGateway(database, { SOCKETS_PER_USER: '2' })
    await gateway.start()
  })
  afterEach(async () => {
    for (const { client } of watchers.splice(0)) await client.dispose()
  })
  afterAll(async () => {
    await gateway.stop()
    if (database !== direct) await database.close()
    await direct.close()
    await proxy?.stop()
    await made.remove()
  })

  const happen = (type: string) =>
    direct.query(
      `insert into application_events (event_type, event_group, session_id) values ($2, 'agent', $1)`,
      [session, type],
    )
  async function newSession(): Promise<void> {
    sessionNumber += 1
    const [row] = await direct.query<{ id: string }>(
      `insert into sessions (id, user_id, name, status)
       select gen_random_uuid(), user_id, $2, status from sessions where id = $1 returning id::text`,
      [sessions.research, `reconnect ${sessionNumber}`],
    )
    session = row?.id ?? ''
  }
  function watch(token = () => signTokenFor(people.demo)): Watcher {
    const watcher = new Watcher(gateway.socketUrl, session, token)
    watchers.push(watcher)
    return watcher
  }

  it('reconnects after the gateway was stopped in order and started again', options, async () => {
    await newSession()
    const watcher = watch()
    await happen('before')
    await watcher.has('before')
    await gateway.stop()
    await happen('meanwhile')
    await gateway.start()
    await happen('after')
    await watcher.has('after')
    expect(watcher.seen).toEqual(['before', 'meanwhile', 'after'])
    expect(watcher.closed[0]).toBe(1012)
  })

  it('reconnects after the gateway was away for seven seconds', options, async () => {
    await newSession()
    const watcher = watch()
    await happen('before')
    await watcher.has('before')
    await gateway.stop()
    await happen('meanwhile')
    await pause(7_000)
    await gateway.start()
    await happen('after')
    await watcher.has('after')
    expect(watcher.seen).toEqual(['before', 'meanwhile', 'after'])
  })

  it('reconnects when there were too many sockets', options, async () => {
    await newSession()
    await happen('one')
    const token = await signTokenFor(people.demo)
    const holders = await Promise.all(
      [1, 2].map(async () => {
        const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
        await once(socket, 'open')
        socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }))
        await once(socket, 'message')
        return socket
      }),
    )
    const watcher = watch()
    await expect.poll(() => watcher.closed[0]).toBe(1013)
    for (const holder of holders) holder.terminate()
    await watcher.has('one')
    expect(watcher.seen).toEqual(['one'])
  })

  it('reconnects with a new token when the old one has expired', options, async () => {
    await newSession()
    const tokens: string[] = []
    const watcher = watch(async () => {
      const token = await signTokenFor(people.demo, tokens.length === 0 ? 3 / 3600 : 1)
      tokens.push(token)
      return token
    })
    await happen('with the old')
    await watcher.has('with the old')
    await expect.poll(() => watcher.closed).toEqual([4403])
    await happen('with the new')
    await watcher.has('with the new')
    expect(watcher.seen).toEqual(['with the old', 'with the new'])
    expect(new Set(tokens).size).toBe(2)
  })

  // PGlite is in the process, and never away.
  it.runIf(kind === 'postgres')(
    'reconnects when the database was away as it connected',
    options,
    async () => {
      await newSession()
      await happen('one')
      await proxy?.stop()
      const watcher = watch()
      await expect.poll(() => watcher.closed.length).toBeGreaterThan(0)
      await proxy?.start()
      await watcher.has('one')
      expect(watcher.seen).toEqual(['one'])
      expect(watcher.closed[0]).toBe(1013)
    },
  )

  // The same.
  it.runIf(kind === 'postgres')(
    'needs not reconnect when the database is lost under an open stream and available again',
    options,
    async () => {
      await newSession()
      const watcher = watch()
      await happen('before')
      await watcher.has('before')
      await proxy?.stop()
      await happen('meanwhile')
      await proxy?.start()
      await happen('after')
      await watcher.has('after')
      expect(watcher.seen).toEqual(['before', 'meanwhile', 'after'])
      expect(watcher.closed).toEqual([])
    },
  )
})
