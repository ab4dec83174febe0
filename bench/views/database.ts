import { existsSync, mkdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Database } from '../../src/data/database.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { seedDemo } from '../../src/demo/seed.ts'
import { createServerFiles, findServer, startServer } from '../../test/support/postgres-server.ts'
import { addVolume } from './volume.ts'

/** Enough that adding rows at random places of an index does not write each page many times. */
const settings = ['shared_buffers=2GB', 'max_wal_size=8GB', 'wal_level=minimal', 'max_wal_senders=0']

const cache = fileURLToPath(new URL('../.cache/', import.meta.url))

/** Opens a database with the demo and the volume at this scale, made once and kept in bench/.cache. */
export async function openVolumeDatabase(
  scale: number,
): Promise<{ database: Database; close(): Promise<void> }> {
  const server = findServer()
  if (!server) throw new Error('The benchmark needs the binaries of PostgreSQL 15 or newer on this machine.')
  const folder = `${cache}volume-${server.version}-${scale}`
  const isNew = !existsSync(folder)
  if (isNew) {
    mkdirSync(cache, { recursive: true })
    await createServerFiles(server.folder, folder)
  }
  const running = await startServer(server.folder, folder, undefined, settings)
  const open = (name: string) =>
    openDatabase({ databaseUrl: running.url(name), dataDir: '', poolSize: 4, statementTimeoutMs: 3_600_000 })
  if (isNew) {
    const root = await open('postgres')
    await root.query('create database volume')
    await root.close()
  }
  const database = await open('volume')
  await migrate(database, { log: () => {} })
  if (isNew) {
    console.log(`making the data at scale ${scale} …`)
    await seedDemo(database, new Date())
    await addVolume(database, scale)
  }
  // The gateway closes the database.
  return { database, close: () => running.stop() }
}
