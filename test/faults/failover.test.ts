import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { listen, type TestGateway } from '../support/gateway.ts'
import { createProxy, type DatabaseProxy } from '../support/proxy.ts'
import { programs, type Replicated, startReplicated, type TestReplica } from '../support/replication.ts'
import { Audience } from './audience.ts'
import { environment } from './scenario.ts'
import { Writing } from './writing.ts'

const subscribers = 20

describe.skipIf(!programs)('twenty subscribers on three gateways, when a standby takes over', () => {
  let servers: Replicated
  let replica: TestReplica
  let name = ''
  let proxy: DatabaseProxy
  let gateways: TestGateway[] = []
  beforeEach(async () => {
    servers = await startReplicated()
    replica = await servers.addReplica()
    name = await servers.newDatabase()
    proxy = await createProxy(servers.primary.url(name))
    await proxy.start()
    const env = { ...environment, SOCKETS_PER_USER: '100', DATABASE_URL: proxy.url }
    gateways = await Promise.all([1, 2, 3].map(() => listen(env)))
    await Promise.all(gateways.map((gateway) => gateway.ready()))
  })
  afterEach(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()))
    await proxy.stop()
    await servers.remove()
  })

  async function ask<Row extends object>(sql: string, values: unknown[]): Promise<Row[]> {
    const client = new pg.Client({ connectionString: proxy.url })
    await client.connect()
    const { rows } = await client.query<Row>(sql, values)
    await client.end()
    return rows
  }

  const losses = {
    'with everything that was committed': async () => {
      await replica.caughtUp()
      await proxy.stop()
      await replica.caughtUp()
    },
    'without what was committed last': async () => {
      await replica.caughtUp()
      await replica.kill()
      await pause(1_500)
      await proxy.stop()
      await replica.start()
    },
  }

  it.for(Object.entries(losses))('have what its table has, %s', async ([kind, leave], { task }) => {
    const [made] = await ask<{ id: string }>(
      `insert into sessions (id, user_id, name, status) values (gen_random_uuid(), $1, $2, 'active') returning id::text`,
      [people.demo.id, kind],
    )
    const session = made?.id ?? ''
    const urls = gateways.map(({ url }) => url)
    const audience = new Audience(session, urls, subscribers)
    const writing = new Writing(proxy.url, session)
    await expect.poll(() => audience.subscribers.every(({ seen }) => seen.length > 0)).toBe(true)
    await pause(500)
    await leave()
    await servers.primary.stop('SIGQUIT')
    await replica.promote()
    proxy.moveTo(replica.url(name))
    await proxy.start()
    await pause(3_000)
    await writing.end()

    const rows = await ask<{ id: string }>('select id::text from application_events where session_id = $1', [
      session,
    ])
    const written = rows.map(({ id }) => id).toSorted()
    const complete = () =>
      audience.subscribers.filter(({ seen }) => new Set(seen).size === written.length).length
    await expect.poll(complete, { timeout: 60_000 }).toBe(subscribers)
    await audience.leave()
    const gaps = audience.subscribers.reduce((sum, one) => sum + one.gaps, 0)
    task.meta.deliveries = { event: `failover ${kind}`, rows: written.length, gaps }
    for (const { seen, failures } of audience.subscribers) {
      expect(seen.toSorted()).toEqual(written)
      expect(failures).toEqual([])
    }
  })
})
