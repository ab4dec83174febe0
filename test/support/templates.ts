import { cpSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { openEmbedded } from '../../src/data/embedded.ts'
import { makeTemplate } from '../../src/data/embedded-template.ts'
import { migrate } from '../../src/data/migrations.ts'
import { type DatabaseConfig, openDatabase } from '../../src/data/open.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { completeSignals } from '../../src/live/signals/install.ts'
import { createServerFiles, startServer } from './postgres-server.ts'
import { prepared, root } from './prepared.ts'

/** Where the run's setup has put what test databases are copied from: folders, and names of databases. */
export type Templates = {
  /** A folder of this run alone, removed at its end. */
  readonly folder: string
  readonly pglite?: { readonly empty: string; readonly migrated: string; readonly seeded: string }
  readonly postgres?: { readonly adminUrl: string; readonly migrated: string; readonly seeded: string }
}

/** Everything that decides what is in a template. */
const sources = [
  'prisma/migrations',
  'src/data/migrations.ts',
  'src/data/migration-history.ts',
  'src/data/migration-steps.ts',
  'src/data/apply-migration.ts',
  'src/data/migration-lock.ts',
  'src/live/signals',
  'src/live/watched.ts',
  'src/tables',
  ...readdirSync(join(root, 'src/domains'))
    .map((domain) => `src/domains/${domain}/tables.ts`)
    .filter((file) => existsSync(join(root, file))),
  'src/data/embedded.ts',
  'src/data/embedded-worker.js',
  'src/demo',
  'test/support/templates.ts',
  'test/support/postgres-server.ts',
  'node_modules/@electric-sql/pglite/package.json',
]

/** The moment at which the demo of every test database was made. */
export const demoTime = new Date('2026-06-15T12:00:00.000Z')

/** What test databases are opened with: no statement is ended on however slow a machine. */
export const limits = { poolSize: 4, statementTimeoutMs: 120_000 }

/** The same server's URL with another database in it. */
export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Runs statements one by one outside any transaction, as CREATE DATABASE must be. */
export async function administer(adminUrl: string, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl })
  await client.connect()
  try {
    for (const statement of statements) await client.query(statement)
  } finally {
    await client.end()
  }
}

async function fill(config: DatabaseConfig, seeded: boolean): Promise<void> {
  const database = await openDatabase(config)
  try {
    await migrate(database)
    await completeSignals(database)
    if (seeded) await seedDemo(database, demoTime)
  } finally {
    await database.close()
  }
}

/** What `npm run build` makes for new embedded databases: initdb takes seconds of processor time, and runs once for all tests. */
export async function embeddedTemplateFile(): Promise<string> {
  const name = 'embedded-template.tar.gz'
  const makers = ['src/data/embedded-template.ts', 'node_modules/@electric-sql/pglite/package.json']
  const folder = await prepared('embedded-template', makers, async (unfinished) => {
    mkdirSync(unfinished)
    await makeTemplate(join(unfinished, name))
  })
  return join(folder, name)
}

/** Drops the databases of a new folder that nothing connects to, which are half of the files that each test copies. */
const dropUnused = [
  'update pg_database set datistemplate = false',
  'drop database template0',
  'drop database template1',
]

/** The embedded templates: a folder with nothing in its database, one with the empty tables, and one with the demo. */
export async function embeddedTemplates() {
  const folder = await prepared('pglite', sources, async (unfinished) => {
    const [empty, migrated, seeded] = embeddedFolders(unfinished)
    const database = await openEmbedded(empty, await embeddedTemplateFile())
    for (const statement of dropUnused) await database.query(statement)
    await database.close()
    cpSync(empty, migrated, { recursive: true })
    await fill({ dataDir: migrated, ...limits }, false)
    cpSync(migrated, seeded, { recursive: true })
    await fill({ dataDir: seeded, ...limits }, true)
  })
  const [empty, migrated, seeded] = embeddedFolders(folder)
  return { empty, migrated, seeded }
}

const embeddedFolders = (folder: string) =>
  [join(folder, 'empty'), join(folder, 'migrated'), join(folder, 'seeded')] as const

/** Makes the template databases `…_migrated` and `…_seeded` on a server. */
export async function serverTemplates(adminUrl: string, prefix: string) {
  const names = { migrated: `${prefix}_migrated`, seeded: `${prefix}_seeded` }
  const config = (name: string) => ({ databaseUrl: databaseUrl(adminUrl, name), dataDir: '', ...limits })
  await administer(adminUrl, `create database ${names.migrated} template template0`)
  await fill(config(names.migrated), false)
  await administer(adminUrl, `create database ${names.seeded} template ${names.migrated}`)
  await fill(config(names.seeded), true)
  return names
}

const ownPrefix = 'template'

/**
 * Starts a server of the run's own, its templates in it, with more settings where some are given. `folder` must be one
 * that every user may enter.
 */
export async function startOwnServer(
  binaries: string,
  version: number,
  folder: string,
  settings: readonly string[] = [],
) {
  const files = await prepared(`postgres-${version}`, sources, async (unfinished) => {
    const making = join(folder, 'postgres-making')
    await createServerFiles(binaries, making)
    const server = await startServer(binaries, making)
    try {
      await serverTemplates(server.url('postgres'), ownPrefix)
    } finally {
      await server.stop()
    }
    cpSync(making, unfinished, { recursive: true })
    rmSync(making, { recursive: true })
  })
  const data = join(folder, 'postgres')
  cpSync(files, data, { recursive: true })
  const server = await startServer(binaries, data, undefined, settings)
  const names = { migrated: `${ownPrefix}_migrated`, seeded: `${ownPrefix}_seeded` }
  return { server, templates: { adminUrl: server.url('postgres'), ...names } }
}
