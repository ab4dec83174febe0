import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeSignals } from '../../../src/cli/signals.ts'
import type { Database } from '../../../src/data/database.ts'
import { openDatabase } from '../../../src/data/open.ts'
import { isPublished } from '../../../src/live/capture/publication.ts'
import { prepareCapture } from '../../../src/live/capture/ready.ts'
import { runCommand } from '../../cli/process.ts'
import { testSecret } from '../../support/client.ts'
import { testDatabases } from '../../support/database.ts'
import { type LogicalServer, startLogicalServer } from '../../support/logical-server.ts'
import { programs } from '../../support/replication.ts'
import { administer, limits } from '../../support/templates.ts'

const serving = { JWT_SECRET_KEY: testSecret, REDIS_URL: 'redis://127.0.0.1:1', PORT: '0', HOST: '127.0.0.1' }
const capturing = { ...serving, CHANGE_CAPTURE: 'replication' }

// Without PostgreSQL's programs on this machine there is no server that writes such a log.
describe.skipIf(!programs)('what reading the log needs, said at the start', () => {
  let server: LogicalServer
  let databaseUrl: string
  let database: Database
  beforeAll(async () => {
    server = await startLogicalServer()
    databaseUrl = await server.newDatabase()
    database = await openDatabase({ databaseUrl, dataDir: '', ...limits })
  })
  afterAll(async () => {
    await database.close()
    await server.remove()
  })

  /** The database's URL for a role that has all rights on rows, and those. */
  async function as(role: string, rights: string): Promise<string> {
    await administer(
      databaseUrl,
      `create role ${role} login ${rights}`,
      `grant select, insert, update, delete on all tables in schema public to ${role}`,
    )
    const url = new URL(databaseUrl)
    url.username = role
    return url.href
  }
  async function complaint(url: string, skipMigrations: boolean): Promise<string> {
    const own = await openDatabase({ databaseUrl: url, dataDir: '', ...limits })
    const message = await prepareCapture(own, { databaseUrl: url, skipMigrations }).then(
      () => 'no complaint',
      (error: Error) => error.message,
    )
    await own.close()
    return message
  }

  it('a publication, which a role may make that owns the tables', async () => {
    const reader = await as('reader', 'replication')
    expect(await complaint(reader, true)).toMatch(
      /needs a publication \(there is none\): run "ii-gateway signals/,
    )
    expect(await complaint(reader, false)).toMatch(/needs a publication \((permission denied|must be owner)/)
    const command = await runCommand(['signals', '--install', 'replication'], { DATABASE_URL: databaseUrl })
    expect(command.out).toMatch(/publishes its log, and signals its changes by triggers\.\n$/)
    expect(await complaint(reader, true)).toBe('no complaint')
  })

  it('a publication, which one of several gateways makes that start at once', async () => {
    await removeSignals(database, 'replication')
    const both = [database, await openDatabase({ databaseUrl, dataDir: '', ...limits })]
    const holder = new pg.Client({ connectionString: databaseUrl })
    await holder.connect()
    // Both are under way before either can make it.
    await holder.query('begin; lock table task_logs in share update exclusive mode')
    const preparations = both.map((one) => prepareCapture(one, { databaseUrl, skipMigrations: false }))
    const waiting = 'select from pg_locks where not granted and database is not null'
    await expect.poll(async () => (await holder.query(waiting)).rowCount).toBeGreaterThan(0)
    await pause(200)
    await holder.query('commit')
    await holder.end()
    await Promise.all(preparations)
    expect(await isPublished(database)).toBe(true)
    await both[1]?.close()
  })

  it('a role that may replicate', async () => {
    expect(await complaint(await as('clerk', ''), true)).toBe(
      'CHANGE_CAPTURE=replication needs a role that may replicate: alter role "clerk" replication.',
    )
  })

  it('tables whose rows can be named: writers would be refused otherwise', async () => {
    await removeSignals(database, 'replication')
    await database.script('alter table task_logs drop constraint task_logs_pkey cascade')
    expect(await complaint(databaseUrl, false)).toMatch(
      /without a primary key, rows cannot be published: task_logs/,
    )
    expect(await isPublished(database)).toBe(false)
    await database.script('alter table task_logs replica identity full')
    expect(await complaint(databaseUrl, false)).toBe('no complaint')
    expect(await isPublished(database)).toBe(true)
    const client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    await client.query('update task_logs set status = status')
    await client.query('delete from task_logs')
    await client.end()
  })
})

const commonServer = testDatabases.find(({ kind }) => kind === 'postgres')

// A run on PGlite alone has no such server.
describe.skipIf(!commonServer)('a server that writes no such log', () => {
  it('is refused at the start, in one line', async () => {
    const { config, remove } = await (commonServer as NonNullable<typeof commonServer>).create('migrated')
    const { code, err } = await runCommand(['start'], {
      ...capturing,
      DATABASE_URL: config.databaseUrl ?? '',
    })
    expect(code).toBe(1)
    expect(err).toMatch(/^CHANGE_CAPTURE=replication needs wal_level = logical [^\n]* is replica: [^\n]*\n$/)
    await remove()
  })
})
