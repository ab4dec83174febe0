import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import pg from 'pg'

/** A PostgreSQL server of a test's own, to be killed and started again. */
export interface Server {
  readonly port: number
  /** Makes an empty database; answers its URL. */
  newDatabase(): Promise<string>
  start(): Promise<void>
  /** Ends it without a chance to say goodbye. */
  kill(): Promise<void>
  /** Ends it and removes its folder. */
  remove(): Promise<void>
}

const root = '/usr/lib/postgresql'
const versions = existsSync(root)
  ? readdirSync(root).filter((v) => existsSync(`${root}/${v}/bin/initdb`))
  : []
const newest = versions.sort((a, b) => Number(b) - Number(a))[0]

/** Where the server's programs are, if this machine has them. */
export const binaries = newest && `${root}/${newest}/bin`

const isRoot = process.getuid?.() === 0
const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
/** PostgreSQL refuses to run as root. */
const user = () => (isRoot ? { uid: idOf('-u'), gid: idOf('-g') } : {})

export async function createServerFor(prefix: string): Promise<Server> {
  const as = user()
  const folder = mkdtempSync(join(tmpdir(), `${prefix}-`))
  if (as.uid !== undefined && as.gid !== undefined) chownSync(folder, as.uid, as.gid)
  const data = join(folder, 'data')
  const options = { ...as, cwd: folder, stdio: 'pipe' as const }
  execFileSync(`${binaries}/initdb`, ['-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync'], options)
  const port = await freePort()
  let child: ChildProcess | undefined
  let databases = 0

  const end = async (signal: NodeJS.Signals) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, 'exit')
    child.kill(signal)
    await exited
  }
  const server: Server = {
    port,
    async start() {
      const flags = ['-D', data, '-p', String(port), '-k', folder, '-h', '127.0.0.1', '-c', 'fsync=off']
      child = spawn(`${binaries}/postgres`, flags, {
        ...as,
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      if (!child.stderr) throw new Error('PostgreSQL was started without its log.')
      for await (const line of createInterface({ input: child.stderr })) {
        if (line.includes('ready to accept connections')) break
      }
      child.stderr.resume()
    },
    async newDatabase() {
      databases += 1
      const client = new pg.Client(`postgres://postgres@127.0.0.1:${port}/postgres`)
      await client.connect()
      await client.query(`create database test_${databases}`)
      await client.end()
      return `postgres://postgres@127.0.0.1:${port}/test_${databases}`
    },
    kill: () => end('SIGKILL'),
    async remove() {
      await end('SIGINT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
  await server.start()
  return server
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const address = probe.address()
  probe.close()
  await once(probe, 'close')
  if (address === null || typeof address === 'string') throw new Error('No free port.')
  return address.port
}
