import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database, Queryable } from '../../src/data/database.ts'
import { repeats } from '../../src/data/diagnostics.ts'
import { openPostgres } from '../../src/data/postgres.ts'
import { Replica } from '../../src/data/replica.ts'
import { openReplicas, type Replicas } from '../../src/data/replicas.ts'
import { createProxy, type DatabaseProxy } from '../support/proxy.ts'
import { programs, type Replicated, startReplicated, type TestReplica } from '../support/replication.ts'
import { administer } from '../support/templates.ts'

describe('how fresh a replica is', () => {
  /** A primary and a replica with scripted answers. */
  function pair(
    primary = { written: 100, lateMs: 0, cluster: '1' },
    replica = { isReplica: true, replayed: 100, cluster: '1' },
  ) {
    const says = (row: object): Queryable => ({ query: async () => [row] as never })
    const reasons: (string | null)[] = []
    const database = { ...says(replica), label: 'it', close: async () => {} } as unknown as Database
    const watched = new Replica(database, says(primary), (_label, reason) => reasons.push(reason))
    return { primary, replica, watched, reasons }
  }

  it('is used up to the position that it has replayed', async () => {
    const { primary, replica, watched } = pair()
    expect(watched.has(0)).toBe(false)
    await expect.poll(() => watched.has(0)).toBe(true)
    primary.written = 200
    const written = performance.now()
    replica.replayed = 199
    const looked = performance.now() + 1_500
    while (performance.now() < looked) {
      expect(watched.has(written)).toBe(false)
      await new Promise(setImmediate)
    }
    replica.replayed = 200
    await expect.poll(() => watched.has(written)).toBe(true)
    expect(watched.has(performance.now())).toBe(false)
  })

  it('is known with a delay where commits are acknowledged before they are written', async () => {
    const { primary, watched } = pair()
    primary.lateMs = 1_000
    await expect.poll(() => watched.has(0)).toBe(true)
    const written = performance.now()
    await expect.poll(() => watched.has(written)).toBe(true)
    expect(performance.now() - written).toBeGreaterThan(1_000)
  })

  it.each([
    ['of another cluster', { cluster: '2' }],
    ['that was promoted', { isReplica: false }],
    ['that is ahead, with another history', { replayed: 101 }],
  ])('is not known of one %s', async (_name, differs) => {
    const { replica, watched, reasons } = pair()
    await expect.poll(() => watched.has(0)).toBe(true)
    Object.assign(replica, differs)
    await expect.poll(() => watched.has(0)).toBe(false)
    expect(reasons).toEqual(['It is not a replica of this database (any more).'])
  })
})

// Without PostgreSQL's programs on this machine there is no server to break.
describe.skipIf(!programs)('a statement that fails on a replica', () => {
  let servers: Replicated
  let replica: TestReplica
  let proxy: DatabaseProxy
  let primary: Database
  let replicas: Replicas
  let name: string
  let repeated = 0
  const count = () => {
    repeated += 1
  }
  beforeAll(async () => {
    servers = await startReplicated()
    name = await servers.newDatabase()
    replica = await servers.addReplica()
    proxy = await createProxy(replica.url(name))
    await proxy.start()
    const options = { poolSize: 2, statementTimeoutMs: 5_000 }
    primary = openPostgres({ ...options, databaseUrl: servers.primary.url(name) })
    replicas = openReplicas(
      { ...options, replicaUrls: [proxy.url], redisUrl: undefined },
      primary,
      () => {},
      () => {},
    )
    repeats.subscribe(count)
  })
  afterAll(async () => {
    repeats.unsubscribe(count)
    await replicas.close()
    await primary.close()
    await proxy.stop()
    await servers.remove()
  })

  /** A reader that begins on the replica. */
  async function reader(): Promise<Queryable> {
    for (;;) {
      const found = await replicas.readerFor(undefined)
      if (found !== primary) return found
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  const where = 'select pg_is_in_recovery() as replica'
  const slowly = 'select pg_is_in_recovery() as replica, count(*) > 0 as found from users, pg_sleep(2)'

  it('because of what is to be replayed is repeated on the primary, where the request stays', async () => {
    await administer(
      replica.url(name),
      'alter system set max_standby_streaming_delay = 0',
      'select pg_reload_conf()',
    )
    const direct = new pg.Client({ connectionString: replica.url(name) })
    await direct.connect()
    const sql = await reader()
    expect(await sql.query(where)).toEqual([{ replica: true }])
    const [conflict, answer] = [direct.query(slowly).catch((error) => error), sql.query(slowly)]
    const running = `select from pg_stat_activity where query like 'select pg_is_in_recovery() as replica, count%'`
    const watcher = new pg.Client({ connectionString: replica.url(name) })
    await watcher.connect()
    await expect.poll(async () => (await watcher.query(running)).rows.length).toBe(2)
    await watcher.end()
    await administer(
      servers.primary.url(name),
      'set synchronous_commit = on',
      'alter table users add column more int',
    )
    expect(await conflict).toMatchObject({ code: '40001' })
    await direct.end()
    expect(await answer).toEqual([{ replica: false, found: true }])
    expect(repeated).toBe(1)
    expect(await sql.query(where)).toEqual([{ replica: false }])
    expect(await (await reader()).query(where)).toEqual([{ replica: true }])
  })

  it('as its connection is lost is repeated as well, and the replica is used again when it is back', async () => {
    repeated = 0
    const sql = await reader()
    const answer = sql.query(slowly)
    await replica.kill()
    expect(await answer).toEqual([{ replica: false, found: true }])
    expect(repeated).toBe(1)
    expect(await replicas.readerFor(undefined)).toBe(primary)
    await replica.start()
    expect(await (await reader()).query(where)).toEqual([{ replica: true }])
  })

  it('as the network swallows everything is repeated in the end, and what comes later goes elsewhere soon', async () => {
    repeated = 0
    const sql = await reader()
    proxy.mode = { does: 'blackhole' }
    const answer = sql.query(where)
    await expect.poll(() => replicas.readerFor(undefined), { timeout: 4_000 }).toBe(primary)
    expect(await answer).toEqual([{ replica: false }])
    expect(repeated).toBe(1)
    proxy.mode = { does: 'pass' }
    expect(await (await reader()).query(where)).toEqual([{ replica: true }])
  })

  it('as its time runs out is not repeated', async () => {
    repeated = 0
    const sql = await reader()
    await expect(sql.query('select pg_sleep(8)')).rejects.toMatchObject({ code: '57014' })
    await expect(sql.query('select pg_sleep(8)', [], performance.now() + 200)).rejects.toThrow('deadline')
    expect(repeated).toBe(0)
  })
})
