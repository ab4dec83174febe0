import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { type Contender, secret } from './contenders.ts'
import type { Job, Measured } from './load.ts'
import type { Usage } from './servers/report.ts'

/** A server process under measurement. */
export type Running = {
  readonly url: string
  readonly pid: number
  /** What the process used since it started, and what it holds. */
  usage(asked?: { collect?: boolean }): Promise<Usage>
  stop(): Promise<void>
}

const script = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Returns a free TCP port of the loopback interface. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (typeof address !== 'object' || !address) throw new Error('No port is free.')
  return address.port
}

/** Starts a server in a process of its own, on the same Node as this one, and resolves when it answers. */
export async function startContender(
  { name, script: file, args = [] }: Contender,
  {
    databaseUrl,
    poolSize,
    workers = 1,
    env = {},
  }: { databaseUrl: string; poolSize: number; workers?: number; env?: NodeJS.ProcessEnv },
): Promise<Running> {
  const port = await freePort()
  const child = spawn(process.execPath, ['--import', script('servers/report.ts'), file, ...args], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      GRAPHILE_ENV: 'production',
      NODE_NO_WARNINGS: '1',
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: databaseUrl,
      DATABASE_POOL_SIZE: String(poolSize),
      WORKERS: String(workers),
      JWT_SECRET_KEY: secret,
      // No rival logs its requests.
      LOG_LEVEL: 'warn',
      // Nor counts who asks how often.
      REQUESTS_PER_MINUTE: '0',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
      ...env,
    },
  })
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  await answering(name, child, port)
  return {
    url: `http://127.0.0.1:${port}/graphql`,
    pid: child.pid ?? 0,
    async usage(asked = {}) {
      const answer = once(child, 'message')
      child.send(asked)
      return (await answer)[0] as Usage
    },
    async stop() {
      process.off('exit', kill)
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
    },
  }
}

/** Waits until the server answers, whatever it answers, other than that it is not ready. */
async function answering(name: string, child: ChildProcess, port: number): Promise<void> {
  const ready = { method: 'POST', body: JSON.stringify({ query: '{ __typename }', operationName: 'ready' }) }
  for (;;) {
    if (child.exitCode !== null) throw new Error(`${name} stopped with code ${child.exitCode}`)
    const answer = fetch(`http://127.0.0.1:${port}/graphql`, {
      ...ready,
      headers: { 'content-type': 'application/json' },
    })
    if (await answer.then(({ status }) => status !== 503).catch(() => false)) return
    await pause(50)
  }
}

/** Runs the load generator in a process of its own, on this core of the machine if one is named (Linux). */
export async function load(job: Job, core?: number): Promise<Measured> {
  const command = [process.execPath, '--no-warnings', script('load.ts')]
  const [file = '', ...args] = core === undefined ? command : ['taskset', '--cpu-list', `${core}`, ...command]
  const child = spawn(file, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
  })
  child.stdin.end(JSON.stringify(job))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(`the load generator stopped with code ${code}`)
  return JSON.parse(output) as Measured
}
