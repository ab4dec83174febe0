import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { PGlite } from '@electric-sql/pglite'
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm'
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapterFactory,
} from '@prisma/driver-adapter-utils'
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { readTemplate } from '../src/data/embedded-template.ts'
import { migrationsFolder, readMigrations } from '../src/data/migration-files.ts'
import { builtTemplate } from './built-template.ts'

// Prisma's own schema engine as WebAssembly: the native one comes from a host that not every machine reaches.

const schemaFolder = fileURLToPath(new URL('../prisma/schema', import.meta.url))

/** All tables are of interest to it. */
export const filters = { externalTables: [], externalEnums: [] }

let loading: Promise<unknown> | undefined

function load(): Promise<unknown> {
  loading ??= (async () => {
    // How the engine says why it panicked.
    Object.assign(globalThis, {
      PRISMA_WASM_PANIC_REGISTRY: { set_message: (text: string) => console.error(text) },
    })
    const file = new URL('schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm'))
    const { instance } = await WebAssembly.instantiate(await readFile(file), {
      './schema_engine_bg.js': { ...engine },
    })
    engine.__wbg_set_wasm(instance.exports)
    const { __wbindgen_start: start } = instance.exports
    if (typeof start === 'function') start()
  })()
  return loading
}

/** A database for the engine. Prisma's adapters cut a script at every semicolon, even inside a function, so `script` runs it. */
export type EngineDatabase = {
  readonly adapter: SqlDriverAdapterFactory
  readonly script: (sql: string) => Promise<void>
  readonly close: () => Promise<void>
}

/** Opens an embedded database for the engine: the one in this folder, or one in memory. */
export async function openForEngine(folder?: string): Promise<EngineDatabase> {
  const template = folder === undefined ? await readTemplate(builtTemplate) : undefined
  const loadDataDir = template && new Blob([template], { type: 'application/x-tar' })
  const db = await PGlite.create({ dataDir: folder, loadDataDir, extensions: { pg_trgm } })
  return {
    adapter: new PrismaPGlite(db),
    script: async (sql) => void (await db.exec(sql)),
    close: () => db.close(),
  }
}

const connect = async ({ adapter, script }: EngineDatabase) =>
  Object.assign(await adapter.connect(), { executeScript: script, dispose: async () => {} })

/**
 * Runs `work` with the engine on a database, which stays open. What the engine needs a shadow database for, it does in
 * memory; without a database there is only that one.
 */
export async function withEngine<Result>(
  database: EngineDatabase | undefined,
  work: (schemaEngine: engine.SchemaEngine) => Promise<Result>,
): Promise<Result> {
  await load()
  const shadow = await openForEngine()
  const own = database ?? shadow
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: own.adapter.provider,
    adapterName: own.adapter.adapterName,
    connect: () => connect(own),
    connectToShadowDb: () => connect(shadow),
  })
  const schemaEngine = await engine.SchemaEngine.new({ datamodels: await readSchema() }, () => {}, factory)
  try {
    return await work(schemaEngine)
  } finally {
    schemaEngine.free()
    await shadow.close()
  }
}

/** The models, as the engine takes them: path and text of each file. */
async function readSchema(): Promise<[string, string][]> {
  const names = (await readdir(schemaFolder)).filter((name) => name.endsWith('.prisma')).sort()
  return Promise.all(
    names.map(
      async (name): Promise<[string, string]> => [name, await readFile(`${schemaFolder}/${name}`, 'utf8')],
    ),
  )
}

/** The migrations, as the engine takes them. */
export async function migrationList(folder = migrationsFolder): Promise<engine.MigrationList> {
  const lock = `${folder}/migration_lock.toml`
  const migrations = await readMigrations(folder)
  return {
    baseDir: folder,
    lockfile: {
      path: 'migration_lock.toml',
      content: existsSync(lock) ? await readFile(lock, 'utf8') : null,
    },
    shadowDbInitScript: '',
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value: sql } },
    })),
  }
}

/** The SQL that leads from what the migrations make to what the models say; empty where they agree. */
export async function drift(folder = migrationsFolder): Promise<string> {
  const files = (await readSchema()).map(([path, content]) => ({ path, content }))
  const from = { tag: 'migrations' as const, ...(await migrationList(folder)) }
  const { exitCode, stdout } = await withEngine(undefined, (schemaEngine) =>
    schemaEngine.diff({ from, to: { tag: 'schemaDatamodel', files }, script: true, exitCode: true, filters }),
  )
  return exitCode === 0 ? '' : (stdout ?? '')
}
