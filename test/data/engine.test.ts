import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { describe, expect, test } from 'vitest'
import {
  drift,
  type EngineDatabase,
  filters,
  migrationList,
  openForEngine,
  withEngine,
} from '../../scripts/engine.ts'
import { migrationsFolder } from '../../src/data/migration-files.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { testDatabases } from '../support/database.ts'

type Place = { readonly databaseUrl?: string | undefined; readonly dataDir: string }

/** Opens a database of a test for the engine, which holds its lock on a connection and must find the same one again. */
async function openPlace({ databaseUrl, dataDir }: Place): Promise<EngineDatabase> {
  if (databaseUrl === undefined) return openForEngine(join(dataDir, 'database'))
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 })
  return {
    adapter: new PrismaPg(pool),
    script: async (sql) => void (await pool.query(sql)),
    close: () => pool.end(),
  }
}

/** Migrates a database as the gateway does, and returns what that did and the history it left. */
async function migrateHere(config: Parameters<typeof openDatabase>[0]) {
  const database = await openDatabase(config)
  const done = await migrate(database)
  const history = await database.query('select * from _prisma_migrations')
  await database.close()
  return { done, history }
}

describe.each(testDatabases)("Prisma's own engine on $kind", ({ create }) => {
  test('finds what was applied here in sync, and has nothing to apply', async () => {
    const { config, remove } = await create('empty')
    const { history } = await migrateHere(config)
    const migrationsList = await migrationList()
    const database = await openPlace(config)
    await withEngine(database, async (engine) => {
      const diagnosis = { migrationsList, optInToShadowDatabase: false, filters }
      expect(await engine.diagnoseMigrationHistory(diagnosis)).toMatchObject({
        hasMigrationsTable: true,
        history: null,
        failedMigrationNames: [],
        editedMigrationNames: [],
      })
      expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({ appliedMigrationNames: [] })
    })
    await database.close()
    expect((await migrateHere(config)).history).toEqual(history)
    await remove()
  })

  test('leaves a history that is taken up here', async () => {
    const { config, remove } = await create('empty')
    const migrationsList = await migrationList()
    const names = migrationsList.migrationDirectories.map(({ path }) => path)
    await (await openDatabase(config)).close()
    const database = await openPlace(config)
    await withEngine(database, async (engine) => {
      expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({
        appliedMigrationNames: names,
      })
    })
    await database.close()
    expect((await migrateHere(config)).done).toEqual({ baselined: false, applied: [] })
    await remove()
  })
})

test('the models and the migrations agree, and a difference is found', async () => {
  expect(await drift()).toBe('')
  const folder = mkdtempSync(join(tmpdir(), 'gateway-drift-'))
  cpSync(migrationsFolder, folder, { recursive: true })
  mkdirSync(join(folder, '99999999999999_change'))
  writeFileSync(
    join(folder, '99999999999999_change', 'migration.sql'),
    'alter table sessions drop column name;',
  )
  expect(await drift(folder)).toContain('ALTER TABLE "sessions" ADD COLUMN     "name" VARCHAR')
  rmSync(folder, { recursive: true })
})
