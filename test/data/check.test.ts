import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { check, checkExitCodes } from '../../src/cli/check.ts'
import { checkDatabase } from '../../src/data/check.ts'
import { groupDifferences } from '../../src/data/check-report.ts'
import type { Difference } from '../../src/data/compare-table.ts'
import type { Database } from '../../src/data/database.ts'
import { readMigrations } from '../../src/data/migration-files.ts'
import { DatabaseMismatchError, migrate } from '../../src/data/migrations.ts'
import { describeRevision } from '../../src/data/revision.ts'
import { prepareDatabase } from '../../src/server/start-up.ts'
import { recordingLog } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'

const noTable = { columns: {}, constraints: {}, indexes: {}, triggers: {} }

test.each([
  ['20260402_000002', {}, '20260402_000002, the consolidated tables of April 2026'],
  ['20260402_000003', {}, '20260402_000003, with memories of users'],
  ['20260404_000000', {}, "20260404_000000, with agents of users' own"],
  ['20260429_000011', {}, '20260429_000011, with custody and purging of sessions'],
  ['20270101_000001', {}, '20270101_000001, newer than any that this gateway knows'],
  ['20250101_000001', {}, '20250101_000001, which this gateway does not know'],
  ['f3a9', {}, 'f3a9, which this gateway does not know'],
  [
    'f3a9',
    { credit_ledger: noTable },
    'f3a9, of the older generation, before 30 March 2026: upgrade II-Agent first',
  ],
  [null, { llm_settings: noTable }, 'of the older generation, before 30 March 2026: upgrade II-Agent first'],
  [null, {}, 'not recorded (the tables were made by this gateway, or without migrations)'],
])('the revision %s with the tables %j is named', (revision, tables, name) => {
  expect(describeRevision(revision, tables)).toBe(name)
})

test('a group has twenty lines at most, and says how many more there are', () => {
  const differences = Array.from(
    { length: 23 },
    (_, i): Difference => ({ severity: 'harmless', text: `${i}` }),
  )
  const { harmless, stops } = groupDifferences(differences)
  expect(harmless).toMatchObject({ lines: differences.slice(0, 20).map(({ text }) => text), more: 3 })
  expect(stops).toMatchObject({ lines: [], more: 0 })
  expect(groupDifferences(differences, Number.POSITIVE_INFINITY).harmless).toMatchObject({ more: 0 })
})

