import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { removeSignals } from '../src/cli/signals.ts'
import type { Database } from '../src/data/database.ts'
import { migrate } from '../src/data/migrations.ts'
import { openDatabase } from '../src/data/open.ts'
import {
  createServerFiles,
  findServer,
  type PostgresServer,
  startServer,
} from '../test/support/postgres-server.ts'
import { fill } from './data.ts'

const cache = fileURLToPath(new URL('.cache/', import.meta.url))

/**
 * The data as the gateway finds it, with the foreign keys that rivals need to see relations, and without triggers, for a gateway
 * that reads the write-ahead log.
 */
export type BenchDatabaseName = 'bench' | 'bench_keys' | 'bench_log'

/** A running PostgreSQL server with the benchmark's data. */
export type BenchDatabase = { url(name: BenchDatabaseName): string; stop(): Promise<void> }

/**
 * Starts a PostgreSQL server with the benchmark's data at this scale, made once and kept in bench/.cache; with `hasLog`, its
 * write-ahead log can be read.
 */
export async function startBenchDatabase(scale: number, { hasLog = false } = {}): Promise<BenchDatabase> {
  const server = findServer()
  if (!server) throw new Error('The benchmark needs the binaries of PostgreSQL 15 or newer on this machine.')
  const folder = `${cache}postgres-${server.version}-${scale}`
  const isNew = !existsSync(folder)
  if (isNew) {
    mkdirSync(cache, { recursive: true })
    await createServerFiles(server.folder, folder)
  }
  const running =
    findRunning(folder) ??
    (await startServer(server.folder, folder, undefined, hasLog ? ['wal_level=logical'] : []))
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
  if (hasLog) await createLogDatabase(open)
  const names: readonly BenchDatabaseName[] = [
    'bench',
    'bench_keys',
    ...(hasLog ? ['bench_log' as const] : []),
  ]
  for (const name of names) await applyMigrations(await open(name))
  return hasLog ? { ...running, stop: () => dropSlots(open).then(() => running.stop()) } : running
}

/** Drops the replication slots that gateways leave for their next start, which a server with a smaller `wal_level` refuses to start with. */
async function dropSlots(open: (name: string) => Promise<Database>): Promise<void> {
  const root = await open('postgres')
  await root.query('select pg_drop_replication_slot(slot_name) from pg_replication_slots')
  await root.close()
}

/** Gives a database that was made earlier the indexes of later migrations, so that no server has more than another. */
async function applyMigrations(database: Database): Promise<void> {
  await migrate(database, { log: () => {} })
  await database.close()
}

/** Creates the database without triggers, unless it is there. */
async function createLogDatabase(open: (name: string) => Promise<Database>): Promise<void> {
  const root = await open('postgres')
  const isNew = (await root.query("select 1 from pg_database where datname = 'bench_log'")).length === 0
  if (isNew) await root.query('create database bench_log template bench')
  await root.close()
  if (!isNew) return
  const database = await open('bench_log')
  await removeSignals(database)
  await database.query('vacuum analyze')
  await database.close()
}

/** Returns the server that another process runs on this folder, and does not stop it: two on one folder would not start. */
function findRunning(folder: string): Pick<PostgresServer, 'url' | 'stop'> | undefined {
  const file = `${folder}/postmaster.pid`
  const port = existsSync(file) ? readFileSync(file, 'utf8').split('\n')[3] : undefined
  if (!port) return undefined
  return { url: (name) => `postgresql://gateway@127.0.0.1:${port}/${name}`, stop: async () => {} }
}

/** Adds the foreign keys that rivals need and the platform leaves out, and drops the gateway's triggers. */
async function addKeys(database: Database): Promise<void> {
  for (const statement of [
    'alter table chat_messages add foreign key (session_id) references sessions',
    'alter table run_tasks add foreign key (session_id) references sessions',
    'alter table task_logs add foreign key (task_id) references run_tasks',
    // Their writes do not pay for notifying the gateway's subscribers.
    `do $$ declare t record; begin
       for t in select tgname, tgrelid::regclass as of from pg_trigger where tgname like 'ii_gateway_%' loop
         execute format('drop trigger %I on %s', t.tgname, t.of);
       end loop; end $$`,
    'vacuum analyze',
  ])
    await database.query(statement)
}
