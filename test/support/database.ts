/**
 * Databases for tests. A test that touches one runs on every kind of database that the run has:
 *
 *     describe.each(testDatabases)('on $kind', ({ open }) => {
 *       let database: Database
 *       beforeAll(async () => {
 *         database = await open('seeded')
 *       })
 *       afterAll(() => database.close())
 *
 * PGlite is always there. PostgreSQL is the server that `TEST_DATABASE_URL` names (its user must be allowed to create
 * databases), or one that the run starts by itself from the binaries on the machine and removes afterwards.
 * `TEST_DATABASES=pglite` or `TEST_DATABASES=postgres` narrows a run to one kind. A database costs about a third of a
 * second: take one for each file, not for each test, where tests do not disturb each other.
 */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { inject, test } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { type DatabaseConfig, openDatabase } from '../../src/data/open.ts'
import { administer, databaseUrl, limits, type Templates } from './templates.ts'

declare module 'vitest' {
  interface ProvidedContext {
    templates: Templates
  }
}

/** What a new test database holds: nothing, the empty tables, or the demo as it was made at `demoTime`. */
export type Content = 'empty' | 'migrated' | 'seeded'

/** A kind of database that tests run on. */
export type TestDatabase = {
  readonly kind: Database['kind']
  /** Makes a database of one's own, for what opens it by itself: a server, the command line. */
  create(content: Content): Promise<{ config: DatabaseConfig; remove(): Promise<void> }>
  /** Makes and opens a database of one's own; closing it removes it. */
  open(content: Content): Promise<Database>
}

const { folder, pglite, postgres } = inject('templates')

function ofKind(kind: Database['kind'], create: TestDatabase['create']): TestDatabase {
  return {
    kind,
    create,
    async open(content) {
      const { config, remove } = await create(content)
      const database = await openDatabase(config)
      return { ...database, close: () => database.close().then(remove) }
    },
  }
}

const embedded = (templates: NonNullable<Templates['pglite']>) =>
  ofKind('pglite', async (content) => {
    const dataDir = mkdtempSync(join(folder, 'pglite-'))
    cpSync(templates[content], dataDir, { recursive: true })
    return {
      config: { dataDir, ...limits },
      remove: async () => rmSync(dataDir, { recursive: true, force: true }),
    }
  })

const onServer = ({ adminUrl, ...templates }: NonNullable<Templates['postgres']>) =>
  ofKind('postgres', async (content) => {
    const name = `gateway_test_${randomBytes(6).toString('hex')}`
    const template = content === 'empty' ? 'template0' : templates[content]
    await administer(adminUrl, `create database ${name} template ${template}`)
    return {
      config: { databaseUrl: databaseUrl(adminUrl, name), dataDir: folder, ...limits },
      remove: () => administer(adminUrl, `drop database if exists ${name} with (force)`),
    }
  })

/** The kinds of database that this run has. */
export const testDatabases: readonly TestDatabase[] = [
  ...(pglite ? [embedded(pglite)] : []),
  ...(postgres ? [onServer(postgres)] : []),
]

/**
 * The PostgreSQL databases of this run; none where another program that the tests need is missing. Without any, registers
 * a skipped test: a file without tests fails.
 */
export function postgresOnly(hasPrograms = true): readonly TestDatabase[] {
  const found = testDatabases.filter(({ kind }) => kind === 'postgres' && hasPrograms)
  if (found.length === 0) test.skip('needs PostgreSQL', () => {})
  return found
}
