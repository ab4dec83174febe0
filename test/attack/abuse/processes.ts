import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { testSecret } from '../../support/client.ts'
import type { Report } from './monitor.ts'
import type { Probes } from './prober.ts'

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url))
/** What the whole of a gateway must go on in. */
const heapMb = 512

/** A gateway process that measures itself while it is abused. */
export type AbusedGateway = {
  readonly url: string
  /** Of its `/metrics`. */
  readonly metricsUrl: string
  /** Begins to measure. */
  begin(): void
  report(): Promise<Report>
  /** How the process ended; null while it runs. */
  exitCode(): number | string | null
  /** What it wrote last. */
  lastOutput(): string
  stop(): Promise<void>
}

/** Starts a gateway as it runs in production, with a small heap and nothing that counts requests, on a database. */
export async function startAbusedGateway(databaseUrl: string): Promise<AbusedGateway> {
  const child = fork(fileOf('../../../src/main.ts'), {
    execArgv: [`--max-old-space-size=${heapMb}`, '--import', 'tsx', '--import', fileOf('monitor.ts')],
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      JWT_SECRET_KEY: testSecret,
      HOST: '127.0.0.1',
      PORT: '0',
      METRICS_PORT: '0',
      LOG_LEVEL: 'info',
      REQUESTS_PER_MINUTE: '0',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
      CLIENT_READ_TIMEOUT_MS: '3000',
      EXECUTION: process.env.EXECUTION,
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-20_000)
      child.emit('written')
    })
  }
  async function written(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(output)?.[1]
      if (found !== undefined) return found
      if (child.exitCode !== null) throw new Error(`The gateway ended with ${child.exitCode}: ${output}`)
      await Promise.race([once(child, 'written'), once(child, 'exit')])
    }
  }
  const url = await written(/"url":"([^"]+)"/)
  const metricsPort = await written(/"port":(\d+),"msg":"metrics"/)
  await written(/"msg":"(ready)"/)
  return {
    url,
    metricsUrl: `http://127.0.0.1:${metricsPort}/metrics`,
    begin: () => void child.send('begin'),
    report: () => ask<Report>(child),
    exitCode: () => child.exitCode ?? child.signalCode,
    lastOutput: () => output.slice(-4_000),
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

/** Probes a URL from a process of its own; what is returned ends it, and resolves with what came of it. */
export function startProber(url: string, maxMs: number): () => Promise<Probes> {
  const child = fork(fileOf('prober.ts'), [url, String(maxMs)], { execArgv: ['--import', 'tsx'] })
  return () => ask<Probes>(child)
}

async function ask<Answer>(child: ChildProcess): Promise<Answer> {
  const answer = once(child, 'message')
  const ended = once(child, 'exit').then(() => {
    throw new Error('The process ended.')
  })
  child.send('report')
  return (await Promise.race([answer, ended]))[0] as Answer
}
