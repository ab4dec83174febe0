import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { createServerFiles, findServer, startServer } from '../../test/support/postgres-server.ts'
import { secret } from '../contenders.ts'
import { freePort } from '../processes.ts'
import { draw } from './draw.ts'
import { dashboard } from './panels.ts'
import { Prometheus } from './prometheus.ts'
import { useGateway } from './users.ts'

// A picture of docs/grafana-dashboard.json from a real run: a gateway on a PostgreSQL of its own is used for so many
// seconds, Prometheus scrapes it and evaluates the dashboard's expressions, and uPlot draws them. Needs `prometheus`,
// Chromium and the binaries of PostgreSQL.

const seconds = Number(process.argv[2] ?? 100)
const path = (name: string) => fileURLToPath(new URL(name, import.meta.url))
const picture = path('../../docs/dashboard.png')
const browsers = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const executablePath = process.env.CHROMIUM ?? browsers.find((file) => existsSync(file))
if (!executablePath) throw new Error('There is no Chromium on this machine: set CHROMIUM to one.')
const programs = findServer()
if (!programs) throw new Error('There is no PostgreSQL 15 or newer on this machine.')

/** Starts the gateway as it is built, with metrics, and resolves when it is ready. */
async function startGateway(databaseUrl: string) {
  const [port, metricsPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [path('../../dist/cli.js'), 'start'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      HOST: '127.0.0.1',
      PORT: String(port),
      METRICS_PORT: String(metricsPort),
      DATABASE_URL: databaseUrl,
      JWT_SECRET_KEY: secret,
      LOG_LEVEL: 'error',
      // Only the burst may reach it, on a machine that is quick enough; all come from one address here.
      REQUESTS_PER_MINUTE: '3000',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    },
  })
  process.once('exit', () => child.kill())
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`)
      .then(({ ok }) => ok)
      .catch(() => false)
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error(`The gateway stopped with code ${child.exitCode}.`)
    await pause(50)
  }
  return { child, url: `http://127.0.0.1:${port}/graphql`, metricsPort }
}

const folder = mkdtempSync(join(tmpdir(), 'dashboard-'))
chmodSync(folder, 0o711)
await createServerFiles(programs.folder, join(folder, 'postgres'))
const server = await startServer(programs.folder, join(folder, 'postgres'))
try {
  const databaseUrl = server.url('postgres')
  const database = await openDatabase({ databaseUrl, dataDir: '', poolSize: 2, statementTimeoutMs: 60_000 })
  await migrate(database)
  await seedDemo(database, new Date())
  await database.close()
  const gateway = await startGateway(databaseUrl)
  const prometheus = await Prometheus.start(join(folder, 'prometheus'), gateway.metricsPort)
  const start = Math.floor(Date.now() / 1000)
  console.log(`a gateway is used for ${seconds} seconds …`)
  await useGateway(
    { url: gateway.url, databaseUrl },
    {
      signal: AbortSignal.timeout(seconds * 1000),
      flood: { from: seconds * 400, until: seconds * 700 },
    },
  )
  const end = start + seconds
  const drawn = await Promise.all(dashboard.panels.map((panel) => prometheus.evaluate(panel, start, end)))
  for (const { panel, series } of drawn)
    if (!series.some(({ values }) => values.some((value) => value !== null)))
      console.warn(`nothing to show in "${panel.title}"`)
  await draw(dashboard.title, drawn, { executablePath, path: picture })
  gateway.child.kill('SIGTERM')
  await Promise.all([once(gateway.child, 'exit'), prometheus.stop()])
  console.log(`drawn: ${picture}`)
} finally {
  await server.stop()
  rmSync(folder, { recursive: true, force: true })
}
