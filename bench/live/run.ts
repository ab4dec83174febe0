import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { signingKey, signToken } from '../../src/auth/token.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { createServerFiles, findServer, startServer } from '../../test/support/postgres-server.ts'
import { text } from './servers/report.ts'
import type { Job } from './watchers.ts'

/** How many watch one run, and whether to measure delays: `1000 3000 10000 delay`; `delay` alone measures only those. */
const sizes = process.argv.slice(2).map(Number).filter(Boolean)
const events = 50
const secret = 'a secret of the benchmark alone, of 32 bytes and more'
const names = ['bare', 'usual', 'gateway'] as const
/** Servers whose events are rows of the database. */
const ofRows = ['listen', 'gateway'] as const

const documents = {
  listen: '',
  bare: 'subscription { event { n text } }',
  usual: 'subscription { event { n text } }',
  gateway: `subscription ($run: ID!) { runLog(runId: $run) { ... on EventAdded { event { databaseId content } } } }`,
}

type Usage = { cpu: NodeJS.CpuUsage; rss: number }
type Result = { deliveries: number; cpu: number; memory: number }

const file = (name: string) => fileURLToPath(new URL(name, import.meta.url))

function start(name: string, env: Record<string, string> = {}): ChildProcess {
  return fork(file(name), {
    execArgv: ['--import', 'tsx', '--expose-gc'],
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...env },
  })
}

async function ask<Answer>(child: ChildProcess, message: object): Promise<Answer> {
  const answer = once(child, 'message')
  child.send(message)
  return (await answer)[0] as Answer
}

/** Starts a server and a process of watchers, and ends both after the work. */
async function withServer<Answer>(
  name: keyof typeof documents,
  url: string,
  work: (server: ChildProcess, watching: ChildProcess, address: string) => Promise<Answer>,
): Promise<Answer> {
  const server = start(`servers/${name}.ts`, {
    DATABASE_URL: url,
    JWT_SECRET_KEY: secret,
    HOST: '127.0.0.1',
    PORT: '0',
    // All watchers are one user at one address here.
    REQUESTS_PER_MINUTE: '0',
    REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    SOCKETS_PER_USER: '100000',
    SOCKETS_PER_ADDRESS: '100000',
    CONNECTIONS_PER_ADDRESS: '100000',
    MAX_CONNECTIONS: '100000',
  })
  const [{ port }] = (await once(server, 'message')) as [{ port: number }]
  const watching = start('watchers.ts')
  try {
    return await work(server, watching, `ws://127.0.0.1:${port}/graphql`)
  } finally {
    const stopped = [once(server, 'exit'), once(watching, 'exit')]
    server.kill('SIGKILL')
    watching.kill('SIGKILL')
    await Promise.all(stopped)
  }
}

async function createRun(database: pg.Client): Promise<string> {
  const { rows } = await database.query<{ id: string }>(
    `insert into run_tasks (session_id, task_type, status) values ($1, left(gen_random_uuid()::text, 32), 'running') returning id`,
    [sessions.research],
  )
  return rows[0]?.id ?? ''
}

const createToken = () => signToken({ ...people.demo, isAdmin: false }, 1, signingKey(secret))
const now = () => performance.timeOrigin + performance.now()

/** Measures how fast events of one run reach its many watchers, and what that takes. */
async function measure(
  name: (typeof names)[number],
  watchers: number,
  database: pg.Client,
  databaseUrl: string,
): Promise<Result> {
  const run = await createRun(database)
  const token = await createToken()
  return withServer(name, databaseUrl, async (server, watching, url) => {
    const before = await ask<Usage>(server, {})
    const variables = Array.from({ length: watchers }, () => ({ run }))
    await ask(watching, { job: { url, token, query: documents[name], variables } satisfies Job })
    const opened = await ask<Usage>(server, {})

    const publish = async (count: number) => {
      if (name !== 'gateway') return void server.send({ publish: count })
      for (let n = 0; n < count; n += 1) await insert(database, [run], { n, text })
    }
    const round = async (count: number) => {
      await ask(watching, { wait: count * watchers })
      const done = once(watching, 'message')
      const from = now()
      await publish(count)
      const [{ at }] = (await done) as [{ at: number }]
      return at - from
    }
    await round(10)
    const idle = await ask<Usage>(server, {})
    const ms = await round(events)
    const after = await ask<Usage>(server, {})
    const cpu = after.cpu.user + after.cpu.system - idle.cpu.user - idle.cpu.system
    return {
      deliveries: (events * watchers * 1000) / ms,
      cpu: cpu / (events * watchers),
      memory: (opened.rss - before.rss) / watchers / 1024,
    }
  })
}

/** Adds one event to each of these runs, in one statement. */
async function insert(database: pg.Client, runs: readonly string[], content: object): Promise<void> {
  await database.query(
    `insert into application_events (event_type, event_group, session_id, run_id, content)
     select 'bench', 'agent', $1, run, $3 from unnest($2::uuid[]) run`,
    [sessions.research, runs, content],
  )
}

