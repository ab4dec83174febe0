import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { listen, type TestGateway } from '../support/gateway.ts'
import { programs, type Replicated, startReplicated, type TestReplica } from '../support/replication.ts'
import { Audience } from './audience.ts'
import { environment } from './scenario.ts'

const subscribers = 6
/** The poll of a gateway that has no signals takes a second, and reconnecting some more. */
const promptMs = 5_000

describe.skipIf(!programs)('gateways whose database is demoted to a standby, and promoted again', () => {
  let servers: Replicated
  let replica: TestReplica
  let name = ''
  let session = ''
  let gateways: TestGateway[] = []
  const written: string[] = []
  beforeEach(async () => {
    servers = await startReplicated()
    replica = await servers.addReplica()
    name = await servers.newDatabase()
    const env = { ...environment, DATABASE_URL: servers.primary.url(name) }
    gateways = await Promise.all([1, 2].map(() => listen(env)))
    await Promise.all(gateways.map((gateway) => gateway.ready()))
    const [made] = await ask<{ id: string }>(
      servers.primary,
      `insert into sessions (id, user_id, name, status) values (gen_random_uuid(), $1, 'old', 'active') returning id::text`,
      [people.demo.id],
    )
    session = made?.id ?? ''
  })
  afterEach(async () => {
    await Promise.all(gateways.map((gateway) => gateway.close()))
    await servers.remove()
  })

  async function ask<Row extends object>(
    server: Pick<TestReplica, 'url'>,
    sql: string,
    values: unknown[],
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: server.url(name) })
    await client.connect()
    try {
      return (await client.query<Row>(sql, values)).rows
    } finally {
      await client.end()
    }
  }

  /** Writes an event on a server; resolves with the time until all have had all events, each once since the last gap. */
  async function deliver({ subscribers }: Audience, server: Pick<TestReplica, 'url'>): Promise<number> {
    const start = performance.now()
    const insert = `insert into application_events (event_type, event_group, session_id) values ('crash', 'agent', $1) returning id::text`
    for (const { id } of await ask<{ id: string }>(server, insert, [session])) written.push(id)
    const all = written.toSorted()
    const seen = () => subscribers.map((subscriber) => subscriber.seen.toSorted())
    await expect.poll(seen, { timeout: 60_000 }).toEqual(subscribers.map(() => all))
    return performance.now() - start
  }

  /** What each gateway answers to a mutation: the name of the session, or the code of an error. */
  async function rename(to: string): Promise<unknown[]> {
    const token = await signTokenFor(people.demo)
    const mutation = `mutation ($id: ID!, $to: String!) {
      renameSession(input: { id: $id, name: $to }) { ... on RenameSessionSuccess { session { name } } }
    }`
    return Promise.all(
      gateways.map(async (gateway) => {
        const { data, errors } = await gateway.ask<{ renameSession: { session: { name: string } } }>(
          mutation,
          {
            token,
            variables: { id: session, to },
          },
        )
        return data?.renameSession?.session.name ?? errors?.[0]?.extensions.code
      }),
    )
  }

  it('deliver every row, promptly without signals too, and take writes again', async () => {
    const urls = gateways.map(({ url }) => url)
    const audience = new Audience(session, urls, subscribers)
    await deliver(audience, servers.primary)
    await replica.caughtUp()
    await servers.primary.stop('SIGINT')
    await replica.promote()
    await servers.demote(replica)
    await deliver(audience, replica)
    // The poll has just been: with the pause that it makes while there are signals, these would wait for it.
    for (let i = 0; i < 2; i += 1) expect(await deliver(audience, replica)).toBeLessThan(promptMs)
    expect(await rename('while it is a standby')).toEqual(gateways.map(() => 'SERVICE_UNAVAILABLE'))
    await replica.kill()
    await servers.promote()
    await deliver(audience, servers.primary)
    for (let i = 0; i < 2; i += 1) expect(await deliver(audience, servers.primary)).toBeLessThan(promptMs)
    await expect.poll(() => rename('promoted')).toEqual(gateways.map(() => 'promoted'))
    await audience.leave()
    expect(audience.subscribers.flatMap(({ failures }) => failures)).toEqual([])
    expect(audience.subscribers.every(({ gaps }) => gaps <= 2)).toBe(true)
  })
})
