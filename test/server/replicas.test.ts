import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { clientOf } from '../live/watching.ts'
import { signTokenFor } from '../support/client.ts'
import { listen, type TestGateway } from '../support/gateway.ts'
import { hasRedis, type RedisServer, startRedisServer } from '../support/redis-server.ts'
import { programs, type Replicated, startReplicated, type TestReplica } from '../support/replication.ts'

const nameQuery = 'query Name($id: ID!) { session(id: $id) { name } }'
const rename = `mutation Rename($input: RenameSessionInput!) {
  renameSession(input: $input) { __typename ... on RenameSessionSuccess { session { name } } }
}`
const id = sessions.publicReport

// Without PostgreSQL's programs on this machine there is nothing to replicate.
describe.skipIf(!programs)('reads from replicas', () => {
  let servers: Replicated
  let replica: TestReplica
  let primary: pg.Client
  let urls: { DATABASE_URL: string; DATABASE_REPLICA_URLS: string }
  let gateway: TestGateway
  let owner: string
  const open: TestGateway[] = []

  beforeAll(async () => {
    servers = await startReplicated()
    const name = await servers.newDatabase()
    replica = await servers.addReplica()
    urls = { DATABASE_URL: servers.primary.url(name), DATABASE_REPLICA_URLS: replica.url(name) }
    primary = new pg.Client({ connectionString: urls.DATABASE_URL })
    await primary.connect()
    gateway = await start({})
    owner = await signTokenFor(people.demo)
  })
  afterAll(async () => {
    for (const one of open) await one.close()
    await primary.end()
    await servers.remove()
  })
  beforeEach(async () => {
    await replica.resumeReplay()
    await replica.caughtUp()
  })

  async function start(env: Record<string, string>): Promise<TestGateway> {
    const started = await listen({ ...urls, METRICS_PORT: '0', ...env })
    open.push(started)
    await started.ready()
    return started
  }

  /** How many queries a gateway has sent where. */
  async function routed({ lines }: TestGateway, server: 'replica' | 'primary'): Promise<number> {
    const { port } = lines.find(({ msg }) => msg === 'metrics') ?? {}
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text()
    return Number(
      new RegExp(`^ii_gateway_routed_queries_total\\{server="${server}"\\} (\\d+)`, 'm').exec(text)?.[1] ?? 0,
    )
  }

  /** The session's name as a gateway tells it. */
  async function nameOf(at: TestGateway, token?: string): Promise<string | undefined> {
    const { data, errors } = await at.ask<{ session: { name: string } }>(nameQuery, {
      variables: { id },
      token,
    })
    expect(errors).toBeUndefined()
    return data?.session.name
  }

  /** Waits until a replica answers what somebody asks of a gateway. */
  async function answeredByReplica(at: TestGateway, token?: string): Promise<void> {
    const asked = async () => {
      const before = await routed(at, 'replica')
      await nameOf(at, token)
      return (await routed(at, 'replica')) - before
    }
    await expect.poll(asked, { timeout: 15_000 }).toBe(1)
  }

  const renameBySql = (name: string) =>
    primary.query('update sessions set name = $1 where id = $2', [name, id])

  async function renameAt(at: TestGateway, name: string): Promise<void> {
    const { data } = await at.ask(rename, { token: owner, variables: { input: { id, name } } })
    expect(data).toEqual({ renameSession: { __typename: 'RenameSessionSuccess', session: { name } } })
  }

  it('shows others’ writes when they are replayed', async () => {
    await renameBySql('before')
    await replica.caughtUp()
    await answeredByReplica(gateway, owner)
    await answeredByReplica(gateway)
    await replica.pauseReplay()
    await renameBySql('after')
    expect([await nameOf(gateway, owner), await nameOf(gateway)]).toEqual(['before', 'before'])
    await replica.resumeReplay()
    await expect.poll(() => nameOf(gateway, owner)).toBe('after')
  })

  it('shows a viewer’s own writes at once, and others’ to nobody before that', async () => {
    await renameAt(gateway, 'first')
    await replica.caughtUp()
    await answeredByReplica(gateway, owner)
    await replica.pauseReplay()
    for (const name of ['second', 'third']) {
      await renameAt(gateway, name)
      expect([await nameOf(gateway, owner), await nameOf(gateway)]).toEqual([name, 'first'])
    }
    await replica.resumeReplay()
    await expect.poll(() => nameOf(gateway)).toBe('third')
    await answeredByReplica(gateway, owner)
    expect(await nameOf(gateway, owner)).toBe('third')
  })

  it('reads for subscriptions, and what gives their cursors, from the primary', async () => {
    await answeredByReplica(gateway, owner)
    await replica.pauseReplay()
    const client = await clientOf(gateway.socketUrl, people.demo)
    const names = client.iterate({
      query: 'subscription ($id: ID!) { sessionUpdated(sessionId: $id) { name } }',
      variables: { id },
    })
    await names.next()
    await renameBySql('told')
    expect((await names.next()).value).toEqual({ data: { sessionUpdated: { name: 'told' } } })
    expect(await nameOf(gateway, owner)).not.toBe('told')

    const log = 'query ($id: ID!) { run(id: $id) { log(last: 1) { edges { cursor } } session { name } } }'
    type Log = { run: { log: { edges: { cursor: string }[] }; session: { name: string } } }
    const { data } = await gateway.ask<Log>(log, { token: owner, variables: { id: runs.publicReport } })
    expect(data?.run.session.name).toBe('told')
    const rest = client.iterate<{ runLog: { __typename: string } }>({
      query: 'subscription ($id: ID!, $after: String) { runLog(runId: $id, after: $after) { __typename } }',
      variables: { id: runs.publicReport, after: data?.run.log.edges[0]?.cursor },
    })
    // A gap would be told for a cursor of another server. The run has ended, and this one stands behind all of its log.
    expect(await rest.next()).toEqual({ done: true, value: undefined })
  })

  it('passes over a replica that is too far behind, until it is not', async () => {
    await answeredByReplica(gateway)
    await replica.pauseReplay()
    await renameBySql('late')
    expect(await nameOf(gateway)).not.toBe('late')
    await expect.poll(() => nameOf(gateway), { timeout: 20_000, interval: 200 }).toBe('late')
    await expect
      .poll(
        async () => {
          await nameOf(gateway)
          return gateway.lines.some(({ reason }) => /more than 10 seconds behind/.test(String(reason)))
        },
        { timeout: 20_000, interval: 200 },
      )
      .toBe(true)
    await replica.resumeReplay()
    await answeredByReplica(gateway)
  })

  it('goes on without a replica that is killed, and uses it again when it is back', async () => {
    await answeredByReplica(gateway)
    await replica.kill()
    const started = performance.now()
    for (let i = 0; i < 20; i += 1) await nameOf(gateway)
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(gateway.lines.some(({ msg }) => msg === 'a replica is passed over')).toBe(true)
    await replica.start()
    await answeredByReplica(gateway)
    expect(gateway.lines.some(({ msg }) => msg === 'a replica answers queries again')).toBe(true)
  })

  it('starts without replicas that are away, or are none', async () => {
    const nowhere = 'postgresql://gateway@127.0.0.1:1/nowhere'
    const alone = await start({ DATABASE_REPLICA_URLS: `${nowhere}, ${urls.DATABASE_URL}` })
    const passedOver = () => alone.lines.filter(({ msg }) => msg === 'a replica is passed over')
    await expect
      .poll(async () => {
        await nameOf(alone)
        return passedOver()
          .map(({ reason }) => String(reason))
          .sort()
      })
      .toEqual([
        expect.stringMatching('not a replica of this database'),
        expect.stringMatching('ECONNREFUSED'),
      ])
    const both = await start({ DATABASE_REPLICA_URLS: `${nowhere},${urls.DATABASE_REPLICA_URLS}` })
    await answeredByReplica(both)
  })

  // Gateways tell each other by Redis who wrote; without redis-server on this machine they cannot.
  describe.skipIf(!hasRedis)('with several gateways and Redis', () => {
    let redis: RedisServer
    let one: TestGateway
    let other: TestGateway
    beforeAll(async () => {
      redis = await startRedisServer()
      one = await start({ REDIS_URL: redis.url })
      other = await start({ REDIS_URL: redis.url })
    })
    afterAll(() => redis.stop())

    it('shows a viewer’s own writes on each of them', async () => {
      await renameAt(one, 'first')
      await replica.caughtUp()
      await answeredByReplica(other, owner)
      await replica.pauseReplay()
      for (const name of ['second', 'third']) {
        await renameAt(one, name)
        expect([await nameOf(other, owner), await nameOf(one, owner), await nameOf(other)]).toEqual([
          name,
          name,
          'first',
        ])
      }
      await replica.resumeReplay()
      await answeredByReplica(other, owner)
      expect(await nameOf(other, owner)).toBe('third')
    })

    it('reads for signed-in viewers from the primary while Redis is away', async () => {
      await answeredByReplica(one, owner)
      await redis.stop()
      const [before, routedBefore] = [await routed(one, 'primary'), await routed(one, 'replica')]
      await renameAt(other, 'nobody is told')
      expect(await nameOf(one, owner)).toBe('nobody is told')
      expect(await routed(one, 'primary')).toBe(before + 1)
      await nameOf(one)
      expect(await routed(one, 'replica')).toBe(routedBefore + 1)
      redis = await startRedisServer(Number(new URL(redis.url).port))
      await answeredByReplica(one, owner)
    })
  })

  it('reads no more from a replica that was promoted', async () => {
    await answeredByReplica(gateway)
    await replica.promote()
    await renameBySql('of the primary')
    await expect.poll(() => nameOf(gateway)).toBe('of the primary')
    const last = gateway.lines.findLast(({ msg }) => msg === 'a replica is passed over')
    expect(last).toMatchObject({ reason: expect.stringMatching('not a replica') })
  })
})
