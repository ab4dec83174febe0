import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { createClient } from '@redis/client'
import pg from 'pg'
import { installSignals, removeSignals } from '../../src/cli/signals.ts'
import type { Database } from '../../src/data/database.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { readCaptureNames } from '../../src/live/capture/publication.ts'
import { createServerFiles, findServer, startServer } from '../../test/support/postgres-server.ts'
import { startRedisServer } from '../../test/support/redis-server.ts'

// What signalling costs those who write: single-row inserts, each its own transaction, without signals, with the triggers
// and one that listens, and with a reader of the log that publishes in Redis, in a process of its own on this machine.

const seconds = 3
/** The best of so many counts, as other processes may use the machine meanwhile. */
const rounds = 3
const binaries = findServer()
if (!binaries) throw new Error('The benchmark needs the binaries of PostgreSQL 15 or newer on this machine.')
const folder = mkdtempSync(join(tmpdir(), 'bench-trigger-'))
// The server may have to run as another user.
chmodSync(folder, 0o755)
await createServerFiles(binaries.folder, join(folder, 'data'))
// A commit that nobody waits for is written, and so read, up to 0.6 s later: that would not be the same work.
const settings = ['wal_level=logical', 'synchronous_commit=on']
const postgres = await startServer(binaries.folder, join(folder, 'data'), undefined, settings)
const redis = await startRedisServer()
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

async function startReader(): Promise<ChildProcess> {
  const env = { ...process.env, DATABASE_URL: databaseUrl, REDIS_URL: redis.url }
  const reader = fork(join(import.meta.dirname, 'capture-reader.ts'), { env, execArgv: ['--import', 'tsx'] })
  await once(reader, 'message')
  return reader
}

async function position(database: Database): Promise<number> {
  const [row] = await database.query<{ bytes: string }>(`select pg_current_wal_lsn() - '0/0' as bytes`)
  return Number(row?.bytes)
}

/** How far behind the reader is. */
async function bytesBehind(database: Database): Promise<number> {
  const [row] = await database.query<{ bytes: string }>(
    'select pg_current_wal_lsn() - confirmed_flush_lsn as bytes from pg_replication_slots',
  )
  return Number(row?.bytes)
}

async function slotIsFree(database: Database): Promise<void> {
  while ((await database.query('select from pg_replication_slots where active')).length > 0) await pause(20)
}

const cost = (without: number, rate: number) =>
  `${Math.round(rate)} (${Math.round((rate / without - 1) * 100)} %)`

try {
  const database = await openDatabase({
    databaseUrl,
    dataDir: '',
    poolSize: 2,
    statementTimeoutMs: 60_000,
  } as never)
  await migrate(database)
  await removeSignals(database)
  const listener = new pg.Client({ connectionString: databaseUrl })
  await listener.connect()
  await listener.query('listen ii_gateway_changes')
  console.log(
    `Load of the machine before: ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}`,
  )
  console.log(
    '| writers | inserts a second without | triggers | log | signals a second by the log | bytes of the log an insert | KB still unread |',
  )
  console.log('|---|---|---|---|---|---|---|')
  const { channel } = await readCaptureNames(database)
  let signals = 0
  const subscriber = createClient({ url: redis.url })
  await subscriber.connect()
  await subscriber.subscribe(channel, () => {
    signals += 1
  })
  for (const writers of [1, 16, 64]) {
    const rates = { without: 0, triggers: 0, log: 0 }
    let [received, written, behind] = [0, 0, 0]
    for (let round = 0; round < rounds; round += 1) {
      rates.without = Math.max(rates.without, await insertsASecond(writers))
      await installSignals(database)
      rates.triggers = Math.max(rates.triggers, await insertsASecond(writers))
      await removeSignals(database)
      await installSignals(database, 'replication')
      const reader = await startReader()
      const from = await position(database)
      signals = 0
      const log = await insertsASecond(writers)
      behind = Math.max(behind, Math.round((await bytesBehind(database)) / 1024))
      if (log > rates.log) {
        rates.log = log
        received = Math.round(signals / seconds)
        written = Math.round(((await position(database)) - from) / (log * seconds))
      }
      reader.kill()
      await once(reader, 'exit')
      await slotIsFree(database)
      await removeSignals(database, 'replication')
    }
    const { without, triggers, log } = rates
    console.log(
      `| ${writers} | ${Math.round(without)} | ${cost(without, triggers)} | ${cost(without, log)} | ${received} | ${written} | ${behind} |`,
    )
  }
  subscriber.destroy()
  await listener.end()
  await database.close()
} finally {
  await postgres.stop()
  await redis.stop()
  rmSync(folder, { recursive: true, force: true })
}
