import { afterAll, beforeAll, describe, vi } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { openEmbedded } from '../../src/data/embedded.ts'
import { openPostgres, type PostgresOptions } from '../../src/data/postgres.ts'
import { binaries, createServerFor, type Server } from './server.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

/** What a test asks for an empty database of its own. */
export type NewDatabase = () => Promise<Database>

export const poolOptions = (databaseUrl: string, more?: Partial<PostgresOptions>): PostgresOptions => ({
  databaseUrl,
  poolSize: 3,
  statementTimeoutMs: 5000,
  ...more,
})

/** Defines the tests of `body` for PGlite, and for PostgreSQL where this machine has its programs. */
export function onBothDatabases(name: string, body: (newDatabase: NewDatabase) => void): void {
  describe(`${name} on PGlite`, () => {
    const opened = closeAtEnd()
    body(() => opened(openEmbedded()))
  })
  describePostgres(`${name} on PostgreSQL`, (server) => {
    const opened = closeAtEnd()
    body(async () => opened(openPostgres(poolOptions(await server().newDatabase()))))
  })
}

/** Defines tests that need a PostgreSQL server of their own. */
export function describePostgres(name: string, body: (server: () => Server) => void): void {
  describe.skipIf(!binaries)(name, () => {
    let server: Server | undefined
    beforeAll(async () => {
      server = await createServerFor('gateway-test')
    })
    afterAll(() => server?.remove())
    body(() => {
      if (!server) throw new Error('The server is not started yet.')
      return server
    })
  })
}

/** Keeps what is opened, and closes it after the last test of the block. */
export function closeAtEnd(): (database: Database | Promise<Database>) => Promise<Database> {
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
