import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort, handOver } from './postgres-server.ts'

/** A running PgBouncer. */
export type Pgbouncer = {
  /** A database's URL by way of the pooler. */
  url(databaseUrl: string): string
  stop(): Promise<void>
}

const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/opt/homebrew/bin']

/** The pooler of this machine, or the one that `TEST_PGBOUNCER` names. */
export function findPgbouncer(): { path: string; version: number } | undefined {
  const path = [process.env.TEST_PGBOUNCER, ...places.map((place) => join(place, 'pgbouncer'))].find(
    (candidate) => candidate && existsSync(candidate),
  )
  if (!path) return undefined
  const [, minor] = /PgBouncer 1\.(\d+)/.exec(execFileSync(path, ['--version'], { encoding: 'utf8' })) ?? []
  return { path, version: Number(minor) }
}

/** Starts the pooler before one server, whose users need no password. Settings are written as in its configuration. */
export async function startPgbouncer(
  path: string,
  serverUrl: string,
  { users, settings }: { users: readonly string[]; settings: readonly string[] },
): Promise<Pgbouncer> {
  const { hostname, port: serverPort } = new URL(serverUrl)
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'gateway-pgbouncer-'))
  const usersFile = join(folder, 'users.txt')
  const configuration = join(folder, 'pgbouncer.ini')
  writeFileSync(usersFile, users.map((user) => `"${user}" ""\n`).join(''))
  writeFileSync(
    configuration,
    `[databases]
* = host=${hostname} port=${serverPort}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = trust
auth_file = ${usersFile}
${settings.join('\n')}
`,
  )
  const owner = handOver(folder)
  chmodSync(folder, 0o700)
  const pooler = spawn(path, [configuration], { stdio: ['ignore', 'ignore', 'pipe'], ...owner })
  const kill = () => pooler.kill('SIGKILL')
  process.once('exit', kill)
  const gone = once(pooler, 'exit').finally(() => {
    process.off('exit', kill)
    rmSync(folder, { recursive: true, force: true })
  })
  await new Promise<void>((resolve, reject) => {
    let log = ''
    pooler.stderr.setEncoding('utf8').on('data', (text: string) => {
      log += text
      if (log.includes('process up')) resolve()
    })
    gone.then(() => reject(new Error(`pgbouncer did not start:\n${log}`)), reject)
  })
  return {
    url(databaseUrl) {
      const url = new URL(databaseUrl)
      url.host = `127.0.0.1:${port}`
      return url.href
    },
    async stop() {
      kill()
      await gone
    },
  }
}
