import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkDatabase } from '../../src/data/check.ts'
import type { Database } from '../../src/data/database.ts'
import { readMigrations } from '../../src/data/migration-files.ts'
import { DatabaseMismatchError, migrate, readMigrationState } from '../../src/data/migrations.ts'
import { onBothDatabases } from './databases.ts'

/** What newer revisions of the platform added to its tables. */
const newerRevision = `
  alter table chat_summaries add summary_authority varchar;
  alter table sessions add delete_after timestamptz, add custody varchar(32) not null default 'standard',
    add purge_after timestamptz, add purge_attempts int not null default 0;
  create index idx_sessions_delete_after on sessions (delete_after) where delete_after is not null and is_deleted = false;
  alter table sessions add constraint ck_purge check (purge_after is null or is_deleted);
  alter table agent_sandboxes add pool_state varchar(20), add timeout_at timestamptz;
  alter table agent_sandboxes alter session_id drop not null;
  alter table credit_transactions alter user_id drop not null;
  alter table agent_sandboxes add constraint fk_agent_sandboxes_session_id foreign key (session_id) references sessions on delete cascade;
  alter table run_tasks add foreign key (session_id) references sessions on delete cascade not valid;
  alter table credit_transactions add foreign key (user_id) references users on delete set null;
  create table purge_receipts (id uuid primary key);
  drop table purge_dead_letter;
  create table purge_dead_letter (id uuid primary key, session_id uuid, user_id uuid not null, error_message text);
  create table alembic_version (version_num varchar(32) primary key);
  alter table users add is_purging bool not null default false;
  create function refuse_delete() returns trigger language plpgsql as $$ begin raise 'has sessions'; end $$;
  create trigger users_before_delete before delete on users for each row when (not old.is_purging) execute function refuse_delete();
  create unique index uq_purge_committed on application_events (session_id) where event_type = 'session.purge_committed'`

