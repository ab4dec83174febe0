import { setTimeout as pause } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { type Backoff, backoffMs } from '../data/backoff.ts'
import { checkDatabase, type DatabaseCheck } from '../data/check.ts'
import { groupDifferences, type ReportGroups } from '../data/check-report.ts'
import type { Features } from '../data/compare-catalog.ts'
import type { Database } from '../data/database.ts'
import { DatabaseMismatchError, migrate, readMigrationState } from '../data/migrations.ts'
import { DatabaseUnavailableError, UnusableConnectionError } from '../data/unavailable.ts'
import { seedDemo } from '../demo/seed.ts'
import { completeSignals } from '../live/signals/install.ts'

type StartConfig = Pick<Config, 'skipMigrations' | 'mode' | 'changeCapture' | 'databaseUrl' | 'listenUrl'>

const backoff: Backoff = { minMs: 250, maxMs: 10_000 }

/**
 * Prepares a database: migrates it (unless `SKIP_MIGRATIONS`), checks it, publishes its tables if the WAL is
 * captured, and seeds an empty embedded one with the demo. Retries with exponential backoff while it is
 * unreachable, until `signal` aborts; calls `onWaiting` before each retry. Resolves with the optional
 * features of its schema. Throws errors that retrying does not resolve: `DatabaseMismatchError`, a failed
 * migration, a rejected password.
 */
export async function prepareDatabase(
  database: Database,
  config: StartConfig,
  { log, signal, onWaiting }: { log: Logger; signal: AbortSignal; onWaiting: () => void },
): Promise<Features> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await prepare(database, config, log)
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError) || isLasting(error)) throw error
      const retryInMs = Math.round(backoffMs(attempt, backoff))
      log.warn({ database: database.label, retryInMs, reason: error.message }, 'waiting for the database')
      onWaiting()
      await pause(retryInMs, undefined, { signal })
    }
  }
}

async function prepare(
  database: Database,
  { skipMigrations, mode, changeCapture, databaseUrl, listenUrl }: StartConfig,
  log: Logger,
): Promise<Features> {
  // An unusable URL must fail the start, not the first subscription.
  if (listenUrl !== undefined) await database.session(async () => {})
  if (!skipMigrations) {
    const { pending } = await readMigrationState(database)
    // What is new to it is known only before.
    if (pending.length > 0)
      logDifferences(log, await checkDatabase(database, { isMigrated: true }), ['additions'])
    const logLine = (line: string) => log.info(line)
    await migrate(database, { log: logLine })
    await completeSignals(database, { log: logLine })
  }
  const checked = await checkDatabase(database)
  const { ok, differences, features, revision } = checked
  if (!ok) {
    const message = `The database is not as the gateway needs it. Its revision is ${revision}:`
    throw new DatabaseMismatchError(message, differences)
  }
  logDifferences(log, checked, ['additions', 'harmless'])
  if (changeCapture === 'replication' && databaseUrl !== undefined) {
    const { prepareCapture } = await import('../live/capture/ready.ts')
    await prepareCapture(database, { databaseUrl: listenUrl ?? databaseUrl, skipMigrations })
  }
  if (mode === 'embedded' && (await isEmpty(database))) {
    await seedDemo(database, new Date())
    log.info('filled the empty database with the demo')
  }
  return features
}

/** One line in the log for each group that is not empty, with what `check` would list. */
function logDifferences(
  log: Logger,
  { differences, revision }: DatabaseCheck,
  names: readonly (keyof ReportGroups)[],
): void {
  const groups = groupDifferences(differences)
  for (const name of names) {
    const { title, lines, more } = groups[name]
    if (lines.length > 0) log.info({ revision, lines, more }, `the database: ${title.toLowerCase()}`)
  }
}

/**
 * True if the server rejects the connection permanently: wrong password or role (SQLSTATE class 28), unknown
 * database, or a pooler that rejects an option of the URL (with the code of all its errors).
 */
function isLasting(error: DatabaseUnavailableError): boolean {
  if (error instanceof UnusableConnectionError) return true
  const { cause } = error
  if (!(cause instanceof Error) || !('code' in cause)) return false
  return (
    /^(28...|3D000)$/.test(String(cause.code)) || cause.message.startsWith('unsupported startup parameter')
  )
}

async function isEmpty(database: Database): Promise<boolean> {
  return (await database.query('select 1 from users limit 1')).length === 0
}
