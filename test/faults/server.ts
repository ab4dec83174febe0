import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findServer, type PostgresServer, startServer } from '../support/postgres-server.ts'
import { administer, startOwnServer } from '../support/templates.ts'

/** A PostgreSQL server that a test may break. */
export type BreakableServer = {
  /** Makes a database with the demo in it, and resolves with its URL. */
  newDatabase(): Promise<string>
  /** Ends it as a crash would, or in order. */
  stop(signal: 'SIGQUIT' | 'SIGINT'): Promise<void>
  start(): Promise<void>
  /** Ends all of its processes with `SIGKILL`. */
  kill(): Promise<void>
  /** Copies its files as they stand: those of a stopped server, or, as a snapshot of the disk has them, of one that runs. */
  copyFiles(): string
  /** Puts a copy back in the place of the files of the stopped server. */
  restoreFiles(copy: string): void
  /** Stops every one of its processes where it stands, or lets them go on. */
  signalAll(signal: 'SIGSTOP' | 'SIGCONT'): void
  /** The user who owns its files. */
  readonly owner: number
  remove(): Promise<void>
}

export const programs = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()

/** Starts a server of a test's own. */
export async function startBreakableServer(): Promise<BreakableServer> {
  if (!programs) throw new Error('There is no PostgreSQL server on this machine.')
  const folder = mkdtempSync(join(tmpdir(), 'gateway-faults-'))
  chmodSync(folder, 0o711)
  const { server, templates } = await startOwnServer(programs.folder, programs.version, folder)
  const files = join(folder, 'postgres')
  let running: PostgresServer = server
  let databases = 0

  function signalAll(signal: NodeJS.Signals): void {
    const [postmaster] = readFileSync(join(files, 'postmaster.pid'), 'utf8').split('\n')
    const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
    for (const pid of [postmaster, ...children.trim().split(' ')]) {
      // A child may have ended meanwhile.
      if (existsSync(`/proc/${pid}`)) process.kill(Number(pid), signal)
    }
  }

  return {
    async newDatabase() {
      databases += 1
      await administer(templates.adminUrl, `create database faults_${databases} template ${templates.seeded}`)
      // What is acknowledged here must outlive a crash.
      await administer(templates.adminUrl, `alter database faults_${databases} set synchronous_commit = on`)
      return running.url(`faults_${databases}`)
    },
    stop: (signal) => running.stop(signal),
    async start() {
      running = await startServer(programs.folder, files, running.port)
    },
    async kill() {
      signalAll('SIGKILL')
      await running.stop('SIGQUIT')
    },
    copyFiles() {
      const copy = `${files}-copy`
      rmSync(copy, { recursive: true, force: true })
      const isRunning = existsSync(join(files, 'postmaster.pid'))
      if (isRunning) signalAll('SIGSTOP')
      execFileSync('cp', ['-a', files, copy])
      if (isRunning) signalAll('SIGCONT')
      rmSync(join(copy, 'postmaster.pid'), { force: true })
      return copy
    },
    restoreFiles(copy) {
      rmSync(files, { recursive: true, force: true })
      execFileSync('cp', ['-a', copy, files])
    },
    signalAll,
    owner: statSync(files).uid,
    async remove() {
      await running.stop('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
