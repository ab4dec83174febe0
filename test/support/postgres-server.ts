import { execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, readdirSync, realpathSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** A PostgreSQL server that a test run started for itself. */
export type PostgresServer = {
  readonly port: number
  /** The URL of one of its databases, for its superuser, who needs no password. */
  url(database: string): string
  /** Stops it and waits until it is gone: politely, or at once as a crash would (`SIGQUIT`). */
  stop(signal?: 'SIGINT' | 'SIGQUIT'): Promise<void>
}

const user = 'gateway'
const oldestVersion = 15
/** A replica takes only reads. */
const isReady = /ready to accept (read-only )?connections/

const children = (folder: string) => (existsSync(folder) ? readdirSync(folder) : [])

/** Where packages put the server: Debian and Ubuntu, Homebrew, Postgres.app, a build from source. */
const installedFolders = () => [
  ...(process.env.PATH ?? '').split(delimiter),
  ...children('/usr/lib/postgresql').map((version) => `/usr/lib/postgresql/${version}/bin`),
  ...['/opt/homebrew/opt', '/usr/local/opt'].flatMap((opt) =>
    children(opt)
      .filter((name) => name.startsWith('postgresql@'))
      .map((name) => join(opt, name, 'bin')),
  ),
  ...children('/Applications/Postgres.app/Contents/Versions').map(
    (version) => `/Applications/Postgres.app/Contents/Versions/${version}/bin`,
  ),
  '/usr/local/pgsql/bin',
]

const versionOf = (folder: string): number => {
  const text = execFileSync(join(folder, 'postgres'), ['--version'], { encoding: 'utf8' })
  return Number(/\d+/.exec(text)?.[0])
}

/**
 * The server of one version from `test/postgres-versions`, where it is installed: `npm ci --prefix test/postgres-versions`.
 * Beside it are `initdb` and `pg_ctl`, and no client.
 */
export function findVersion(version: number): string | undefined {
  const path = `../postgres-versions/node_modules/postgres-${version}/native/bin`
  const folder = fileURLToPath(new URL(path, import.meta.url))
  return existsSync(join(folder, 'postgres')) ? folder : undefined
}

/** The newest PostgreSQL server on this machine that the gateway supports, or undefined. */
export function findServer(): { folder: string; version: number } | undefined {
  return (
    installedFolders()
      .filter((folder) => existsSync(join(folder, 'postgres')) && existsSync(join(folder, 'initdb')))
      // Its other programs stand beside the server itself, and not beside every link to it.
      .map((folder) => dirname(realpathSync(join(folder, 'postgres'))))
      .map((folder) => ({ folder, version: versionOf(folder) }))
      .filter(({ version }) => version >= oldestVersion)
      .toSorted((a, b) => b.version - a.version)[0]
  )
}

/** PostgreSQL refuses to run as root, so root starts it as somebody else. */
function serverUser(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const idOf = (flag: string, name: string) =>
    Number(execFileSync('id', [flag, name], { encoding: 'utf8', stdio: 'pipe' }))
  for (const name of ['postgres', 'nobody']) {
    try {
      return { uid: idOf('-u', name), gid: idOf('-g', name) }
    } catch {
      // No such user: the next one.
    }
  }
  throw new Error('PostgreSQL does not run as root, and there is neither a user "postgres" nor "nobody"')
}

/** Gives a folder to the user that the server runs as. */
export function handOver(folder: string): { uid?: number; gid?: number } {
  const owner = serverUser()
  if (owner.uid !== undefined) execFileSync('chown', ['-R', `${owner.uid}:${owner.gid}`, folder])
  return owner
}

/** Makes the files of a new, empty server in `folder`. It sorts and folds text as the embedded database does. */
export async function createServerFiles(binaries: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true })
  const owner = handOver(folder)
  const ctype = process.platform === 'darwin' ? 'en_US.UTF-8' : 'C.UTF-8'
  const options = [
    '--no-sync',
    '--auth=trust',
    `--username=${user}`,
    '--encoding=UTF8',
    '--lc-collate=C',
    `--lc-ctype=${ctype}`,
  ]
  await promisify(execFile)(join(binaries, 'initdb'), ['--pgdata', folder, ...options], {
    cwd: folder,
    ...owner,
  })
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}

/**
 * Starts a server on files made before, on a free port unless one is given, and resolves when it takes connections. `more`
 * settings are written as in its configuration: `wal_level=logical`.
 */
export async function startServer(
  binaries: string,
  folder: string,
  onPort?: number,
  more: readonly string[] = [],
): Promise<PostgresServer> {
  const port = onPort ?? (await freePort())
  const owner = handOver(folder)
  chmodSync(folder, 0o700)
  // Nothing here outlives the run, so nothing is forced to the disk.
  const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off', 'max_connections=200']
  const sockets = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`, 'lc_messages=C']
  const flags = [...settings, ...sockets, ...more].flatMap((setting) => ['-c', setting])
  const server = spawn(join(binaries, 'postgres'), ['-D', folder, ...flags], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    ...owner,
  })
  const kill = () => server.kill('SIGQUIT')
  process.once('exit', kill)
  const gone = once(server, 'exit').finally(() => process.off('exit', kill))
  let log = ''
  await new Promise<void>((resolve, reject) => {
    server.stderr.setEncoding('utf8').on('data', (text: string) => {
      if (isReady.test(log)) return
      log += text
      if (isReady.test(log)) resolve()
    })
    gone.then(() => reject(new Error(`PostgreSQL did not start:\n${log}`)), reject)
  })
  return {
    port,
    url: (database) => `postgresql://${user}@127.0.0.1:${port}/${database}`,
    async stop(signal = 'SIGINT') {
      server.kill(signal)
      await gone
    },
  }
}
