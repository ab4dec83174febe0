import { execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Database } from '../../../src/data/database.ts'
import { openDatabase } from '../../../src/data/open.ts'
import { findServer, type PostgresServer, startServer } from '../../support/postgres-server.ts'
import { limits, startOwnServer } from '../../support/templates.ts'

/** Absent where there is no PostgreSQL server on this machine, or none is wanted. */
export const programs = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()

/** A PostgreSQL server that is crashed, copied and restored; commits are acknowledged when they are on disk. */
export class CrashingServer {
  readonly #folder: string
  #server: PostgresServer
  #copies = 0

  private constructor(folder: string, server: PostgresServer) {
    this.#folder = folder
    this.#server = server
  }

  static async start(): Promise<CrashingServer> {
    if (!programs) throw new Error('There is no PostgreSQL server on this machine.')
    const folder = mkdtempSync(join(tmpdir(), 'gateway-restarts-'))
    chmodSync(folder, 0o711)
    const { server } = await startOwnServer(programs.folder, programs.version, folder, settings)
    return new CrashingServer(folder, server)
  }

  /** Opens the migrated database. */
  open(): Promise<Database> {
    return openDatabase({ databaseUrl: this.#server.url('template_migrated'), dataDir: '', ...limits })
  }

  /** Ends the server without any chance to write, or in order. */
  stop(signal: 'SIGQUIT' | 'SIGINT'): Promise<void> {
    return this.#server.stop(signal)
  }

  /** Starts the stopped server, with `more` settings such as `max_connections=20`. */
  async start(more: readonly string[] = []): Promise<void> {
    if (!programs) throw new Error('There is no PostgreSQL server on this machine.')
    this.#server = await startServer(programs.folder, this.#data, this.#server.port, [...settings, ...more])
  }

  /** A connection of its own to the migrated database, which its caller ends. */
  async connect(): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: this.#server.url('template_migrated') })
    // The server may end it.
    client.on('error', () => {})
    await client.connect()
    return client
  }

  /** Copies the files as they stand now, of a running server once nothing writes to them; the answer puts them in the place of those of the stopped server. */
  copy(): () => void {
    this.#copies += 1
    const copy = join(this.#folder, `copy-${this.#copies}`)
    cpSync(this.#data, copy, { recursive: true, filter: (path) => !path.endsWith('postmaster.pid') })
    return () => {
      rmSync(this.#data, { recursive: true })
      cpSync(copy, this.#data, { recursive: true })
    }
  }

  /** Sets counters of the stopped server, as `pg_resetwal` takes them. */
  resetCounters(...flags: string[]): void {
    if (!programs) throw new Error('There is no PostgreSQL server on this machine.')
    const owner =
      process.getuid?.() === 0 ? { uid: Number(execFileSync('stat', ['-c', '%u', this.#data])) } : {}
    execFileSync(join(programs.folder, 'pg_resetwal'), [...flags, this.#data], {
      ...owner,
      stdio: 'pipe',
      cwd: this.#folder,
    })
  }

  async remove(): Promise<void> {
    await this.#server.stop('SIGQUIT')
    rmSync(this.#folder, { recursive: true, force: true })
  }

  get #data(): string {
    return join(this.#folder, 'postgres')
  }
}

// What no commit writes stays unwritten until a crash.
const settings = ['synchronous_commit=on', 'wal_writer_delay=10s']
