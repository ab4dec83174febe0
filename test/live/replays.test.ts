import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { ReplayQueue } from '../../src/live/replay-queue.ts'
import { tokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { GatewayProcess } from './stress.ts'

describe('the queue of replays', () => {
  const never = new AbortController().signal

  it('runs two pieces of work at a time, in the order in which they were asked for', async () => {
    const queue = new ReplayQueue()
    const started: number[] = []
    let running = 0
    let most = 0
    const work = (number: number) => async () => {
      started.push(number)
      running += 1
      most = Math.max(most, running)
      await pause(1)
      running -= 1
      return number
    }
    const all = Array.from({ length: 10 }, (_, number) => queue.run(work(number), never))
    expect(await Promise.all(all)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(started).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(most).toBe(2)
  })

  it('goes on after work that fails, and leaves out what was given up meanwhile', async () => {
    const queue = new ReplayQueue()
    const left = new AbortController()
    const fail = () => queue.run(() => Promise.reject(new Error('failed')), never)
    const failures = [fail(), fail(), fail()]
    let ran = false
    const abandoned = queue.run(async () => {
      ran = true
    }, left.signal)
    left.abort(new Error('left'))
    for (const failure of failures) await expect(failure).rejects.toThrow('failed')
    await expect(abandoned).rejects.toThrow('left')
    expect(ran).toBe(false)
    expect(await queue.run(async () => 'more', never)).toBe('more')
  })
})

const server = testDatabases.find(({ kind }) => kind === 'postgres')
const rows = 20_000
const replays = 30
const measuredMs = 6_000
/** Without the queue, 600 ms; with it, 3 to 8. */
const maxMedianMs = 100

// The embedded database runs in the process of the test.
describe.skipIf(!server)('replays of a long log, on PostgreSQL', () => {
  let made: Awaited<ReturnType<NonNullable<typeof server>['create']>>
  let client: pg.Client
  let gateway: GatewayProcess
  let token = ''
  const sockets: WebSocket[] = []

  beforeAll(async () => {
    made = await (server as NonNullable<typeof server>).create('seeded')
    client = new pg.Client({ connectionString: made.config.databaseUrl })
    await client.connect()
    gateway = new GatewayProcess(made.config.databaseUrl ?? '')
    await gateway.start()
    token = await tokenFor(people.demo)
  })
  afterAll(async () => {
    for (const socket of sockets) socket.terminate()
    await gateway.kill()
    await client.end()
    await made.remove()
  })

  const append = (run: string, count = 1) =>
    client.query(
      `insert into application_events (event_type, event_group, session_id, run_id)
       select 'tool_call', 'agent', $2, $1 from generate_series(1, $3)`,
      [run, sessions.research, count],
    )

  async function makeRun(type: string): Promise<string> {
    const run = randomUUID()
    await client.query(
      `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, $3, 'running')`,
      [run, sessions.research, type],
    )
    return run
  }

  async function watch(run: string, onMessage: () => void): Promise<void> {
    const socket = new WebSocket(gateway.url, 'graphql-transport-ws')
    sockets.push(socket)
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }))
    await once(socket, 'message')
    socket.on('message', onMessage)
    const query = `subscription ($run: ID!) {
      runLog(runId: $run) { ... on StreamEntry { cursor } ... on EventAdded { event { id content createdAt } } }
    }`
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query, variables: { run } } }))
  }

  async function ask(): Promise<void> {
    const response = await fetch(gateway.url.replace('ws', 'http'), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ viewer { id sessions(first: 5) { nodes { id name } } } }' }),
    })
    expect(await response.json()).toHaveProperty('data.viewer.id')
  }

  it('delay neither queries nor the new entries of others', { timeout: 60_000 }, async () => {
    const long = await makeRun('replayed')
    const short = await makeRun('followed')
    await append(long, rows)
    let onEntry = () => {}
    await watch(short, () => onEntry())
    let replayed = 0
    for (let i = 0; i < replays; i += 1)
      await watch(long, () => {
        replayed += 1
      })
    const timed = async (work: () => Promise<unknown>) => {
      const start = performance.now()
      await work()
      return performance.now() - start
    }
    const entry = async () => {
      const arrived = new Promise<void>((resolve) => {
        onEntry = resolve
      })
      await append(short)
      await arrived
    }
    const queries: number[] = []
    const entries: number[] = []
    for (const start = performance.now(); performance.now() - start < measuredMs; ) {
      queries.push(await timed(ask))
      entries.push(await timed(entry))
    }
    expect(replayed).toBeGreaterThan(replays)
    expect(replayed).toBeLessThan(rows * replays)
    expect(median(queries)).toBeLessThan(maxMedianMs)
    expect(median(entries)).toBeLessThan(maxMedianMs)
  })
})

const median = (times: number[]) => times.sort((one, other) => one - other)[times.length >> 1]