onBothDatabases("II-Agent's own database", (newDatabase) => {
  let database: Database
  let tables = ''
  beforeAll(async () => {
    database = await newDatabase()
    const [first] = await readMigrations()
    tables = first?.sql ?? ''
  })
  beforeEach(async () => {
    await database.script('drop schema public cascade; create schema public')
    await database.script(tables)
    await database.query(`insert into users (email) values ('somebody@example.com')`)
  })

  /** Which row versions the tables hold: any write shows. */
  const rows = () => database.query('select ctid, xmin, * from users')
  const serious = async () => {
    const error = await migrate(database).catch((error: unknown) => error)
    if (!(error instanceof DatabaseMismatchError)) throw error
    return error
  }

  test('is recorded as migrated, and no row is touched', async () => {
    const before = await rows()
    const [first, ...later] = await readMigrations()
    expect(await migrate(database)).toEqual({ baselined: true, applied: later.map(({ name }) => name) })
    expect(await rows()).toEqual(before)
    expect(await readMigrationState(database)).toMatchObject({
      pending: [],
      applied: [first, ...later].map((m) => m?.name),
    })
    expect(await checkDatabase(database)).toMatchObject({ ok: true, differences: [] })
    expect(await migrate(database)).toEqual({ baselined: false, applied: [] })
  })

  test('may be of a newer revision', async () => {
    await database.script(newerRevision)
    const before = await rows()
    expect(await migrate(database)).toMatchObject({ baselined: true })
    expect(await rows()).toEqual(before)
    const { ok, features, differences } = await checkDatabase(database)
    expect(ok).toBe(true)
    expect(features.nullableColumns).toEqual(
      new Set(['agent_sandboxes.session_id', 'credit_transactions.user_id']),
    )
    expect(new Set(differences.map(({ severity }) => severity))).toEqual(new Set(['harmless']))
    const texts = differences.map(({ text }) => text)
    expect(texts).toContain('table purge_receipts is not known to the gateway')
    expect(texts).toContain('table purge_dead_letter is read as empty: it has no column provider')
    expect(texts).toContain('column sessions.custody is not known to the gateway')
    expect(texts).toContain('trigger users_before_delete on users is not known to the gateway')
  })

  test('may lack the tables that not every revision has, and they are not made', async () => {
    await database.script(`drop table chat_runs, agent_run_tasks, agent_event_logs, session_summaries,
      user_memories, user_agents, purge_dead_letter, sar_intake`)
    expect(await migrate(database)).toMatchObject({ baselined: true })
    const { ok, features } = await checkDatabase(database)
    const older = ['agent_event_logs', 'agent_run_tasks', 'chat_runs', 'session_summaries']
    const newer = ['purge_dead_letter', 'sar_intake', 'user_agents', 'user_memories']
    const absent = [...older, ...newer].sort()
    expect({ ok, absent: [...features.absentTables].sort() }).toEqual({ ok: true, absent })
  })

  test('may lack a plain index, or have it under another name', async () => {
    await database.script(`drop index ix_run_tasks_created_at; alter index ix_run_tasks_status rename to another_name;
      alter table users alter language set default 'de'`)
    expect(await migrate(database)).toMatchObject({ baselined: true })
    expect((await checkDatabase(database)).differences).toEqual([
      {
        severity: 'harmless',
        text: 'index ix_run_tasks_created_at on run_tasks is missing: btree (created_at)',
      },
      {
        severity: 'harmless',
        text: "column users.language has the default 'de'::character varying instead of the default 'en'::character varying",
      },
    ])
  })

  test.each([
    [
      'a wider predicate',
      `(session_id, task_type) where status in ('running', 'waiting_for_input', 'pending')`,
    ],
    [
      "the models' predicate",
      `(session_id, task_type) where status in ('running', 'pending', 'paused', 'aborting')`,
    ],
    ['fewer columns', '(session_id)'],
  ])('may have a unique index with %s', async (_, on) => {
    await database.script(
      `drop index uq_run_tasks_session_type_active; create unique index stricter on run_tasks ${on}`,
    )
    expect(await migrate(database)).toMatchObject({ baselined: true })
    const { ok, differences } = await checkDatabase(database)
    expect({ ok, text: differences[0]?.text }).toEqual({
      ok: true,
      text: expect.stringMatching(
        /^index stricter on run_tasks allows less than UNIQUE btree \(session_id, task_type\)/,
      ),
    })
  })

  describe('is refused, and left as it is,', () => {
    test.each([
      ['a table is missing', 'drop table session_pins', 'table session_pins is missing'],
      [
        'a column is missing',
        'alter table chat_messages drop tokens',
        'column chat_messages.tokens is missing',
      ],
      [
        'a column has another type',
        'alter table run_tasks alter version type int',
        'column run_tasks.version is integer instead of bigint',
      ],
      [
        'a unique index is missing',
        'drop index uq_run_tasks_session_type_active',
        'index uq_run_tasks_session_type_active on run_tasks is missing',
      ],
      [
        'a unique index holds fewer rows',
        `drop index uq_run_tasks_session_type_active;
        create unique index narrower on run_tasks (session_id, task_type) where status = 'paused'`,
        'index uq_run_tasks_session_type_active on run_tasks is missing',
      ],
      [
        'a unique index that a write names has fewer columns',
        `drop index idx_slide_contents_session_presentation_slide;
        create unique index on slide_contents (session_id, presentation_name)`,
        'on slide_contents is missing',
      ],
      [
        'a primary key is missing',
        'alter table task_logs drop constraint task_logs_pkey',
        'index task_logs_pkey on task_logs is missing',
      ],
      [
        'a foreign key is missing',
        'alter table session_pins drop constraint session_pins_session_id_fkey',
        'constraint session_pins_session_id_fkey on session_pins is missing',
      ],
      [
        'a needed default is missing',
        'alter table users alter id drop default',
        'column users.id has no default instead of the default gen_random_uuid()',
      ],
      [
        'null is no longer allowed',
        'alter table users alter avatar set not null',
        'column users.avatar may not be null',
      ],
    ])('where %s', async (_, change, text) => {
      await database.script(`delete from users; ${change}`)
      const { message } = await serious()
      expect(message).toContain(text)
      expect(message.split('\n')).toHaveLength(2)
      expect(await readMigrationState(database)).toMatchObject({ hasHistory: false, applied: [] })
      expect(await checkDatabase(database)).toMatchObject({ ok: false })
    })

    test('with all that differs in one list', async () => {
      await database.script(
        'drop table session_pins; alter table chat_messages drop tokens; alter table users add x int',
      )
      const { message, differences } = await serious()
      expect(message.split('\n').slice(1).sort()).toEqual([
        '  column chat_messages.tokens is missing',
        '  table session_pins is missing',
      ])
      expect(differences).toContainEqual({
        severity: 'harmless',
        text: 'column users.x is not known to the gateway',
      })
    })
  })

  test('is checked without a change where migrations are skipped', async () => {
    const before = await database.query('select count(*) from pg_class')
    const { ok, differences, migrations } = await checkDatabase(database)
    expect({ ok, hasHistory: migrations.hasHistory }).toEqual({ ok: true, hasHistory: false })
    const { pending } = migrations
    expect(differences).toContainEqual({
      severity: 'addition',
      text: `records of ${pending.length} migrations, ${pending[0]} to ${pending.at(-1)}`,
    })
    expect(await database.query('select count(*) from pg_class')).toEqual(before)
  })
})
