import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { secret } from './contenders.ts'
import { startBenchDatabase } from './database.ts'
import { freePort } from './processes.ts'

// From the start of the process until it is ready, as /health/ready says: on a PostgreSQL that is migrated, and embedded
// with a folder that is new (the demo is made) and with the same folder again.

const runs = 5
const command = fileURLToPath(new URL('../dist/cli.js', import.meta.url))

async function untilReady(env: Record<string, string>): Promise<number> {
  const port = await freePort()
  const started = performance.now()
  const child = spawn(process.execPath, [command, 'start'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'error', ...env },
  })
  const ready = () =>
    fetch(`http://127.0.0.1:${port}/health/ready`)
      .then(({ ok }) => ok)
      .catch(() => false)
  while (!(await ready())) {
    if (child.exitCode !== null) throw new Error(`the gateway stopped with code ${child.exitCode}`)
    await pause(5)
  }
  const took = performance.now() - started
  child.kill('SIGTERM')
  await once(child, 'exit')
  return took
}

function printRow(label: string, times: readonly number[]): void {
  const sorted = times.toSorted((a, b) => a - b)
  const seconds = (time?: number) => `${((time ?? Number.NaN) / 1000).toFixed(2)} s`
  console.log(`${label}: ${seconds(sorted[Math.floor(runs / 2)])}, at worst ${seconds(sorted.at(-1))}`)
}

const measure = async (env: () => Record<string, string>) => {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) times.push(await untilReady(env()))
  return times
}

const data = await startBenchDatabase(0.1)
const folder = mkdtempSync(join(tmpdir(), 'start-up-'))
try {
  printRow(
    'PostgreSQL',
    await measure(() => ({ DATABASE_URL: data.url('bench'), JWT_SECRET_KEY: secret, HOST: '127.0.0.1' })),
  )
  let made = 0
  printRow('embedded, new', await measure(() => ({ DATA_DIR: join(folder, String(made++)) })))
  printRow('embedded, again', await measure(() => ({ DATA_DIR: join(folder, '0') })))
} finally {
  rmSync(folder, { recursive: true, force: true })
  await data.stop()
}
