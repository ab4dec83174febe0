import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { createServerFiles, findServer, startServer } from '../../test/support/postgres-server.ts'
import { measureDelays } from './delays.ts'
import { ask, createRun, createToken, documents, insert, now, withServer } from './harness.ts'
import { text, type Usage } from './servers/report.ts'
import type { Job } from './watchers.ts'

/** How many watch one run, and whether to measure delays: `1000 3000 10000 delay`; `delay` alone measures only those. */
const sizes = process.argv.slice(2).map(Number).filter(Boolean)
const events = 50
const names = ['bare', 'usual', 'gateway'] as const

type Result = { deliveries: number; cpu: number; memory: number }

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
  if (process.argv.includes('delay')) await measureDelays(client, url)
  await client.end()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