describe.each(testDatabases)('check, on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('empty')
  })
  beforeEach(async () => {
    const [first] = await readMigrations()
    await database.script('drop schema public cascade; create schema public')
    await database.script(first?.sql ?? '')
    await database.script(`create table alembic_version (version_num varchar(32) primary key);
      insert into alembic_version values ('20260402_000002')`)
  })
  afterAll(() => database.close())

  const run = async (options: { all?: boolean; skipMigrations?: boolean } = {}) => {
    const lines: string[] = []
    const code = await check(database, {
      all: false,
      skipMigrations: false,
      print: (line) => lines.push(line),
      ...options,
    })
    return { code, lines: lines.filter((line) => !line.startsWith('Warning: ')) }
  }

  test("of the platform's own database names the revision and what will be added, and no fault", async () => {
    const { code, lines } = await run({ all: true })
    expect(code).toBe(checkExitCodes.served)
    expect(lines[0]).toMatch(
      /, revision of II-Agent: 20260402_000002, the consolidated tables of April 2026$/,
    )
    const titles = lines.filter((line) => line.endsWith('):'))
    expect(titles).toEqual([
      expect.stringMatching(/^To be added by migrations \(\d+\):$/),
      'Differs harmlessly (1):',
    ])
    expect(lines).toContain('  table gateway_idempotency_keys')
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}triggers on run_tasks: \w+, \w+, \w+, \w+$/))
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}records of \d+ migrations, \w+ to \w+$/))
    expect(lines).toContain('  table alembic_version is not known to the gateway')
    expect(lines.join('\n')).not.toContain('is missing')
    expect(lines.at(-1)).toMatch(/ can be served\.$/)
  })

  test('lists exactly what a migration then adds', async () => {
    const { differences } = await checkDatabase(database, { isMigrated: true })
    expect(differences.some(({ severity }) => severity === 'addition')).toBe(true)
    await migrate(database)
    const after = await checkDatabase(database)
    expect(after.differences.map(({ text }) => text)).toEqual([
      'table alembic_version is not known to the gateway',
    ])
  })

  test('says what stops the start, with the exit code for it', async () => {
    await database.script('drop table session_pins; alter table chat_messages drop tokens')
    const { code, lines } = await run()
    expect(code).toBe(checkExitCodes.notServed)
    const at = lines.indexOf('Stops the start (2):')
    expect(lines.slice(at + 1, at + 3).sort()).toEqual([
      '  column chat_messages.tokens is missing',
      '  table session_pins is missing',
    ])
    expect(lines.at(-1)).toMatch(/ cannot be served: mend what stops the start\.$/)
  })

  test('takes columns that hold longer texts, and no others', async () => {
    await migrate(database)
    await database.script(`alter table run_tasks alter status type text;
      alter table application_events alter event_type type varchar(200), alter event_group type varchar(10) using left(event_group, 10);
      alter table users alter email type varchar(500); alter table sessions alter app_kind type char(20)`)
    const { code, lines } = await run()
    const stop = lines.findIndex((line) => line.startsWith('Stops the start'))
    expect(lines.slice(0, stop)).toEqual(
      expect.arrayContaining([
        '  column run_tasks.status is text instead of character varying(32)',
        '  column application_events.event_type is character varying(200) instead of character varying(100)',
      ]),
    )
    expect(
      lines
        .slice(stop)
        .filter((line) => line.includes('instead of'))
        .sort(),
    ).toEqual([
      '  column application_events.event_group is character varying(10) instead of character varying(50)',
      '  column sessions.app_kind is character(20) instead of character varying',
      '  column users.email is character varying(500) instead of character varying',
    ])
    expect(code).toBe(checkExitCodes.notServed)
  })

  test.each([
    ['a view', 'create view'],
    ['a materialized view', 'create materialized view'],
  ])('says that %s stands in place of a table', async (kind, create) => {
    const replace = (table: string) =>
      database.script(
        `alter table ${table} rename to ${table}_rows; ${create} ${table} as select * from ${table}_rows`,
      )
    await replace('session_pins')
    await replace('session_summaries')
    const { code, lines } = await run()
    expect(code).toBe(checkExitCodes.notServed)
    expect(lines.filter((line) => line.includes(' is a '))).toEqual([
      `  session_summaries is ${kind} instead of a table, and counts as missing`,
      `  session_pins is ${kind} instead of a table: the gateway serves tables, which have keys and triggers`,
    ])
    await expect(migrate(database)).rejects.toMatchObject({
      differences: expect.arrayContaining([
        expect.objectContaining({ text: expect.stringContaining(`session_pins is ${kind} instead`) }),
      ]),
    })
  })

  test('counts a view in place of an optional table as a missing one', async () => {
    await database.script('alter table chat_runs rename to runs; create view chat_runs as select * from runs')
    expect((await run()).code).toBe(checkExitCodes.served)
    await migrate(database)
    const { features } = await checkDatabase(database)
    expect(features.absentTables).toEqual(new Set(['chat_runs']))
  })

  test('names every table of which a view stands in its place, and creates none', async () => {
    await database.script(`do $$ declare r record; begin
      create schema of_tables;
      for r in select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' loop
        execute format('alter table public.%1$I set schema of_tables; create view public.%1$I as select * from of_tables.%1$I', r.relname);
      end loop; end $$`)
    const { code, lines } = await run({ all: true })
    expect(code).toBe(checkExitCodes.notServed)
    expect(lines.filter((line) => line.includes(' is a view instead of a table')).length).toBeGreaterThan(30)
    expect(lines.join('\n')).not.toContain('as the database is empty')
    await expect(migrate(database)).rejects.toThrow()
    await database.script('drop schema of_tables cascade')
  })

  test('of tables in another schema names it, and nothing is created beside them', async () => {
    await database.script('alter schema public rename to "the Platform"; create schema public')
    const text = `II-Agent's tables are in the schema "the Platform", and the gateway serves those of public`
    for (const skipMigrations of [false, true]) {
      const { code, lines } = await run({ skipMigrations })
      expect(code).toBe(checkExitCodes.notServed)
      expect(lines.filter((line) => line.startsWith('  '))).toEqual([expect.stringContaining(text)])
    }
    await expect(migrate(database)).rejects.toThrow(`Nothing was changed, as ${text}`)
    await database.script('create table of_another_program (id int)')
    await expect(migrate(database)).rejects.toThrow(`Nothing was changed, as ${text}`)
    expect((await database.query(`select from pg_tables where schemaname = 'public'`)).length).toBe(1)
    await database.script('drop schema "the Platform" cascade')
  })

  test('says that the schema is missing, or may not be used', async () => {
    await database.script('drop schema public cascade')
    await expect(run()).rejects.toThrow('The database has no schema public: CREATE SCHEMA public')
    await database.script(
      `create schema public; drop role if exists "No one"; create role "No one"; set role "No one"`,
    )
    try {
      const grant = 'GRANT USAGE ON SCHEMA public TO "No one"'
      await expect(run()).rejects.toThrow(`The role "No one" may not use the schema public: ${grant}`)
      await expect(migrate(database)).rejects.toThrow(grant)
    } finally {
      await database.script('reset role')
    }
  })

  test('of the older generation says so, in at most sixty lines of differences', async () => {
    await database.script(`drop table run_tasks, task_logs, application_events, credit_transactions, user_assets,
      session_assets cascade; create table credit_ledger (id varchar primary key);
      create table llm_settings (id varchar primary key)`)
    await database.script(
      `alter table sessions add ${Array.from({ length: 30 }, (_, i) => `x${i} int`).join(', add ')}`,
    )
    const { code, lines } = await run()
    expect(code).toBe(checkExitCodes.notServed)
    expect(lines[0]).toContain('of the older generation, before 30 March 2026')
    expect(lines.filter((line) => /^ {2}[^…]/.test(line)).length).toBeLessThanOrEqual(60)
    const error = await migrate(database).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(DatabaseMismatchError)
    expect((error as Error).message).toContain('Its revision is 20260402_000002, of the older generation')
    expect((error as Error).message.split('\n').length).toBeLessThanOrEqual(22)
  })

  test('of what somebody removed again says that it is missing', async () => {
    await migrate(database)
    await database.script('drop table gateway_idempotency_keys')
    const { lines } = await run()
    expect(lines).toContain('  what the gateway had added is missing: table gateway_idempotency_keys')
  })

  test('a start logs the same lines', async () => {
    const { log, lines } = recordingLog()
    await database.query('insert into users (email) values ($1)', ['somebody@example.com'])
    const { lines: printed } = await run()
    const config = {
      skipMigrations: false,
      changeCapture: 'triggers',
      mode: 'postgres',
      databaseUrl: undefined,
    } as const
    const signal = new AbortController().signal
    await prepareDatabase(database, { ...config, listenUrl: undefined }, { log, signal, onWaiting: () => {} })
    const logged = (title: string) => lines.find(({ msg }) => msg === `the database: ${title}`)
    const at = printed.findIndex((line) => line.startsWith('To be added'))
    expect(logged('to be added by migrations')).toMatchObject({
      revision: '20260402_000002, the consolidated tables of April 2026',
      lines: printed.slice(at + 1, at + 21).map((line) => line.trim()),
    })
    expect(logged('differs harmlessly')).toMatchObject({
      lines: ['table alembic_version is not known to the gateway'],
    })
  })
})
