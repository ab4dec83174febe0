import { once } from 'node:events'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Database, Transaction } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { EventStream } from '../live/event-stream.ts'
import { clientOf } from '../live/watching.ts'
import { signTokenFor } from '../support/client.ts'
import { postgresOnly } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

// The second statement waits for a lock; a third would be sent for what hangs on it.
const query = `query Waits($id: ID!) { session(id: $id) { name counts { events } } }`
const events =
  'subscription Waits($id: ID!) { sessionEvents(sessionId: $id) { ... on EventAdded { event { session { name } } } } }'
const write = `mutation Waits($id: ID!) { renameSession(input: { id: $id, name: "cancelled" }) { __typename } }`
const variables = { id: sessions.research }
const application = 'gateway-under-cancellation'

// PGlite completes a statement that runs: test/data/embedded-thread.test.ts.
describe.each(postgresOnly())('who leaves, on $kind', ({ create }) => {
  let made: Awaited<ReturnType<typeof create>>
  let direct: Database
  let gateway: TestGateway
  let metricsUrl = ''
  let unlock: () => Promise<void>

  beforeAll(async () => {
    made = await create('seeded')
    direct = await openDatabase(made.config)
    const url = new URL(made.config.databaseUrl ?? '')
    url.searchParams.set('application_name', application)
    const database = await openDatabase({ ...made.config, databaseUrl: url.href, poolSize: 2 })
    gateway = await startGateway(database, { METRICS_PORT: '0', LOG_LEVEL: 'info' })
    metricsUrl = `http://127.0.0.1:${gateway.lines.find(({ msg }) => msg === 'metrics')?.port}/metrics`
    // Who asks is remembered, and documents are prepared.
    await ask({ query: '{ viewer { id } }' })
  })
  afterAll(async () => {
    await gateway.close()
    await direct.close()
    await made.remove()
  })
  beforeEach(async () => {
    unlock = await lock('sessions')
  })
  afterEach(() => unlock())

  async function lock(table: string): Promise<() => Promise<void>> {
    let release = () => {}
    let isLocked = () => {}
    const locked = new Promise<void>((resolve) => {
      isLocked = resolve
    })
    const done = direct.transaction(async (tx: Transaction) => {
      await tx.query(`lock table ${table} in access exclusive mode`)
      isLocked()
      await new Promise<void>((resolve) => {
        release = resolve
      })
    })
    await locked
    return async () => {
      release()
      await done
    }
  }

  async function ask(body: object, more: { signal?: AbortSignal; accept?: string } = {}): Promise<Response> {
    return fetch(gateway.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await signTokenFor(people.demo)}`,
        'content-type': 'application/json',
        ...(more.accept && { accept: more.accept }),
      },
      body: JSON.stringify(body),
      signal: more.signal,
    })
  }

  const waiting = async () => {
    const [row] = await direct.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where application_name = $1 and wait_event_type = 'Lock'`,
      [application],
    )
    return row?.count
  }
  const cancelledLines = () =>
    gateway.lines.filter(
      ({ msg, code, status }) => msg === 'request' && code === 'CANCELLED' && status === 499,
    )

  async function rawSocket(): Promise<WebSocket> {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send(
      JSON.stringify({ type: 'connection_init', payload: { token: await signTokenFor(people.demo) } }),
    )
    await once(socket, 'message')
    return socket
  }
  const subscribe = (text: string) =>
    JSON.stringify({ id: '1', type: 'subscribe', payload: { query: text, variables } })

  const transports: Record<string, (text: string) => Promise<() => void>> = {
    'an aborted request': async (text) => {
      const leaving = new AbortController()
      ask({ query: text, variables }, { signal: leaving.signal }).catch(() => {})
      return () => leaving.abort()
    },
    "an aborted request of Yoga's": async (text) => {
      const leaving = new AbortController()
      const accept = 'application/graphql-response+json'
      ask({ query: text, variables }, { signal: leaving.signal, accept }).catch(() => {})
      return () => leaving.abort()
    },
    'a completed operation of a WebSocket': async (text) => {
      const socket = await rawSocket()
      socket.send(subscribe(text))
      return () => socket.send(JSON.stringify({ id: '1', type: 'complete' }))
    },
    'a closed WebSocket': async (text) => {
      const socket = await rawSocket()
      socket.send(subscribe(text))
      return () => socket.terminate()
    },
  }
  const cases = Object.keys(transports).flatMap((transport) => [
    { transport, kind: 'query', text: query },
    { transport, kind: 'mutation', text: write },
  ])

  it.each(cases)('$transport of a $kind takes its statements along', async ({ transport, text }) => {
    const before = cancelledLines().length
    const leave = await transports[transport]?.(text)
    await expect.poll(waiting).toBe(1)
    leave?.()
    await expect.poll(waiting).toBe(0)
    await expect.poll(() => cancelledLines().length).toBe(before + 1)
    expect(cancelledLines().at(-1)).toMatchObject({ operation: expect.stringContaining('Waits') })
    // The lock is still held: nothing of the request was sent after it.
    expect(await waiting()).toBe(0)
  })

  it.each(['SSE', 'WebSocket'])(
    'a stream that begins takes its statements along, over %s',
    async (transport) => {
      let leave = () => {}
      if (transport === 'SSE') {
        const leaving = new AbortController()
        EventStream.open(gateway.url, events, variables, { signal: leaving.signal }).catch(() => {})
        leave = () => leaving.abort()
      } else {
        leave = (await transports['a closed WebSocket']?.(events)) ?? leave
      }
      await expect.poll(waiting).toBe(1)
      leave()
      await expect.poll(waiting).toBe(0)
    },
  )

  it('an entry of a stream is given up with its last subscriber, and not before', async () => {
    await unlock()
    const clients = await Promise.all([1, 2].map(() => clientOf(gateway.socketUrl, people.demo)))
    const streams = clients.map((client) => client.iterate({ query: events, variables }))
    for (const stream of streams) await stream.next()
    const [seen] = await direct.query<{ count: number }>(
      'select count(*)::int as count from application_events where session_id = $1',
      [sessions.research],
    )
    for (const stream of streams) for (let i = 1; i < (seen?.count ?? 0); i += 1) await stream.next()
    unlock = await lock('sessions')
    await direct.script(`set session_replication_role = replica;
      insert into application_events (event_type, event_group, session_id) values ('e', 'agent', '${sessions.research}');
      select pg_notify('ii_gateway_changes', '{"table":"application_events","keys":{"session_id":["${sessions.research}"]}}');
      reset session_replication_role`)
    await expect.poll(waiting).toBe(1)
    await clients[0]?.dispose()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await waiting()).toBe(1)
    await clients[1]?.dispose()
    await expect.poll(waiting).toBe(0)
  })

  it('does no harm to others whose statements were sent behind on the same connection', async () => {
    const leaving = new AbortController()
    ask({ query, variables }, { signal: leaving.signal }).catch(() => {})
    await expect.poll(waiting).toBe(1)
    const others = Array.from({ length: 20 }, () =>
      ask({ query: '{ viewer { id creditBalance { credits } } }' }),
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    leaving.abort()
    for (const answer of await Promise.all(others)) {
      const { data, errors } = await answer.json()
      expect(errors).toBeUndefined()
      expect(data.viewer.creditBalance.credits).toBeDefined()
    }
  })

  it('is counted by a metric', async () => {
    const text = await (await fetch(metricsUrl)).text()
    expect(text).toMatch(/^ii_gateway_requests_total\{.*outcome="CANCELLED".*\} [1-9]/m)
  })
})
