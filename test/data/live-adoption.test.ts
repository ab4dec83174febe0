import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installSignals, removeSignals } from '../../src/cli/signals.ts'
import { checkDatabase } from '../../src/data/check.ts'
import type { Database } from '../../src/data/database.ts'
import { readMigrations } from '../../src/data/migration-files.ts'
import { migrate } from '../../src/data/migrations.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { postgresOnly } from '../support/database.ts'
import { listen } from '../support/gateway.ts'
import { poolOptions } from './databases.ts'
import { startWriters } from './platform-writers.ts'

// Only PostgreSQL has other writers.
const onServer = postgresOnly()

describe.each(onServer)('a platform that writes meanwhile', { timeout: 600_000 }, ({ create }) => {
  let database: Database
  let databaseUrl = ''
  let remove = async () => {}
  beforeAll(async () => {
    const made = await create('empty')
    databaseUrl = made.config.databaseUrl ?? ''
    remove = made.remove
    database = openPostgres(poolOptions(databaseUrl))
    await empty()
  })
  afterAll(async () => {
    await database.close()
    await remove()
  })

  /** Does something while eight writers are at work, and returns what they met. */
  async function besideWriters(name: string, work: () => Promise<unknown>) {
    await database.query('truncate users cascade')
    const stop = await startWriters(databaseUrl)
    try {
      await pause(300)
      await work()
    } catch (error) {
      await stop()
      throw error
    }
    await pause(300)
    const { errors, ...report } = await stop()
    console.log(`eight writers beside ${name}: ${JSON.stringify(report)}`)
    expect({ name, errors }).toEqual({ name, errors: [] })
    expect(report.transactions).toBeGreaterThan(20)
    return report
  }

  /** As the platform's own migrations leave it. */
  async function empty(): Promise<void> {
    await database.script('drop schema public cascade; create schema public')
    const [first] = await readMigrations()
    await database.script(first?.sql ?? '')
  }

  async function startOnce(): Promise<void> {
    const gateway = await listen({ DATABASE_URL: databaseUrl })
    try {
      await gateway.ready()
      expect((await gateway.ask('{ __typename }')).data).toEqual({ __typename: 'Query' })
    } finally {
      await gateway.close()
    }
  }

  test('loses no transaction and waits for no second when it is adopted, and when signals are removed and installed', async () => {
    const alone = await besideWriters('nothing', () => pause(5_000))
    for (const [name, work] of [
      ['migrate', () => migrate(database)],
      ['signals --remove', () => removeSignals(database)],
      ['signals --install', () => installSignals(database)],
    ] as const) {
      const report = await besideWriters(name, work)
      expect(report.maxTransactionMs - alone.maxTransactionMs).toBeLessThan(1_000)
    }
    expect((await checkDatabase(database)).differences).toEqual([])
    await empty()
    const report = await besideWriters('a first start', startOnce)
    expect(report.maxTransactionMs - alone.maxTransactionMs).toBeLessThan(1_000)
    expect((await checkDatabase(database)).differences).toEqual([])
  })

  test('keeps an adoption waiting that cannot have a table, and lets it go on from there', async () => {
    await empty()
    await database.transaction(async (tx) => {
      await tx.query(`insert into users (email) values ('holder@example.com')`)
      // An index that was given up half-way is left invalid.
      await expect(
        openAndRun(
          databaseUrl,
          `set lock_timeout = 100; create index concurrently idx_users_created on users (created_at)`,
        ),
      ).rejects.toThrow('lock timeout')
      await tx.query('select 1')
    })
    const stuck = database.transaction(async (tx) => {
      await tx.query(`update storybooks set id = id`)
      await expect(migrate(database, { waitMs: 200 })).rejects.toThrow(
        /20261123190000_change_signals failed at "triggers on storybooks", and it goes on from there/,
      )
    })
    await stuck
    const invalid = 'select indexrelid::regclass::text as name from pg_index where not indisvalid'
    expect(await database.query(invalid)).toEqual([{ name: 'idx_users_created' }])
    expect((await migrate(database)).applied[0]).toBe('20261123190000_change_signals')
    expect(await database.query(invalid)).toEqual([])
    expect((await checkDatabase(database)).differences).toEqual([])
  })
})

async function openAndRun(databaseUrl: string, script: string): Promise<void> {
  const database = openPostgres(poolOptions(databaseUrl))
  try {
    await database.session(async (session) => {
      for (const statement of script.split('; ')) await session.script(statement)
    })
  } finally {
    await database.close()
  }
}
