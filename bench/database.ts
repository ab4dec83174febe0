import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Database } from '../src/data/database.ts'
import { migrate } from '../src/data/migrations.ts'
import { openDatabase } from '../src/data/open.ts'
import { createServerFiles, findServer, startServer } from '../test/support/postgres-server.ts'
import { fill } from './data.ts'

const cache = fileURLToPath(new URL('.cache/', import.meta.url))

export type BenchDatabase = { readonly url: string; readonly urlWithKeys: string; stop(): Promise<void> }

/**
 * A PostgreSQL server with the benchmark's data at this scale, made once and kept in bench/.cache. It holds the data
 * twice: as the gateway finds it, and with the foreign keys that rivals need to see relations.
 */
export async function benchDatabase(scale: number): Promise<BenchDatabase> {
  const server = findServer()
  if (!server) throw new Error('The benchmark needs the binaries of PostgreSQL 15 or newer on this machine.')
  const folder = `${cache}postgres-${server.version}-${scale}`
  const isNew = !existsSync(folder)
  if (isNew) {
    mkdirSync(cache, { recursive: true })
    await createServerFiles(server.folder, folder)
  }
  const running = await startServer(server.folder, folder)
  const open = (name: string) =>
    openDatabase({ databaseUrl: running.url(name), dataDir: '', poolSize: 2, statementTimeoutMs: 3_600_000 })
  if (isNew) {
    const root = await open('postgres')
    await root.query('create database bench')
    const database = await open('bench')
    await migrate(database, { log: () => {} })
    console.log(`making the data at scale ${scale} …`)
    await fill(database, scale)
    await database.close()
    await root.query('create database bench_keys template bench')
    await root.close()
    const keys = await open('bench_keys')
    await addKeys(keys)
    await keys.close()
  }
  return { url: running.url('bench'), urlWithKeys: running.url('bench_keys'), stop: () => running.stop() }
}

/** The foreign keys that the platform leaves out, for rivals that find relations by them. */
async function addKeys(database: Database): Promise<void> {
  for (const statement of [
    'alter table chat_messages add foreign key (session_id) references sessions',
    'alter table run_tasks add foreign key (session_id) references sessions',
    'alter table task_logs add foreign key (task_id) references run_tasks',
    'vacuum analyze',
  ])
    await database.query(statement)
}
