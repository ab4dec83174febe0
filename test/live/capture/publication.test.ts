import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Session } from '../../../src/data/database.ts'
import {
  dropSlot,
  installPublication,
  isPublished,
  publication,
  readCaptureNames,
  readSlotState,
  removePublication,
} from '../../../src/live/capture/publication.ts'
import { testDatabases } from '../../support/database.ts'

describe.each(testDatabases)('the publication of watched tables, on $kind', ({ open }) => {
  let database: Database
  /** The same, which the embedded database is not for those who install: it has no logical slots. */
  let server: Database
  let slot: string
  beforeAll(async () => {
    database = await open('empty')
    server = { ...database, kind: 'postgres' }
    slot = (await readCaptureNames(database)).slot
    await database.script(`
      create table run_tasks (id uuid primary key, session_id uuid, prompt text);
      create table task_logs (id bigint primary key, task_id uuid, status text)`)
  })
  afterEach(() => removePublication(database))
  afterAll(() => database.close())

  /** The published columns of each table. */
  async function published(): Promise<Record<string, string[]>> {
    const rows = await database.query<{ name: string; columns: string[] }>(
      `select tablename::text as name, array(select unnest(attnames)::text order by 1) as columns
         from pg_publication_tables where pubname = $1 order by 1`,
      [publication],
    )
    return Object.fromEntries(rows.map(({ name, columns }) => [name, columns]))
  }
  const createSlot = () => database.query('select pg_create_physical_replication_slot($1)', [slot])
  const hasSlot = async () => (await readSlotState(database, slot)) !== undefined

  it('has the watched columns and the primary keys of the tables that there are, and no others', async () => {
    expect(await isPublished(database)).toBe(false)
    await installPublication(server)
    expect(await isPublished(database)).toBe(true)
    expect(await published()).toEqual({ run_tasks: ['id', 'session_id'], task_logs: ['id', 'task_id'] })
  })

  it('is completed by columns and tables that came later', async () => {
    await database.script('alter table run_tasks drop column session_id')
    await installPublication(server)
    expect([await isPublished(database), (await published()).run_tasks]).toEqual([true, ['id']])
    await database.script('alter table run_tasks add column session_id uuid')
    expect(await isPublished(database)).toBe(false)
    await installPublication(server)
    expect([await isPublished(database), (await published()).run_tasks]).toEqual([true, ['id', 'session_id']])
    await database.script('create table sessions (id uuid primary key, user_id uuid)')
    expect(await isPublished(database)).toBe(false)
    await installPublication(server)
    expect([await isPublished(database), (await published()).sessions]).toEqual([true, ['id', 'user_id']])
    await database.script('drop table sessions')
    expect(await isPublished(database)).toBe(true)
  })

  it('has a partitioned table by its own name, also if the publication is older than it', async () => {
    await installPublication(server)
    await database.script(`
      alter publication ${publication} set (publish_via_partition_root = false);
      create table sessions (id uuid primary key, user_id uuid) partition by hash (id);
      create table sessions_0 partition of sessions for values with (modulus 1, remainder 0)`)
    for (const isNew of [false, true]) {
      if (isNew) await removePublication(database)
      expect(await isPublished(database)).toBe(false)
      await installPublication(server)
      expect(await isPublished(database)).toBe(true)
      expect(await published()).toMatchObject({ sessions: ['id', 'user_id'] })
      expect(await published()).not.toHaveProperty('sessions_0')
    }
    await database.script('drop table sessions')
  })

  it('has another identity of rows where the table has one', async () => {
    await database.script(`
      alter table task_logs alter status set not null, drop constraint task_logs_pkey;
      create unique index other on task_logs (status);
      alter table task_logs replica identity using index other`)
    await installPublication(server)
    expect((await published()).task_logs).toEqual(['status', 'task_id'])
    await database.script('alter table task_logs replica identity full')
    await installPublication(server)
    expect((await published()).task_logs).toEqual(['id', 'status', 'task_id'])
    await database.script(
      'drop index other; alter table task_logs replica identity default, add primary key (id)',
    )
  })

  it('is refused where rows have no identity, as their writers would be', async () => {
    await database.script('alter table task_logs drop constraint task_logs_pkey')
    await expect(installPublication(server)).rejects.toThrow(/rows cannot be published: task_logs$/)
    expect(await published()).toEqual({})
    await database.script('alter table task_logs add primary key (id)')
  })

  it('is refused on an embedded database', async () => {
    await expect(installPublication({ ...database, kind: 'pglite' })).rejects.toThrow(/embedded/)
    expect(await published()).toEqual({})
  })

  it('drops the slot of an earlier publication when it is created, and keeps its own', async () => {
    await createSlot()
    await installPublication(server)
    expect(await hasSlot()).toBe(false)
    await createSlot()
    await installPublication(server)
    expect(await hasSlot()).toBe(true)
  })

  it('is removed with its slot, and again without an error', async () => {
    await installPublication(server)
    await createSlot()
    const other = `${slot}_of_others`
    await database.query('select pg_create_physical_replication_slot($1)', [other])
    await removePublication(database)
    expect([await hasSlot(), await published()]).toEqual([false, {}])
    await removePublication(database)
    await dropSlot(database)
    expect(await readSlotState(database, other)).toBeDefined()
    await database.query('select pg_drop_replication_slot($1)', [other])
  })

  it('has names by database and cluster', async () => {
    const [{ oid, cluster } = { oid: '', cluster: '' }] = await database.query<Record<string, string>>(
      `select oid::text, system_identifier::text as cluster from pg_database, pg_control_system()
        where datname = current_database()`,
    )
    const names = await readCaptureNames(database)
    expect(names.slot).toMatch(new RegExp(`^[a-z_]+_${oid}$`))
    expect(names.channel).toMatch(new RegExp(`^ii-gateway:[a-z]+:${cluster}:${oid}$`))
  })

  it.each([
    ['read', `true, 'reserved', '0/16B3748'`, { active: true, lost: false, position: '0/16B3748' }],
    ['free', `false, 'extended', '0/10'`, { active: false, lost: false, position: '0/10' }],
    ['given up by the server', `false, 'lost', '0/10'`, { active: false, lost: true, position: '0/10' }],
    ['being created', 'true, null, null', { active: true, lost: false, position: null }],
  ])('knows whether its slot is %s', async (_, values, expected) => {
    // A table of this name stands before the view, as logical slots need another configuration.
    const withSlots = (work: (session: Session) => Promise<void>) =>
      database.session(async (session) => {
        await session.script(`set search_path = pg_temp, pg_catalog; create temp table pg_replication_slots
          (slot_name text, active boolean, wal_status text, confirmed_flush_lsn pg_lsn)`)
        await work(session).finally(() =>
          session.script('drop table pg_temp.pg_replication_slots; reset search_path'),
        )
      })
    await withSlots(async (session) => {
      expect(await readSlotState(session, slot)).toBeUndefined()
      await session.script(`insert into pg_replication_slots values
        ('${slot}', ${values}), ('of_others', true, 'lost', '0/1')`)
      expect(await readSlotState(session, slot)).toEqual(expected)
    })
  })
})

it('names nothing where the database does not say which it is', async () => {
  await expect(readCaptureNames({ query: async () => [] })).rejects.toThrow('does not say which it is')
})
