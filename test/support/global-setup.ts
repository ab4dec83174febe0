import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { findServer, findVersion } from './postgres-server.ts'
import {
  administer,
  embeddedTemplates,
  serverTemplates,
  startOwnServer,
  type Templates,
} from './templates.ts'

type Server = { templates: NonNullable<Templates['postgres']>; says: string; remove(): Promise<void> }

/** The server that `TEST_DATABASE_URL` names; what the run made on it goes with the run. */
async function givenServer(adminUrl: string): Promise<Server> {
  const prefix = `gateway_test_${randomBytes(4).toString('hex')}`
  const names = await serverTemplates(adminUrl, prefix)
  return {
    templates: { adminUrl, ...names },
    says: `PostgreSQL at ${new URL(adminUrl).host}`,
    remove: () =>
      administer(adminUrl, ...Object.values(names).map((name) => `drop database ${name} with (force)`)),
  }
}

/** The machine's own, or that of `test/postgres-versions` whose version `TEST_POSTGRES_VERSION` names. */
function wantedServer(): ReturnType<typeof findServer> {
  const version = Number(process.env.TEST_POSTGRES_VERSION)
  if (!version) return findServer()
  const installed = findVersion(version)
  if (installed === undefined)
    throw new Error(`PostgreSQL ${version} is not there: npm ci --prefix test/postgres-versions`)
  return { folder: installed, version }
}

async function ownServer(folder: string): Promise<Server | undefined> {
  const found = wantedServer()
  if (!found) return undefined
  const { server, templates } = await startOwnServer(found.folder, found.version, folder)
  return { templates, says: `PostgreSQL ${found.version} of its own`, remove: () => server.stop() }
}

const memory = '/dev/shm'
const minMemory = 4 * 2 ** 30

/** A folder in memory where there is room: copies of the templates take a tenth of the time there. */
function rootFolder(): string {
  try {
    const { bavail, bsize } = statfsSync(memory)
    if (bavail * bsize >= minMemory) return memory
  } catch {
    // Not Linux.
  }
  return tmpdir()
}

/** Says which databases the run has, and makes what theirs are copied from. */
export default async function setup(project: TestProject) {
  const { TEST_DATABASE_URL: given, TEST_DATABASES: wanted = 'pglite,postgres' } = process.env
  const folder = mkdtempSync(join(rootFolder(), 'gateway-test-'))
  // A server that does not run as root has its files in here.
  chmodSync(folder, 0o711)
  const removeFolder = () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  // An interrupted run ends without its teardown; the server goes with the process by itself.
  process.once('exit', removeFolder)
  // One after the other: making the embedded template blocks this process for seconds, and connections would time out meanwhile.
  const pglite = wanted.includes('pglite') ? await embeddedTemplates() : undefined
  const server = wanted.includes('postgres')
    ? await (given ? givenServer(given) : ownServer(folder))
    : undefined
  if (wanted === 'postgres' && !server) {
    throw new Error(
      'TEST_DATABASES=postgres, but no server: set TEST_DATABASE_URL or install PostgreSQL 15 or newer',
    )
  }
  project.provide('templates', { folder, pglite, postgres: server?.templates })
  console.log(`Databases of this run: ${[pglite && 'PGlite', server?.says].filter(Boolean).join(', ')}`)
  return async () => {
    await server?.remove()
    removeFolder()
  }
}
