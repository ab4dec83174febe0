import type { Database } from './database.ts'
import { openPostgres } from './postgres.ts'

export interface DatabaseConfig {
  /** Without it, an embedded database is kept in `dataDir`. */
  readonly databaseUrl?: string
  readonly listenUrl?: string
  readonly dataDir: string
  readonly poolSize: number
  readonly statementTimeoutMs: number
}

/**
 * Opens the database that the configuration names. PostgreSQL is not asked for anything yet, so a server that is away
 * is noticed by the first query; the embedded one is started, and throws one clear line when its folder is taken.
 */
export async function openDatabase(
  config: DatabaseConfig,
  onError?: (error: Error) => void,
): Promise<Database> {
  const { databaseUrl, listenUrl, dataDir, poolSize, statementTimeoutMs } = config
  if (databaseUrl !== undefined)
    return openPostgres({ databaseUrl, listenUrl, poolSize, statementTimeoutMs, onError })
  // Not loaded where it is not used: it brings a WebAssembly PostgreSQL and a native library for the lock.
  const { openEmbedded } = await import('./embedded.ts')
  return openEmbedded(dataDir)
}
