import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { installSignals, removeSignals } from '../../src/cli/signals.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { createServerFiles, findServer, startServer } from '../../test/support/postgres-server.ts'

// What signalling costs those who write: single-row inserts, each its own transaction, with and without the triggers.

const seconds = 4
const binaries = findServer()
if (!binaries) throw new Error('The benchmark needs the binaries of PostgreSQL 15 or newer on this machine.')
const folder = mkdtempSync(join(tmpdir(), 'bench-trigger-'))
// The server may have to run as another user.
chmodSync(folder, 0o755)
await createServerFiles(binaries.folder, join(folder, 'data'))
const postgres = await startServer(binaries.folder, join(folder, 'data'))
const databaseUrl = postgres.url('postgres')

async function insertsASecond(writers: number): Promise<number> {
  const clients = await Promise.all(
    Array.from({ length: writers }, async () => {
      const client = new pg.Client({ connectionString: databaseUrl })
      await client.connect()
      return client
    }),
  )
  const end = performance.now() + seconds * 1000
  let done = 0
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        await client.query({
          name: 'insert',
          text: `insert into application_events (event_type, event_group, session_id, run_id, content)
                 values ('bench', 'agent', gen_random_uuid(), gen_random_uuid(), '{}')`,
        })
        done += 1
      }
    }),
  )
  await Promise.all(clients.map((client) => client.end()))
  return done / seconds
}

try {
  const database = await openDatabase({
    databaseUrl,
    dataDir: '',
    poolSize: 2,
    statementTimeoutMs: 60_000,
  } as never)
  await migrate(database)
  const listener = new pg.Client({ connectionString: databaseUrl })
  await listener.connect()
  await listener.query('listen ii_gateway_changes')
  console.log('| writers | inserts a second without | with | cost |')
  console.log('|---|---|---|---|')
  for (const writers of [1, 16, 64]) {
    await removeSignals(database)
    const without = await insertsASecond(writers)
    await installSignals(database)
    const signalled = await insertsASecond(writers)
    const cost = `${Math.round((1 - signalled / without) * 100)} %`
    console.log(`| ${writers} | ${Math.round(without)} | ${Math.round(signalled)} | ${cost} |`)
  }
  await listener.end()
  await database.close()
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
