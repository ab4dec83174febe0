import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { removeSignals } from '../../src/cli/signals.ts'
import { openDatabase } from '../../src/data/open.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { asker, signTokenFor } from '../support/client.ts'
import { logicalSettings } from '../support/logical-server.ts'
import { hasRedis, type RedisServer, startRedisServer } from '../support/redis-server.ts'
import { programs, type Replicated, startReplicated, type TestReplica } from '../support/replication.ts'
import { limits } from '../support/templates.ts'
import { GatewayProcess, makeRun, readWrittenRows, watchToTheEnd, write } from './stress.ts'
import { TimedRows } from './timed.ts'

const writers = 4
const watchers = 12
/** How long it is written in each of the states of the system. */
const phaseMs = 4_000

if (!hasRedis) console.log('Skipped: three gateways, as there is no redis-server on this machine.')

/** How long the slot may be without a reader, in milliseconds. */
const maxElectionMs = 40_000
const nameQuery = 'query Name($id: ID!) { session(id: $id) { name } }'
const rename = 'mutation Rename($input: RenameSessionInput!) { renameSession(input: $input) { __typename } }'

// Without the programs of Redis and PostgreSQL on this machine, neither can be started.
describe.skipIf(!hasRedis || !programs)('three gateways, a primary with a replica, and one Redis', () => {
  let redis: RedisServer
  let servers: Replicated
  let replica: TestReplica
  let client: pg.Client
  let databaseUrl = ''
  let gateways: GatewayProcess[]

  beforeAll(async () => {
    redis = await startRedisServer()
    servers = await startReplicated(logicalSettings)
    const name = await servers.newDatabase()
    replica = await servers.addReplica()
    databaseUrl = servers.primary.url(name)
    client = new pg.Client({ connectionString: databaseUrl })
    await client.connect()
    // So that nothing but the log can tell of changes.
    const database = await openDatabase({ databaseUrl, dataDir: '', ...limits })
    await removeSignals(database)
    await database.close()
    const env = {
      REDIS_URL: redis.url,
      CHANGE_CAPTURE: 'replication',
      DATABASE_REPLICA_URLS: replica.url(name),
    }
    gateways = [1, 2, 3].map(() => new GatewayProcess(databaseUrl, env))
    await Promise.all(gateways.map((gateway) => gateway.start()))
    await reader()
  })
  afterAll(async () => {
    await Promise.all(gateways.map((gateway) => gateway.kill()))
    await client.end()
    await servers.remove()
    await redis.stop()
  })

  /** The gateway that reads the slot, as soon as there is one other than `former`. */
  async function reader(former?: GatewayProcess): Promise<GatewayProcess> {
    const startedAt = Date.now()
    for (;;) {
      const { rows } = await client.query<{ pid: string }>(
        `select split_part(split_part(application_name, ' ', 2), '@', 1) as pid
         from pg_replication_slots join pg_stat_replication on pid = active_pid`,
      )
      const found = gateways.find(({ pid }) => pid !== undefined && String(pid) === rows[0]?.pid)
      if (found && found !== former) return found
      if (Date.now() - startedAt > maxElectionMs)
        throw new Error(`No gateway reads it: ${JSON.stringify(rows)}`)
      await pause(10)
    }
  }

  it('show a viewer its own writes on each of them, and read from the replica for others', async () => {
    const [first, second, third] = gateways.map(({ url }) => asker(url.replace('ws:', 'http:')))
    const [owner, admin] = await Promise.all([people.demo, people.admin].map((one) => signTokenFor(one)))
    const id = sessions.publicReport
    const nameAt = async (ask = second, token = owner) => {
      const { data } =
        (await ask?.<{ session: { name: string } }>(nameQuery, { token, variables: { id } })) ?? {}
      return data?.session.name
    }
    const before = await nameAt()
    // The admin has written nothing: once the replica is known to be fresh, it answers the admin.
    await replica.pauseReplay()
    const done = await first?.(rename, { token: owner, variables: { input: { id, name: 'Seen at once' } } })
    expect(done?.data).toMatchObject({ renameSession: { __typename: 'RenameSessionSuccess' } })
    expect([await nameAt(second), await nameAt(third)]).toEqual(['Seen at once', 'Seen at once'])
    await expect.poll(() => nameAt(second, admin)).toBe(before)
    expect(await nameAt(second)).toBe('Seen at once')
    await replica.resumeReplay()
    await expect.poll(() => nameAt(second, admin)).toBe('Seen at once')
  })

  it('send every row once to every watcher, although some are killed or hang', {
    timeout: 300_000,
  }, async () => {
    const run = await makeRun(client)
    const timed = new TimedRows(databaseUrl, run, gateways)
    const phases: { name: string; from: number; to: number }[] = []
    const phase = async (name: string, change: () => Promise<unknown> = async () => {}) => {
      const from = performance.now()
      await change()
      await pause(phaseMs)
      phases.push({ name, from, to: performance.now() })
    }
    await phase('nobody else')
    const stop = new AbortController()
    const writing = Promise.all(
      Array.from({ length: writers }, (_, writer) => write(databaseUrl, run, writer, stop.signal)),
    )
    const watching = Promise.all(Array.from({ length: watchers }, () => watchToTheEnd(gateways, run)))

    await phase('all is well')
    const takeovers: number[] = []
    const restarts: Promise<void>[] = []
    for (const signal of ['SIGKILL', 'SIGSTOP'] as const) {
      const former = await reader()
      await phase(`the reader gets ${signal}`, async () => {
        const from = performance.now()
        process.kill(former.pid ?? 0, signal)
        await reader(former)
        takeovers.push(performance.now() - from)
      })
      restarts.push(former.kill().then(() => former.start()))
    }
    await phase('Redis is away for two seconds', async () => {
      await redis.stop()
      await pause(2_000)
      redis = await startRedisServer(Number(new URL(redis.url).port))
    })
    await Promise.all([reader(), ...restarts])
    await phase('all is well again')

    stop.abort()
    await writing
    await timed.stop()
    await client.query(`update run_tasks set status = 'completed', version = version + 1 where id = $1`, [
      run,
    ])
    const results = await watching
    const truth = await readWrittenRows(client, run)
    console.log(
      `${truth.length} rows to each of ${watchers} watchers; the next reader after ${takeovers.map(Math.round).join(' and ')} ms`,
    )
    for (const { name, from, to } of phases) console.log(`${name}: ${await timed.between(from, to)}`)
    expect(truth.length).toBeGreaterThan(100)
    for (const { seen, gaps } of results) {
      expect(seen.map(({ id }) => id).sort()).toEqual(truth)
      expect(gaps).toBe(0)
    }
    const [killed, hung] = takeovers
    expect(killed).toBeLessThan(5_000)
    // PostgreSQL waits five seconds for a reader that says nothing.
    expect(hung).toBeLessThan(12_000)
  })
})
