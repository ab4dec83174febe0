import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from 'graphql-ws'
import pg from 'pg'
import { WebSocket } from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { type RunningProcess, startCommand } from '../cli/process.ts'
import { signTokenFor, testSecret } from '../support/client.ts'

const chance = (share: number) => Math.random() < share
const upTo = (max: number) => Math.floor(Math.random() * max)

/** How long a gateway may take until it is ready, in milliseconds. */
const maxStartMs = 60_000

/** A gateway that is a process of its own, and restarts at the same port after it was killed. */
export class GatewayProcess {
  readonly #databaseUrl: string
  readonly #env: Record<string, string>
  #running: RunningProcess | undefined
  url = ''
  #port = '0'

  constructor(databaseUrl: string, env: Record<string, string> = {}) {
    this.#databaseUrl = databaseUrl
    this.#env = env
  }

  get pid(): number | undefined {
    return this.#running?.child.pid
  }

  async start(): Promise<void> {
    this.#running = startCommand(['start'], {
      // Watchers reconnect more often than clients may.
      REQUESTS_PER_MINUTE: '0',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
      ...this.#env,
      DATABASE_URL: this.#databaseUrl,
      JWT_SECRET_KEY: testSecret,
      HOST: '127.0.0.1',
      PORT: this.#port,
    })
    const [, port = ''] = await this.#running.writes(/127\.0\.0\.1:(\d+)/)
    this.#port = port
    this.url = `ws://127.0.0.1:${port}/graphql`
    const startedAt = Date.now()
    for (;;) {
      const signal = AbortSignal.timeout(maxStartMs)
      const ready = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal }).catch(
        (error: Error) => error,
      )
      if (ready instanceof Response && ready.ok) return
      if (this.#running.child.exitCode !== null)
        throw new Error(`It ended: ${(await this.#running.finished).err}`)
      if (Date.now() - startedAt > maxStartMs)
        throw new Error(`It is not ready: ${ready instanceof Response ? await ready.text() : ready}`)
      await pause(50)
    }
  }

  async kill(): Promise<void> {
    this.#running?.child.kill('SIGKILL')
    await this.#running?.finished
  }
}

/** Makes a run whose log is written to. */
export async function makeRun(client: pg.Client): Promise<string> {
  const run = randomUUID()
  await client.query(
    `insert into run_tasks (id, session_id, task_type, status) values ($1, $2, 'media_generation', 'running')`,
    [run, sessions.research],
  )
  return run
}

/**
 * Writes to a run's log until `signal` aborts: transactions of up to a second with one to four statements, some of them
 * in savepoints, some of which are rolled back, as a quarter of the transactions are. Every fourth writer dates its rows
 * with a clock that is wrong; the others' events carry a number that grows from transaction to transaction.
 */
export async function write(
  databaseUrl: string,
  run: string,
  writer: number,
  signal: AbortSignal,
): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  await client.connect()
  const isSkewed = writer % 4 === 3
  for (let turn = 0; !signal.aborted; turn += 1) {
    const length = chance(0.3) ? upTo(1000) : upTo(60)
    await client.query('begin')
    for (let statement = 0; statement <= upTo(4); statement += 1) {
      const isNested = chance(0.4)
      if (isNested) await client.query('savepoint step')
      await append(client, run, isSkewed ? 'skewed' : `${writer}:${turn}`, isSkewed)
      await pause(length / 3)
      if (isNested) await client.query(chance(0.3) ? 'rollback to savepoint step' : 'release savepoint step')
    }
    await client.query(chance(0.25) ? 'rollback' : 'commit')
  }
  await client.end()
}

async function append(client: pg.Client, run: string, type: string, isSkewed: boolean): Promise<void> {
  if (chance(0.2)) {
    await client.query(`insert into task_logs (task_id, status) values ($1, $2)`, [run, type])
    return
  }
  const skew = isSkewed ? (Math.random() - 0.5) * 20 : 0
  await client.query(
    `insert into application_events (event_type, event_group, session_id, run_id, created_at)
     select $3, 'agent', $2, $1, now() + $4 * interval '1 second' from generate_series(1, $5)`,
    [run, sessions.research, type, skew, 1 + upTo(3)],
  )
}

const query = `subscription ($run: ID!, $after: String) {
  runLog(runId: $run, after: $after) {
    __typename
    ... on StreamEntry { cursor }
    ... on TaskLogAdded { log { databaseId statusText } }
    ... on EventAdded { event { databaseId eventType } }
    ... on StreamGap { reason }
  }
}`

type Entry = {
  __typename: string
  cursor: string
  log?: { databaseId: string; statusText: string }
  event?: { databaseId: string; eventType: string }
}

/** An entry that a watcher received. */
export type Seen = { readonly id: string; readonly type: string }

/** Watches a run to its end, on one gateway after the other, leaving at random moments and resuming by cursor. */
export async function watchToTheEnd(
  gateways: readonly GatewayProcess[],
  run: string,
): Promise<{ seen: Seen[]; visits: number; gaps: number }> {
  const token = await signTokenFor(people.demo)
  const seen: Seen[] = []
  let after: string | undefined
  let hasEnded = false
  let visits = 0
  let gaps = 0
  while (!hasEnded) {
    const { url } = gateways[upTo(gateways.length)] as GatewayProcess
    visits += 1
    let leaves: NodeJS.Timeout | undefined
    const client = createClient({
      url,
      webSocketImpl: WebSocket,
      connectionParams: { token },
      retryAttempts: 0,
      on: { opened: (socket) => (leaves = setTimeout(() => (socket as WebSocket).terminate(), upTo(2000))) },
    })
    try {
      for await (const { data, errors } of client.iterate<{ runLog: Entry }>({
        query,
        variables: { run, after },
      })) {
        if (!data) throw new Error(JSON.stringify(errors))
        const { __typename, cursor, log, event } = data.runLog
        after = cursor
        if (__typename === 'RunEnded') hasEnded = true
        if (__typename === 'StreamGap') gaps += 1
        if (log) seen.push({ id: log.databaseId, type: log.statusText })
        if (event) seen.push({ id: event.databaseId, type: event.eventType })
      }
    } catch {
      await pause(20)
    } finally {
      clearTimeout(leaves)
      await client.dispose()
    }
  }
  return { seen, visits, gaps }
}

/** What is really in the log. */
export async function readWrittenRows(client: pg.Client, run: string): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `select id::text from application_events where run_id = $1 union all select id::text from task_logs where task_id = $1`,
    [run],
  )
  return rows.map(({ id }) => id).sort()
}

/** Cuts every connection that listens. */
export async function cutListeners(client: pg.Client): Promise<number> {
  const { rowCount } = await client.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query ilike 'listen %' and pid <> pg_backend_pid()`,
  )
  return rowCount ?? 0
}
