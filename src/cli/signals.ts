import type { Database } from '../data/database.ts'
import { readMigrations } from '../data/migration-files.ts'
import { installPublication, isPublished, removePublication } from '../live/capture/publication.ts'
import { signalsInstalled } from '../live/installed.ts'

/** The ways in which a database tells of changes; see `CHANGE_CAPTURE`. */
export const signalWays = ['triggers', 'replication'] as const
export type SignalWay = (typeof signalWays)[number]

const migration = /_change_signals$/

/**
 * Installs, again or anew, the triggers that signal changes: what the migration does; or the publication by which the
 * log is read, whose slot the gateways make by themselves.
 */
export async function installSignals(database: Database, way: SignalWay = 'triggers'): Promise<void> {
  if (way === 'replication') return installPublication(database)
  const found = (await readMigrations()).find(({ name }) => migration.test(name))
  if (!found) throw new Error('The migration that installs the signals is missing from this package.')
  await database.script(found.sql)
}

/**
 * Takes the triggers and their functions away, or the publication and the slot. Nothing else of the database changes.
 * Throws while a gateway reads the slot.
 */
export async function removeSignals(database: Database, way: SignalWay = 'triggers'): Promise<void> {
  if (way === 'replication') return removePublication(database)
  await database.script(`DO $remove$
DECLARE
  signal record;
BEGIN
  FOR signal IN SELECT oid::regprocedure AS name FROM pg_proc WHERE proname LIKE 'ii\\_gateway\\_signal\\_%' LOOP
    EXECUTE format('DROP FUNCTION %s CASCADE', signal.name);
  END LOOP;
END
$remove$`)
}

/** How a database tells of changes, as the end of a sentence about it. */
export async function describeSignals(database: Database): Promise<string> {
  const triggers = await signalsInstalled(database)
  if (await isPublished(database))
    return `publishes its log${triggers ? ', and signals its changes by triggers' : ''}.`
  return triggers ? 'signals its changes.' : 'is polled for changes.'
}
