import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { removeSignals } from '../../src/cli/signals.ts'
import type { Database } from '../../src/data/database.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { FallbackPoller } from '../../src/live/fallback-poller.ts'
import { listen, startGateway, type TestGateway } from '../support/gateway.ts'
import { logicalSettings } from '../support/logical-server.ts'
import {
  createServerFiles,
  findServer,
  type PostgresServer,
  startServer,
} from '../support/postgres-server.ts'
import { hasRedis, startRedisServer } from '../support/redis-server.ts'
import { EventStream } from './event-stream.ts'

const programs = process.env.TEST_DATABASES === 'pglite' ? undefined : findServer()?.folder
const query = `subscription ($id: ID!) {
  sessionEvents(sessionId: $id) { ... on EventAdded { event { eventType } } }
}`

// It takes a server with `max_prepared_transactions`, which is 0 elsewhere.
describe.skipIf(!programs)('transactions of two phases', () => {
  let folder = ''
  let server: PostgresServer
  let database: Database
  let gateway: TestGateway
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'gateway-two-phase-'))
    await createServerFiles(programs ?? '', folder)
    server = await startServer(programs ?? '', folder, undefined, [
      ...logicalSettings,
      'max_prepared_transactions=4',
    ])
    const open = () =>
      openDatabase({
        databaseUrl: server.url('postgres'),
        dataDir: '',
        poolSize: 4,
        statementTimeoutMs: 60_000,
      })
    database = await open()
    gateway = await startGateway(await open())
    await database.query(`insert into users (id, email, role, is_active) values ($1, $2, 'user', true)`, [
      people.demo.id,
      people.demo.email,
    ])
    await database.query(
      `insert into sessions (id, user_id, name, status) values ($1, $2, 'two phases', 'active')`,
      [sessions.website, people.demo.id],
    )
  })
  afterAll(async () => {
    await gateway?.close()
    await database?.close()
    await server?.stop('SIGQUIT')
    rmSync(folder, { recursive: true, force: true })
  })

  const prepare = (type: string) =>
    database.script(`begin;
      insert into application_events (event_type, event_group, session_id) values ('${type}', 'agent', '${sessions.website}');
      prepare transaction '${type}'`)

  it('are refused on watched tables while triggers send signals', async () => {
    await expect(prepare('refused')).rejects.toThrow(/cannot PREPARE a transaction that has executed/)
  })

  it('are delivered once they are committed, where the triggers are removed', async () => {
    await removeSignals(database)
    const { results } = await EventStream.open(gateway.url, query, { id: sessions.website })
    await prepare('prepared')
    await database.script(
      `insert into application_events (event_type, event_group, session_id) values ('later', 'agent', '${sessions.website}')`,
    )
    await expect.poll(() => JSON.stringify(results)).toContain('later')
    expect(JSON.stringify(results)).not.toContain('prepared')
    await database.script(`commit prepared 'prepared'`)
    await expect.poll(() => JSON.stringify(results)).toContain('prepared')
  })

  it.skipIf(!hasRedis)(
    'are delivered at once by captured changes, also if the gateway was restarted meanwhile',
    async () => {
      await removeSignals(database)
      const redis = await startRedisServer()
      const env = {
        DATABASE_URL: server.url('postgres'),
        REDIS_URL: redis.url,
        CHANGE_CAPTURE: 'replication',
      }
      const slot = `select from pg_replication_slots where active and confirmed_flush_lsn is not null`
      const start = async () => {
        const capturing = await listen(env)
        await capturing.ready()
        await expect.poll(() => database.query(slot), { timeout: 20_000 }).toHaveLength(1)
        return capturing
      }
      const poll = vi.spyOn(FallbackPoller.prototype, 'start').mockImplementation(() => {})
      const first = await start()
      await prepare('captured')
      await first.close()
      const second = await start()
      const { results } = await EventStream.open(second.url, query, { id: sessions.website })
      await expect.poll(() => results.length).toBeGreaterThan(0)
      await database.script(`commit prepared 'captured'`)
      await expect.poll(() => JSON.stringify(results)).toContain('captured')
      await second.close()
      poll.mockRestore()
      await redis.stop()
    },
  )
})
