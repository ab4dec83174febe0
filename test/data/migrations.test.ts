import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { migrationsFolder } from '../../src/data/migration-files.ts'
import { migrate, readMigrationState } from '../../src/data/migrations.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { postgresOnly } from '../support/database.ts'
import { onBothDatabases, poolOptions } from './databases.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder of migrations with these texts, by their names. */
function folderOf(texts: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'gateway-migrations-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'migration.sql'), text)
  }
  return folder
}

const one = { '1_one': 'create table one (id int);' }
const two = {
  '2_two': 'create function two() returns int language plpgsql as $$ begin return 2; end $$; select two();',
}

onBothDatabases('migrations', (newDatabase) => {
  let shared: Database | undefined
  let database: Database
  beforeEach(async () => {
    shared ??= await newDatabase()
    database = shared
    await database.script('drop schema public cascade; create schema public')
  })
  const tables = async () =>
    (
      await database.query<{ name: string }>(`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`)
    ).map(({ name }) => name)

  test('are applied in order, once, and recorded as Prisma does', async () => {
    const folder = folderOf({ ...two, ...one })
    const lines: string[] = []
    const log = (line: string) => lines.push(line)
    expect(await migrate(database, { folder, log })).toEqual({
      baselined: false,
      applied: ['1_one', '2_two'],
    })
    expect(await migrate(database, { folder, log })).toEqual({ baselined: false, applied: [] })
    expect(lines).toEqual(['applied migration 1_one', 'applied migration 2_two'])
    const sql = `select migration_name, checksum, logs, rolled_back_at, applied_steps_count, finished_at >= started_at as finished
      from _prisma_migrations order by started_at`
    expect(await database.query(sql)).toMatchObject([
      // As `sha256sum` has it.
      {
        migration_name: '1_one',
        checksum: '9411214ef281f6e41950c13393e58dc90b558495c8c0068fe9b6dfa2b49b6775',
        logs: null,
        rolled_back_at: null,
        applied_steps_count: 1,
        finished: true,
      },
      { migration_name: '2_two' },
    ])
  })

  test('one that fails leaves nothing behind, and is tried again when it is fixed', async () => {
    const broken = { '2_two': 'create table two (id int);\ncreate table three (id nonsense);' }
    await expect(migrate(database, { folder: folderOf({ ...one, ...broken }) })).rejects.toThrow(
      /^Migration 2_two failed, and nothing of it was kept: type "nonsense" does not exist \(line 2\)$/,
    )
    expect(await tables()).toEqual(['_prisma_migrations', 'one'])
    expect(await readMigrationState(database, folderOf({ ...one, ...two }))).toMatchObject({
      applied: ['1_one'],
      pending: ['2_two'],
    })
    expect(await migrate(database, { folder: folderOf({ ...one, ...two }) })).toMatchObject({
      applied: ['2_two'],
    })
  })

  test('one that another tool began and never finished stops everything, until it is said to be undone', async () => {
    await migrate(database, { folder: folderOf(one) })
    await database.query(
      `insert into _prisma_migrations (id, checksum, migration_name, logs) values ('x', 'y', '2_two', 'oops')`,
    )
    const folder = folderOf({ ...one, ...two })
    await expect(migrate(database, { folder })).rejects.toThrow(
      'Migration 2_two was begun and never finished',
    )
    expect(await readMigrationState(database, folder)).toMatchObject({
      failed: ['2_two'],
      pending: ['2_two'],
    })
    await database.query(`update _prisma_migrations set rolled_back_at = now() where id = 'x'`)
    expect(await migrate(database, { folder })).toMatchObject({ applied: ['2_two'] })
  })

  test('reports an edited migration, and one that this version does not know', async () => {
    await migrate(database, { folder: folderOf({ ...one, ...two }) })
    const folder = folderOf({ '1_one': 'create table another (id int);' })
    const lines: string[] = []
    expect(await migrate(database, { folder, log: (line) => lines.push(line) })).toMatchObject({
      applied: [],
    })
    expect(lines).toEqual([
      'migration 1_one was changed after it was applied; the database keeps what it was',
      'migration 2_two was applied by a newer version of the gateway',
    ])
    expect(await readMigrationState(database, folder)).toMatchObject({
      edited: ['1_one'],
      unknown: ['2_two'],
    })
  })

  test("a database with somebody else's tables is refused", async () => {
    await database.script('create table wp_posts (id int)')
    await expect(migrate(database)).rejects.toThrow("1 tables (wp_posts) and none of II-Agent's")
    expect(await tables()).toEqual(['wp_posts'])
  })
})

const onServer = postgresOnly()

describe.each(onServer)('several on one server', ({ create }) => {
  const script = fileURLToPath(new URL('migrate-once.ts', import.meta.url))

  test('three processes that start together take turns', async () => {
    const { config, remove } = await create('empty')
    const folder = folderOf({})
    cpSync(migrationsFolder, folder, { recursive: true })
    const slow = { '99999999999998_slow': 'select pg_sleep(0.3); create table gateway_slow (id int);' }
    cpSync(folderOf({ ...slow, '99999999999999_last': 'create table gateway_last (id int);' }), folder, {
      recursive: true,
    })
    const processes = Array.from({ length: 3 }, () => {
      const args = ['--import', 'tsx', script, config.databaseUrl ?? '', folder]
      const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
      return { child, lines: createInterface({ input: child.stdout })[Symbol.asyncIterator]() }
    })
    for (const { lines } of processes) expect((await lines.next()).value).toBe('ready')
    for (const { child } of processes) child.stdin.write('go\n')
    const applied = await Promise.all(
      processes.map(async ({ lines }) => JSON.parse((await lines.next()).value)),
    )
    await Promise.all(processes.map(({ child }) => child.exitCode ?? once(child, 'exit')))
    const database = openPostgres(poolOptions(config.databaseUrl ?? ''))
    const { applied: all } = await readMigrationState(database, folder)
    expect(applied.flat().sort()).toEqual(all)
    expect(await database.query('select count(*)::int as count from _prisma_migrations')).toEqual([
      { count: all.length },
    ])
    await database.close()
    await remove()
  })

  test('one that waits for another gives up in the end', async () => {
    const { config, remove } = await create('empty')
    const database = openPostgres(poolOptions(config.databaseUrl ?? ''))
    await database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(72707369)')
      await expect(migrate(database, { waitMs: 100 })).rejects.toThrow(
        'Another process has been migrating this database',
      )
    })
    await database.close()
    await remove()
  })

  test('a role that may not create anything starts on a migrated database, and fails with the reason on an empty one', async () => {
    for (const content of ['migrated', 'empty'] as const) {
      const { config, remove } = await create(content)
      const owner = openPostgres(poolOptions(config.databaseUrl ?? ''))
      const role = `reader_of_${owner.label.split('/').at(-1)}`
      await owner.script(`create role ${role} login; grant select on all tables in schema public to ${role}`)
      const url = new URL(config.databaseUrl ?? '')
      url.username = role
      const reader = openPostgres(poolOptions(url.href))
      const migrated = migrate(reader)
      if (content === 'migrated') expect(await migrated).toEqual({ baselined: false, applied: [] })
      else await expect(migrated).rejects.toThrow('permission denied for schema public')
      await reader.close()
      await owner.script(`drop owned by ${role}; drop role ${role}`)
      await owner.close()
      await remove()
    }
  })
})
