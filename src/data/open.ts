import type { Database } from './database.ts'
import { openPostgres } from './postgres.ts'

/** How to open the database. */
export interface DatabaseConfig {
  /** Absent for an embedded database in `dataDir`. */
  readonly databaseUrl?: string
  readonly listenUrl?: string
  readonly dataDir: string
  readonly poolSize: number
  readonly statementTimeoutMs: number
}

/**
 * Opens the configured database. PostgreSQL is not contacted before the first query, which fails if the
 * server is unreachable. PGlite is started, and throws one line if another process uses its folder.
 */
export async function openDatabase(
  config: DatabaseConfig,
  onError?: (error: Error) => void,
): Promise<Database> {
  const { databaseUrl, listenUrl, dataDir, poolSize, statementTimeoutMs } = config
  if (databaseUrl !== undefined)
    return openPostgres({ databaseUrl, listenUrl, poolSize, statementTimeoutMs, onError })
  // Imported on demand: it loads PostgreSQL as WebAssembly and a native library for the lock.
  const { openEmbedded } = await import('./embedded.ts')
  return openEmbedded(dataDir, undefined, onError)
}
