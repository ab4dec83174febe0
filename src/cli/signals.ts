import { runSteps } from '../data/apply-migration.ts'
import type { Database } from '../data/database.ts'
import { readMigrations } from '../data/migration-files.ts'
import { withShortLocks } from '../data/short-locks.ts'
import { installPublication, isPublished, removePublication } from '../live/capture/publication.ts'
import { signalsInstalled } from '../live/installed.ts'

/** The ways in which a database tells of changes; see `CHANGE_CAPTURE`. */
export const signalWays = ['triggers', 'replication'] as const
export type SignalWay = (typeof signalWays)[number]

const migration = /_change_signals$/
/** How long to try for the lock of a table. */
const waitMs = 300_000

/**
 * Installs, again or anew, the triggers that signal changes: what the migration does; or the publication by which the
 * log is read, whose slot the gateways make by themselves.
 */
export async function installSignals(database: Database, way: SignalWay = 'triggers'): Promise<void> {
  if (way === 'replication') return installPublication(database)
  const found = (await readMigrations()).find(({ name }) => migration.test(name))
  if (!found) throw new Error('The migration that installs the signals is missing from this package.')
  await database.session((session) => runSteps(session, found, { waitMs, log: () => {} }))
}

/**
 * Takes the triggers and their functions away, or the publication and the slot. Nothing else of the database changes.
 * Throws while a gateway reads the slot.
 */
export async function removeSignals(database: Database, way: SignalWay = 'triggers'): Promise<void> {
  if (way === 'replication') return removePublication(database)
  await database.session(async (session) => {
    const functions = await session.query<{ name: string }>(
      `select oid::regprocedure::text as name from pg_proc where proname like 'ii\\_gateway\\_signal\\_%' order by 1`,
    )
    // One table a transaction, as it waits for the table's writers.
    for (const { name } of functions)
      await withShortLocks(session, waitMs, (tx) => tx.script(`drop function if exists ${name} cascade`))
  })
}

/** How a database tells of changes, as the end of a sentence about it. */
export async function describeSignals(database: Database): Promise<string> {
  const triggers = await signalsInstalled(database)
  if (await isPublished(database))
    return `publishes its log${triggers ? ', and signals its changes by triggers' : ''}.`
  return triggers ? 'signals its changes.' : 'is polled for changes.'
}
