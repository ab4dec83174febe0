import type { Database } from '../data/database.ts'
import { readMigrations } from '../data/migration-files.ts'

const migration = /_change_signals$/

/** Installs the triggers that signal changes, again or anew: what the migration does. */
export async function installSignals(database: Database): Promise<void> {
  const found = (await readMigrations()).find(({ name }) => migration.test(name))
  if (!found) throw new Error('The migration that installs the signals is missing from this package.')
  await database.script(found.sql)
}

/** Takes the triggers and their functions away: subscriptions then poll. Nothing else of the database changes. */
export async function removeSignals(database: Database): Promise<void> {
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
