import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { signingKey, signToken } from '../../src/auth/token.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people } from '../../src/demo/identities.ts'
import { seedDemo } from '../../src/demo/seed.ts'

const secret = 'a secret of the benchmark alone, of 32 bytes and more'
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url))

/** Fills a database with the demo's tables and rows. */
export async function fillDemo(databaseUrl: string): Promise<void> {
  const config = { databaseUrl, dataDir: '', poolSize: 2, statementTimeoutMs: 60_000 }
  const database = await openDatabase(config as Parameters<typeof openDatabase>[0])
  await migrate(database)
  await seedDemo(database, new Date())
  await database.close()
}

/** A gateway process with the console, and a token of the demo's user. */
export type RunningGateway = { readonly url: string; readonly token: string; stop(): Promise<void> }

/** Starts the built gateway as a process of its own, and waits until it is ready. */
export async function startGateway(databaseUrl: string): Promise<RunningGateway> {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: databaseUrl,
    JWT_SECRET_KEY: secret,
    HOST: '127.0.0.1',
    PORT: '0',
  }
  const child: ChildProcess = spawn(process.execPath, [cli, 'start'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let out = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      out += text
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(out)
      if (found) resolve(found[0])
    })
    child.once('exit', () => reject(new Error(`The gateway ended:\n${out}`)))
  })
  while (!(await fetch(`${url}/health/ready`).catch(() => undefined))?.ok)
    await new Promise((resolve) => setTimeout(resolve, 50))
  const token = await signToken({ ...people.demo, isAdmin: false }, 1, signingKey(secret))
  return {
    url,
    token,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
