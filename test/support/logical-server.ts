import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findServer } from './postgres-server.ts'
import { administer, databaseUrl, startOwnServer } from './templates.ts'

/** What a log that others read needs; and commits wait for it, as in production: unwritten, nobody can read it. */
export const logicalSettings = ['wal_level=logical', 'synchronous_commit=on']

export const programs = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()
if (!programs)
  console.log('Skipped: reading the log of a PostgreSQL server, as there is none on this machine.')

export type LogicalServer = {
  readonly adminUrl: string
  /** Makes a database with the demo in it, and resolves with its URL. */
  newDatabase(): Promise<string>
  remove(): Promise<void>
}

/** Starts a PostgreSQL server of a test's own, whose log can be read by replication slots. */
export async function startLogicalServer(): Promise<LogicalServer> {
  if (!programs) throw new Error('There is no PostgreSQL server on this machine.')
  const folder = mkdtempSync(join(tmpdir(), 'gateway-logical-'))
  chmodSync(folder, 0o711)
  const { server, templates } = await startOwnServer(
    programs.folder,
    programs.version,
    folder,
    logicalSettings,
  )
  let databases = 0
  return {
    adminUrl: templates.adminUrl,
    async newDatabase() {
      databases += 1
      await administer(
        templates.adminUrl,
        `create database logical_${databases} template ${templates.seeded}`,
      )
      return databaseUrl(templates.adminUrl, `logical_${databases}`)
    },
    async remove() {
      await server.stop('SIGQUIT')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