/** Measures the time from before the insert of a row to its watcher, at a steady rate of rows in many runs. */
async function measureDelay(database: pg.Client, databaseUrl: string): Promise<string> {
  const [runCount, watchersOfRun, rowsASecond, seconds, rowsOfStatement] = [1000, 10, 2000, 5, 10]
  const runs: string[] = []
  for (let n = 0; n < runCount; n += 1) runs.push(await createRun(database))
  const token = await createToken()
  const delays = await withServer('gateway', databaseUrl, async (_server, watching, url) => {
    const variables = runs.flatMap((run) => Array.from({ length: watchersOfRun }, () => ({ run })))
    await ask(watching, { job: { url, token, query: documents.gateway, variables } satisfies Job })
    await ask(watching, { wait: rowsASecond * seconds * watchersOfRun })
    const done = once(watching, 'message')
    const from = now()
    const everyMs = (1000 * rowsOfStatement) / rowsASecond
    for (let sent = 0; sent < rowsASecond * seconds; sent += rowsOfStatement) {
      const some = Array.from({ length: rowsOfStatement }, (_, n) => runs[(sent + n) % runCount] ?? '')
      await pause(Math.max(from + (sent / rowsOfStatement) * everyMs - now(), 0))
      await insert(database, some, { sentAt: Date.now(), text })
    }
    const [{ delays }] = (await done) as [{ delays: number[] }]
    return delays.sort((a, b) => a - b)
  })
  const at = (share: number) => delays[Math.floor(share * (delays.length - 1))]
  return `${delays.length} deliveries to ${runCount * watchersOfRun} watchers of ${runCount} runs, ${rowsASecond} rows a second: delay p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, most ${at(1)} ms`
}

/** Measures the same for the watchers of one run with 20 rows a second, each in a transaction of its own. */
async function measureDelayOfRun(
  name: (typeof ofRows)[number],
  watchers: number,
  database: pg.Client,
  databaseUrl: string,
): Promise<string> {
  const [rows, everyMs] = [100, 50]
  const run = await createRun(database)
  const token = await createToken()
  return withServer(name, databaseUrl, async (server, watching, url) => {
    const variables = Array.from({ length: watchers }, () => ({ run }))
    await ask(watching, { job: { url, token, query: documents[name], variables } satisfies Job })
    const round = async (count: number) => {
      await ask(watching, { wait: count * watchers })
      const done = once(watching, 'message')
      const from = now()
      for (let n = 0; n < count; n += 1) {
        await pause(Math.max(from + n * everyMs - now(), 0))
        await insert(database, [run], { sentAt: Date.now(), text })
      }
      return ((await done) as [{ delays: number[] }])[0].delays.sort((a, b) => a - b)
    }
    await round(20)
    const before = await ask<Usage>(server, {})
    const delays = await round(rows)
    const { cpu } = await ask<Usage>(server, {})
    const micros = (cpu.user + cpu.system - before.cpu.user - before.cpu.system) / (rows * watchers)
    const at = (share: number) => delays[Math.floor(share * (delays.length - 1))]
    return `| ${watchers} | ${name} | ${at(0.5)} | ${at(0.99)} | ${at(1)} | ${micros.toFixed(1)} |`
  })
}

const binaries = findServer()
if (!binaries) throw new Error('The benchmark needs the binaries of PostgreSQL 15 or newer on this machine.')
const folder = mkdtempSync(join(tmpdir(), 'bench-live-'))
// The server may have to run as another user.
chmodSync(folder, 0o755)
await createServerFiles(binaries.folder, join(folder, 'data'))
const postgres = await startServer(binaries.folder, join(folder, 'data'))
const url = postgres.url('postgres')
try {
  const database = await openDatabase({
    databaseUrl: url,
    dataDir: '',
    poolSize: 2,
    statementTimeoutMs: 60_000,
  })
  await migrate(database)
  await seedDemo(database, new Date())
  await database.close()
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  if (sizes.length > 0)
    console.log('| watchers | server | deliveries a second | CPU a delivery, µs | memory a watcher, KB |')
  if (sizes.length > 0) console.log('|---|---|---|---|---|')
  for (const watchers of sizes) {
    for (const name of names) {
      const { deliveries, cpu, memory } = await measure(name, watchers, client, url)
      console.log(
        `| ${watchers} | ${name} | ${Math.round(deliveries)} | ${cpu.toFixed(1)} | ${memory.toFixed(0)} |`,
      )
    }
  }
  if (process.argv.includes('delay')) {
    console.log('| watchers | server | p50, ms | p99, ms | most, ms | CPU a delivery, µs |')
    console.log('|---|---|---|---|---|---|')
    for (const watchers of [1, 100, 1000])
      for (const name of ofRows) console.log(await measureDelayOfRun(name, watchers, client, url))
    console.log(await measureDelay(client, url))
  }
  await client.end()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
