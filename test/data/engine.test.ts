import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { drift, filters, migrationList, withEngine } from '../../scripts/engine.ts'
import { migrationsFolder } from '../../src/data/migration-files.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openDatabase } from '../../src/data/open.ts'
import { testDatabases } from '../support/database.ts'

describe.each(testDatabases)("Prisma's own engine on $kind", ({ create }) => {
  test('finds what was applied here in sync, and has nothing to apply', async () => {
    const { config, remove } = await create('empty')
    // The engine holds its lock on a connection, so it must find the same one again.
    const database = await openDatabase({ ...config, poolSize: 1 })
    await migrate(database)
    const history = await database.query('select * from _prisma_migrations')
    const migrationsList = await migrationList()
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
    expect(await database.query('select * from _prisma_migrations')).toEqual(history)
    await database.close()
    await remove()
  })

  test('leaves a history that is taken up here', async () => {
    const { config, remove } = await create('empty')
    const database = await openDatabase({ ...config, poolSize: 1 })
    const migrationsList = await migrationList()
    const names = migrationsList.migrationDirectories.map(({ path }) => path)
    await withEngine(database, async (engine) => {
      expect(await engine.applyMigrations({ migrationsList, filters })).toEqual({
        appliedMigrationNames: names,
      })
    })
    expect(await migrate(database)).toEqual({ baselined: false, applied: [] })
    await database.close()
    await remove()
  })
})

test('the models and the migrations agree, and a difference is found', { timeout: 90_000 }, async () => {
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
