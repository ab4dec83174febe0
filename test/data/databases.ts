import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import type { PostgresOptions } from '../../src/data/postgres.ts'
import { type Content, testDatabases } from '../support/database.ts'
import { createServerFiles, findServer, startServer } from '../support/postgres-server.ts'
import { administer } from '../support/templates.ts'

/** What a test asks for a database of its own; empty unless it says otherwise. */
export type NewDatabase = (content?: Content) => Promise<Database>

/** Defines the tests of `body` once for each kind of database of the run. */
export function onBothDatabases(name: string, body: (newDatabase: NewDatabase) => void): void {
  describe.each(testDatabases)(`${name} on $kind`, ({ open }) => {
    const opened = closeAfterTests()
    body((content = 'empty') => opened(open(content)))
  })
}

/** A PostgreSQL server of a test's own, to be ended as a crash would and started again. */
export interface OwnServer {
  readonly port: number
  newDatabase(): Promise<string>
  start(): Promise<void>
  crash(): Promise<void>
}

const programs = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()?.folder

/** Defines tests that break their PostgreSQL server, where this machine can start one. */
export function describeWithOwnServer(name: string, body: (server: () => OwnServer) => void): void {
  // The server that a run is given may not be broken.
  describe.skipIf(!programs)(name, () => {
    let server: OwnServer | undefined
    let folder = ''
    beforeAll(async () => {
      // Not in the run's own folder: only what the test starts may be in it.
      folder = mkdtempSync(join(tmpdir(), 'gateway-faults-'))
      server = await ownServer(programs ?? '', folder)
    })
    afterAll(async () => {
      await server?.crash()
      rmSync(folder, { recursive: true, force: true })
    })
    body(() => {
      if (!server) throw new Error('The server is not started yet.')
      return server
    })
  })
}

async function ownServer(binaries: string, folder: string): Promise<OwnServer> {
  await createServerFiles(binaries, folder)
  let running = await startServer(binaries, folder)
  let databases = 0
  return {
    port: running.port,
    async newDatabase() {
      databases += 1
      await administer(running.url('postgres'), `create database test_${databases}`)
      return running.url(`test_${databases}`)
    },
    async start() {
      running = await startServer(binaries, folder, running.port)
    },
    crash: () => running.stop('SIGQUIT'),
  }
}

/** Options of a small pool with short timeouts. */
export const poolOptions = (databaseUrl: string, more?: Partial<PostgresOptions>): PostgresOptions => ({
  databaseUrl,
  poolSize: 3,
  statementTimeoutMs: 5000,
  ...more,
})

/** Keeps what is opened, and closes it after the last test of the block. */
export function closeAfterTests(): (database: Database | Promise<Database>) => Promise<Database> {
  const open: Database[] = []
  afterAll(async () => {
    await Promise.all(open.map((database) => database.close()))
  })
  return async (database) => {
    const opened = await database
    open.push(opened)
    return opened
  }
}
