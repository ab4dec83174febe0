import { execFile } from 'node:child_process'
import { appendFileSync, chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { findServer, type PostgresServer, startServer } from './postgres-server.ts'
import { administer, startOwnServer } from './templates.ts'

/** A streaming replica of a test's server. */
export type TestReplica = {
  /** The URL of one of its databases, for its superuser. */
  url(database: string): string
  /** Lets nothing more of what the primary writes be seen here, or lets it go on. */
  pauseReplay(): Promise<void>
  resumeReplay(): Promise<void>
  /** Waits until all is here that the primary has written. */
  caughtUp(): Promise<void>
  /** Makes it a primary of its own. */
  promote(): Promise<void>
  /** Ends it as a crash would. */
  kill(): Promise<void>
  /** Starts it again where it was. */
  start(): Promise<void>
}

/** A PostgreSQL server of a test's own, which may have streaming replicas. */
export type Replicated = {
  readonly primary: PostgresServer
  /** Makes a database with the demo in it, on the primary and so on its replicas, and resolves with its name. */
  newDatabase(): Promise<string>
  addReplica(): Promise<TestReplica>
  /** Starts the primary, which was stopped in order, as a replica of one that was promoted. */
  demote(to: TestReplica): Promise<void>
  /** Makes the demoted primary one again. */
  promote(): Promise<void>
  /** Stops all of them. */
  remove(): Promise<void>
}

/** Absent where there is no PostgreSQL server on this machine, or none is wanted. */
export const programs = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()

/** Starts a primary, with more settings if need be. Its replicas are made by `pg_basebackup`, as they would be anywhere. */
export async function startReplicated(settings: readonly string[] = []): Promise<Replicated> {
  if (!programs) throw new Error('There is no PostgreSQL server on this machine.')
  const binaries = programs.folder
  const folder = mkdtempSync(join(tmpdir(), 'gateway-replicas-'))
  chmodSync(folder, 0o711)
  const { server, templates } = await startOwnServer(binaries, programs.version, folder, settings)
  let primary = server
  const running = new Map<string, PostgresServer>()
  let made = 0

  async function addReplica(): Promise<TestReplica> {
    const files = join(folder, `replica-${running.size + 1}`)
    const from = ['--dbname', primary.url('postgres'), '--pgdata', files, '--write-recovery-conf']
    const quickly = ['--checkpoint', 'fast', '--no-sync']
    await promisify(execFile)(join(binaries, 'pg_basebackup'), [...from, ...quickly])
    const server = await startServer(binaries, files)
    const url = server.url('postgres')
    running.set(files, server)
    return {
      url: server.url,
      async pauseReplay() {
        await administer(url, 'select pg_wal_replay_pause()')
        await until(url, `select pg_get_wal_replay_pause_state() = 'paused' as yes`)
      },
      resumeReplay: () => administer(url, 'select pg_wal_replay_resume()'),
      async caughtUp() {
        // Commits may be written a little later than they are acknowledged; a checkpoint writes all there is.
        await administer(primary.url('postgres'), 'checkpoint')
        const [{ written } = {}] = await ask(
          primary.url('postgres'),
          'select pg_current_wal_flush_lsn() as written',
        )
        await until(url, `select pg_last_wal_replay_lsn() >= '${written}' as yes`)
      },
      promote: () => administer(url, 'select pg_promote()'),
      kill: async () => running.get(files)?.stop('SIGQUIT'),
      async start() {
        running.set(files, await startServer(binaries, files, server.port))
      },
    }
  }

  return {
    get primary() {
      return primary
    },
    addReplica,
    async demote(to) {
      const files = join(folder, 'postgres')
      appendFileSync(join(files, 'postgresql.auto.conf'), `primary_conninfo = '${to.url('postgres')}'\n`)
      // The server's own user may be another, who has to remove it.
      writeFileSync(join(files, 'standby.signal'), '', { mode: 0o644 })
      primary = await startServer(binaries, files, primary.port, settings)
    },
    promote: () => administer(primary.url('postgres'), 'select pg_promote()'),
    async newDatabase() {
      made += 1
      const name = `replicated_${made}`
      await administer(templates.adminUrl, `create database ${name} template ${templates.seeded}`)
      // As it is anywhere but in tests.
      await administer(templates.adminUrl, `alter database ${name} set synchronous_commit = on`)
      return name
    },
    async remove() {
      await Promise.all([...running.values(), primary].map((server) => server.stop('SIGQUIT')))
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

/** Waits until a question is answered with true. */
async function until(url: string, sql: string): Promise<void> {
  while ((await ask(url, sql))[0]?.yes !== true) await pause(20)
}
