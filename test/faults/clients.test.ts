import { once } from 'node:events'
import { connect } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { makeRun } from '../live/stress.ts'
import { signTokenFor } from '../support/client.ts'
import { listen, type TestGateway } from '../support/gateway.ts'
import { Load, sendTo, tally } from './load.ts'
import { environment } from './scenario.ts'
import { type BreakableServer, programs, startBreakableServer } from './server.ts'

const bodyTimeoutMs = 1_000

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** Memory of this process that is reachable, buffers included. What V8 keeps for later does not count. */
function memoryInUseMb(): number {
  collectGarbage()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1e6
}

// Without PostgreSQL's programs on this machine there is no server for it.
describe.skipIf(!programs)('clients that are slow, or vanish', () => {
  let server: BreakableServer
  let client: pg.Client
  let gateway: TestGateway
  let metricsUrl = ''
  let token = ''
  let run = ''
  beforeAll(async () => {
    server = await startBreakableServer()
    const databaseUrl = await server.newDatabase()
    client = new pg.Client({ connectionString: databaseUrl })
    client.on('error', () => {})
    await client.connect()
    gateway = await listen({
      ...environment,
      LOG_LEVEL: 'info',
      DATABASE_URL: databaseUrl,
      METRICS_PORT: '0',
      BODY_TIMEOUT_MS: String(bodyTimeoutMs),
    })
    await gateway.ready()
    metricsUrl = `http://127.0.0.1:${gateway.lines.find(({ msg }) => msg === 'metrics')?.port}/metrics`
    token = await signTokenFor(people.demo)
    run = await makeRun(client)
    await append(1, 10)
  })
  afterAll(async () => {
    await client.end()
    await gateway.close()
    await server.remove()
  })

  async function gauge(series: string): Promise<number> {
    const text = await (await fetch(metricsUrl)).text()
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${series} `))
        ?.split(' ')
        .at(-1),
    )
  }

  /** Has others use the gateway meanwhile: nobody of them may notice. */
  async function others(happens: () => Promise<void>) {
    const load = new Load(sendTo(gateway.url), { readers: 2, writers: 1 })
    await load.everyone(0, 2)
    const from = performance.now()
    await happens()
    await load.everyone(performance.now(), 2)
    await load.stop()
    const meanwhile = load.between(from, performance.now())
    expect([...new Set(meanwhile.map(({ outcome }) => outcome))]).toEqual(['OK'])
    return { answers: tally(meanwhile), slowestMs: Math.max(...meanwhile.map((one) => one.until - one.from)) }
  }

  /** Opens a WebSocket that watches a run; resolves with its first event. */
  async function watch(): Promise<WebSocket> {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    const send = (message: object) => socket.send(JSON.stringify(message))
    send({ type: 'connection_init', payload: { token } })
    await once(socket, 'message')
    const query = `subscription { runLog(runId: "${run}") { __typename ... on EventAdded { event { databaseId content } } } }`
    send({ id: '1', type: 'subscribe', payload: { query } })
    await once(socket, 'message')
    return socket
  }

  const append = (events: number, bytes: number) =>
    client.query(
      `insert into application_events (event_type, event_group, session_id, run_id, content)
       select 'fault', 'agent', $2, $1, jsonb_build_object('text', repeat('x', $4)) from generate_series(1, $3)`,
      [run, sessions.research, events, bytes],
    )

  it('leave nothing behind when they vanish', async ({ task }) => {
    const found = await others(async () => {
      const sockets = await Promise.all(Array.from({ length: 50 }, () => watch()))
      expect(await gauge('ii_gateway_subscriptions')).toBe(50)
      for (const socket of sockets) socket.terminate()
      const asked = Array.from({ length: 100 }, (_, i) => {
        const body = JSON.stringify({ query: '{ viewer { sessions(first: 20) { nodes { id } } } }' })
        const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` }
        return fetch(gateway.url, { method: 'POST', headers, body, signal: AbortSignal.timeout(i) }).catch(
          () => {},
        )
      })
      await Promise.all(asked)
      await expect.poll(() => gauge('ii_gateway_subscriptions')).toBe(0)
      await expect.poll(() => gauge('ii_gateway_websockets')).toBe(0)
      await expect.poll(() => gauge('ii_gateway_feeds')).toBe(0)
    })
    await expect.poll(() => gauge('ii_gateway_connections{state="busy"}')).toBe(0)
    task.meta.finding = {
      fault: '50 sockets and 100 requests vanish',
      nothingLost: 'nothing stays open',
      ...found,
    }
  })

  it('cost no memory when they do not read', async ({ task }) => {
    const deaf = await watch()
    const reading = await watch()
    let received = 0
    reading.on('message', () => {
      received += 1
    })
    const events = 6_000
    const flood = async () => {
      received = 0
      for (let sent = 0; sent < events; sent += 100) await append(100, 10_000)
      await expect.poll(() => received, { timeout: 60_000 }).toBe(events)
    }
    // With everybody reading, the same load fills caches and buffers of the test itself.
    await flood()
    deaf.pause()
    const before = memoryInUseMb()
    const found = await others(flood)
    const grownMb = memoryInUseMb() - before
    reading.terminate()
    deaf.terminate()
    await expect.poll(() => gauge('ii_gateway_subscriptions')).toBe(0)
    task.meta.finding = {
      fault: 'a watcher does not read 60 MB',
      nothingLost: `${received} events to the other watcher`,
      ...found,
    }
    // What the watcher does not read is 60 MB, none of which is kept for it.
    expect(grownMb).toBeLessThan(20)
  })

  it('are cut off when they send too slowly, without an effect on other clients', async ({ task }) => {
    const head =
      'POST /graphql HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 1000\r\n\r\n{'
    const found = await others(async () => {
      const from = performance.now()
      const ends = Array.from({ length: 50 }, async () => {
        const socket = connect(Number(new URL(gateway.url).port), '127.0.0.1')
        socket.on('error', () => {})
        socket.resume()
        socket.write(head)
        await once(socket, 'close')
        return performance.now() - from
      })
      expect(Math.max(...(await Promise.all(ends)))).toBeLessThan(bodyTimeoutMs + 5_000)
    })
    task.meta.finding = { fault: '50 clients send bodies slowly', nothingLost: 'all were cut off', ...found }
  })
})
