import { runSteps } from '../../data/apply-migration.ts'
import type { Database, Session } from '../../data/database.ts'
import { withMigrationLock } from '../../data/migration-lock.ts'
import { isLockRefused, withShortLocks } from '../../data/short-locks.ts'
import { hasSqlState } from '../../data/sql-states.ts'
import { watched } from '../watched.ts'
import { functionPrefix, signalSql, type WatchedTables } from './definition.ts'
import { readSignals } from './installed.ts'

/** Maximum time to wait for a table lock, in milliseconds. */
const maxInstallMs = 300_000
const maxStartMs = 60_000

/** Options of `completeSignals`. */
export type CompleteOptions = {
  readonly log?: (line: string) => void
  readonly tables?: WatchedTables
}

/**
 * Installs missing triggers of this version, unless the database has none at all: then they were removed on
 * purpose. If the role lacks privileges or a table stays locked, logs it and relies on polling.
 */
export async function completeSignals(
  database: Database,
  { log = () => {}, tables = watched }: CompleteOptions = {},
): Promise<void> {
  if (!isIncomplete(await readSignals(database, tables))) return
  try {
    await database.session((session) =>
      withMigrationLock(session, maxStartMs, async () => {
        // Another process may have installed them meanwhile.
        const state = await readSignals(session, tables)
        if (!isIncomplete(state)) return
        await install(session, state.missing, maxStartMs, log)
        log(`installed the triggers that signal changes of ${Object.keys(state.missing).join(', ')}`)
      }),
    )
  } catch (error) {
    const { message, cause = error } = error as Error
    if (!hasSqlState(cause, 'insufficientPrivilege') && !isLockRefused(cause)) throw error
    log(`some changes are not signalled, so subscriptions poll: ${message}`)
  }
}

const isIncomplete = ({ isAnyInstalled, missing }: Awaited<ReturnType<typeof readSignals>>) =>
  isAnyInstalled && Object.keys(missing).length > 0

/** Installs or replaces all triggers; keys sent for other versions of the gateway are kept. */
export async function installTriggers(database: Database, tables = watched): Promise<void> {
  await database.session((session) =>
    withMigrationLock(session, maxInstallMs, async () => {
      const state = await readSignals(session, tables)
      await install(session, state.tables, maxInstallMs)
    }),
  )
}

async function install(
  session: Session,
  tables: WatchedTables,
  waitMs: number,
  log: (line: string) => void = () => {},
): Promise<void> {
  const sql = signalSql(tables)
  await runSteps(session, { name: 'change signals', sql, checksum: '' }, { waitMs, log })
}

/** Drops all triggers and their functions, including those of other versions of the gateway. */
export async function removeTriggers(database: Database): Promise<void> {
  await database.session(async (session) => {
    const functions = await session.query<{ name: string }>(
      `select oid::regprocedure::text as name from pg_proc where starts_with(proname::text, $1) order by 1`,
      [functionPrefix],
    )
    // One table per transaction, because each waits for the table's writers.
    for (const { name } of functions)
      await withShortLocks(session, maxInstallMs, (tx) =>
        tx.script(`drop function if exists ${name} cascade`),
      )
  })
}
