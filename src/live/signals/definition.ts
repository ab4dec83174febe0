import { channel } from '../watch-keys.ts'
import { watched } from '../watched.ts'

/** Key columns of watched tables, by table. */
export type WatchedTables = Readonly<Record<string, readonly string[]>>

/** The triggers of a watched table by name, with their event and transition tables. */
export const triggers: Readonly<Record<string, string>> = {
  ii_gateway_inserted: 'INSERT ON "%" REFERENCING NEW TABLE AS new_rows',
  ii_gateway_updated: 'UPDATE ON "%" REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows',
  ii_gateway_deleted: 'DELETE ON "%" REFERENCING OLD TABLE AS old_rows',
  ii_gateway_truncated: 'TRUNCATE ON "%"',
}

/** Prefix of the notifying functions; the table's name follows. */
export const functionPrefix = 'ii_gateway_signal_'

/** NOTIFY rejects payloads of 8,000 bytes or more, which would make the writer's statement fail. */
const maxPayloadBytes = 7_000

/**
 * Returns SQL that installs or replaces the triggers of these tables. Each "-- Step" locks one table at most
 * and is idempotent.
 */
export function signalSql(tables: WatchedTables = watched): string {
  const steps = Object.entries(tables).map(
    ([table, keys]) => `-- Step: triggers on ${table}\n${functionSql(table, keys)}\n${triggerSql(table)}\n`,
  )
  return steps.join('\n')
}

/**
 * One notification per statement: the table, and the distinct keys of its rows if they are few. It contains
 * no other data.
 */
function functionSql(table: string, keys: readonly string[]): string {
  const columns = keys.map((key) => `"${key}"`).join(', ')
  const values = keys.map(
    (key) => `'${key}', array_agg(DISTINCT "${key}") FILTER (WHERE "${key}" IS NOT NULL)`,
  )
  const object = `jsonb_build_object(${values.join(', ')})`
  const message = (value: string) => `jsonb_build_object('table', '${table}', 'keys', ${value})::text`
  return `CREATE OR REPLACE FUNCTION "${functionPrefix}${table}"() RETURNS trigger LANGUAGE plpgsql AS $signal$
DECLARE
  keys jsonb;
  message text;
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT ${object} INTO keys FROM new_rows HAVING count(*) > 0;
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT ${object} INTO keys
      FROM (SELECT ${columns} FROM old_rows UNION SELECT ${columns} FROM new_rows) AS changed HAVING count(*) > 0;
  ELSIF TG_OP = 'DELETE' THEN
    SELECT ${object} INTO keys FROM old_rows HAVING count(*) > 0;
  END IF;
  IF keys IS NULL AND TG_OP <> 'TRUNCATE' THEN
    RETURN NULL;
  END IF;
  message := ${message('keys')};
  -- Without keys, it stands for every row of the table.
  IF octet_length(message) > ${maxPayloadBytes} THEN
    message := ${message('NULL')};
  END IF;
  PERFORM pg_notify('${channel}', message);
  RETURN NULL;
END
$signal$;`
}

function triggerSql(table: string): string {
  return Object.entries(triggers)
    .map(
      ([name, event]) => `CREATE OR REPLACE TRIGGER ${name} AFTER ${event.replace('%', table)}
  FOR EACH STATEMENT EXECUTE FUNCTION "${functionPrefix}${table}"();`,
    )
    .join('\n')
}

/** Returns the key columns that a trigger function sends, parsed from its source. */
export const parseSentKeys = (source: string): string[] => [
  ...new Set([...source.matchAll(/array_agg\(DISTINCT "?(\w+)"?\)/g)].map(([, key = '']) => key)),
]
