import type { Database, Queryable, Session } from '../../data/database.ts'
import { withMigrationLock } from '../../data/migration-lock.ts'
import { watched } from '../watched.ts'

/** The publication of the watched columns and the replica identity. */
export const publication = 'ii_gateway'

const list = Object.entries(watched).map(([table, keys]) => `('${table}', ARRAY['${keys.join("', '")}'])`)

/** True if every watched table of this database is published with its watched columns. */
export async function isPublished(sql: Queryable): Promise<boolean> {
  const [row] = await sql.query<{ missing: number }>(
    `select count(*)::int as missing from (values ${list.join(', ')}) as watched (name, keys)
     where to_regclass(name) is not null and not exists (select from pg_publication_tables
       where pubname = '${publication}' and schemaname = current_schema and tablename = name
         and attnames::text[] @> array(select attname::text from pg_attribute
           where attrelid = to_regclass(name) and attname = any (keys) and not attisdropped))`,
  )
  return row?.missing === 0
}

// UPDATE and DELETE fail on a published table without a replica identity, so such tables are not published.
// With REPLICA IDENTITY FULL, PostgreSQL requires that all columns are published. Changes of a partition are those of the
// watched table, and PostgreSQL requires it of a partitioned table with a list of columns.
const publishSql = `DO $install$
DECLARE
  tables text;
  nameless text;
BEGIN
  SELECT string_agg(format('%I', name), ', ') FILTER (WHERE identity IS NULL AND relreplident <> 'f'),
         string_agg(format('%I', name) || CASE relreplident WHEN 'f' THEN '' ELSE format(' (%s)', columns) END, ', ')
    INTO nameless, tables
    FROM (VALUES ${list.join(', ')}) AS watched (name, keys)
    JOIN pg_class ON pg_class.oid = to_regclass(name)
    CROSS JOIN LATERAL (
      SELECT array_agg(attname::text) AS identity FROM pg_index
        JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
       WHERE indrelid = pg_class.oid
         AND CASE relreplident WHEN 'd' THEN indisprimary WHEN 'i' THEN indisreplident ELSE false END) AS named
    CROSS JOIN LATERAL (
      SELECT string_agg(DISTINCT format('%I', attname), ', ') AS columns FROM pg_attribute
       WHERE attrelid = pg_class.oid AND attname = ANY (keys || identity) AND NOT attisdropped) AS listed;
  IF nameless IS NOT NULL THEN
    RAISE EXCEPTION 'without a primary key, rows cannot be published: %', nameless;
  END IF;
  IF EXISTS (SELECT FROM pg_publication WHERE pubname = '${publication}') THEN
    ALTER PUBLICATION ${publication} SET (publish_via_partition_root = true);
    EXECUTE 'ALTER PUBLICATION ${publication} SET TABLE ' || tables;
  ELSE
    EXECUTE 'CREATE PUBLICATION ${publication} FOR TABLE ' || tables || ' WITH (publish_via_partition_root = true)';
  END IF;
END
$install$`

/** Maximum time to wait for another process that prepares the database, in milliseconds. */
const maxWaitMs = 60_000

/**
 * Publishes the watched tables for a replication slot. The role must own them and have CREATE on the
 * database. Alters no table.
 */
export const installPublication = (database: Database): Promise<void> =>
  withPublicationLock(database, install)

/** Publishes the watched tables unless they are published, also where several gateways start at once. */
export const completePublication = (database: Database): Promise<void> =>
  withPublicationLock(database, async (session) => {
    if (!(await isPublished(session))) await install(session)
  })

async function withPublicationLock(
  database: Database,
  work: (session: Session) => Promise<void>,
): Promise<void> {
  if (database.kind !== 'postgres') throw new Error('The embedded database has no replication slots.')
  await database.session((session) => withMigrationLock(session, maxWaitMs, () => work(session)))
}

async function install(session: Session): Promise<void> {
  const [known] = await session.query(`select from pg_publication where pubname = '${publication}'`)
  // A slot cannot be read from a position before the publication was created.
  if (!known) await dropSlot(session)
  await session.script(publishSql)
}

/** Drops the slot and the publication. Throws while a gateway reads the slot. */
export async function removePublication(database: Database): Promise<void> {
  await dropSlot(database)
  await database.script(`DROP PUBLICATION IF EXISTS ${publication}`)
}

/** Names shared by all gateways of one database. */
export type CaptureNames = {
  /** In PostgreSQL, where slot names are global to the cluster. */
  readonly slot: string
  /** In Redis, which gateways of other databases may use too. */
  readonly channel: string
}

/** Returns the names for a database. */
export async function readCaptureNames(sql: Queryable): Promise<CaptureNames> {
  const [names] = await sql.query<CaptureNames>(
    `select 'ii_gateway_' || oid as slot,
       concat_ws(':', 'ii-gateway:changes', (select system_identifier from pg_control_system()), oid) as channel
     from pg_database where datname = current_database()`,
  )
  if (!names) throw new Error('The database does not say which it is.')
  return names
}

/** The state of a replication slot. */
export type SlotState = {
  readonly active: boolean
  /** The server discarded WAL that the slot had not read. */
  readonly lost: boolean
  /** The confirmed WAL position; null while the slot is being created. */
  readonly position: string | null
}

/** Returns the state of a slot; undefined if it does not exist. */
export async function readSlotState(sql: Queryable, slot: string): Promise<SlotState | undefined> {
  const [state] = await sql.query<SlotState>(
    {
      name: 'live_slot',
      text: `select active, coalesce(wal_status = 'lost', false) as lost, confirmed_flush_lsn::text as position
from pg_replication_slots where slot_name = $1`,
    },
    [slot],
  )
  return state
}

/** Drops the slot if it exists. */
export async function dropSlot(sql: Queryable): Promise<void> {
  const { slot } = await readCaptureNames(sql)
  await sql.query(
    'select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1',
    [slot],
  )
}
