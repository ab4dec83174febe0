import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import type { Database } from '../src/data/database.ts'
import { people, runs, sessions } from '../src/demo/identities.ts'
import { uuid } from '../src/demo/uuid.ts'
import { emitOf, eventOf, openPublisher } from './live/deltas/publisher.ts'
import { signTokenFor } from './support/client.ts'
import { testDatabases } from './support/database.ts'
import { startGateway, type TestGateway } from './support/gateway.ts'
import { askers, isAsked, type Operation, operations } from './support/operations.ts'
import { startRedis } from './support/redis.ts'
import { hasRedis, startRedisServer } from './support/redis-server.ts'
import { demoTime } from './support/templates.ts'

vi.useFakeTimers({ toFake: ['Date'], now: demoTime })

const known = [people, sessions, runs].flatMap((ids) =>
  Object.values<string | { readonly id: string }>(ids).map((id) => (typeof id === 'string' ? id : id.id)),
)
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const apiKeys = /ii_[A-Za-z0-9]{29}/g
const globalIds = /"([A-Za-z0-9_-]{24,200})"/g
const moments = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
const logCursors = /"[\w-]{12}WyJsaXZlO[\w-]+"/g

/** In the form of an API key, which ends with the hint. */
const exampleKey = 'ii_thisIsNoKeyButOneForAnExample'

/**
 * The JSON of answers in which that which differs from run to run is the same each time: ids that were not asked with and
 * cursors by their order, moments after the demo's by the demo's, new API keys by one that is none.
 */
function toStable(answer: unknown, { variables }: Operation): string {
  const given = JSON.stringify(variables)
  const ids = new Map<string, string>()
  const stableId = (id: string) => {
    if (known.includes(id) || given.includes(id)) return id
    const stable = ids.get(id) ?? uuid(`golden ${ids.size + 1}`)
    ids.set(id, stable)
    return stable
  }
  let cursors = 0
  const text = `${JSON.stringify(answer, null, 2)}\n`
  const [key] = text.match(apiKeys) ?? []
  return (key ? text.replaceAll(key, exampleKey).replaceAll(`"${key.slice(-4)}"`, '"mple"') : text)
    .replaceAll(logCursors, () => `"cursor-${++cursors}"`)
    .replaceAll(moments, (text) => (new Date(text) > demoTime ? '2026-06-15T12:00:00.000000Z' : text))
    .replaceAll(uuids, stableId)
    .replaceAll(globalIds, (quoted, id: string) => {
      const decoded = Buffer.from(id, 'base64url').toString()
      if (!/^\w+:[0-9a-f-]{36}$/.test(decoded)) return quoted
      return `"${Buffer.from(decoded.replaceAll(uuids, stableId)).toString('base64url')}"`
    })
}

/** Mutations that need a Redis, or rows that others of them change. */
const apart = ['writes/cancel-run', 'writes/delete-model-setting', 'writes/reorder-storybook-pages']
/** All that are asked by tests of their own. */
const special = [...apart, 'live/session-deltas', 'live/all-events']
const askedOf = (kind: string) =>
  operations.filter(
    (operation) =>
      operation.definition.operation === kind && isAsked(operation) && !special.includes(operation.name),
  )
const mutations = askedOf('mutation')
const streams = askedOf('subscription')

function find(name: string): Operation {
  const found = operations.find((operation) => operation.name === name)
  if (!found) throw new Error(`There is no operation ${name}.`)
  return found
}

// The answers are the fixtures of the client package. `npm run test:golden` rewrites them.
describe.each(testDatabases)('the answers on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database, { PROJECT_DOMAIN: 'apps.ii-agent.example' })
  })
  afterAll(() => gateway.close())

  /** The first events of a subscription; `write` is called, again and again, until all have come. */
  async function readEvents(
    { as, source, variables, maxEvents }: Operation,
    { socketUrl }: TestGateway,
    write?: () => Promise<unknown>,
  ): Promise<unknown[]> {
    const asker = askers[as]
    const client = createClient({
      url: socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: asker ? { authorization: `Bearer ${await signTokenFor(asker)}` } : {},
    })
    const timer = write && setInterval(() => void write(), 100)
    const events: unknown[] = []
    for await (const { data } of client.iterate({ query: source, variables })) {
      events.push(data)
      if (events.length === maxEvents) break
    }
    clearInterval(timer)
    await client.dispose()
    return events
  }

  async function readMutation({ as, source, variables }: Operation, { ask }: TestGateway) {
    const asker = askers[as]
    const { data, errors } = await ask(source, {
      token: asker ? await signTokenFor(asker) : undefined,
      variables,
    })
    return { data, errors }
  }

  // Before the mutations, whose rows would come in an order of their own.
  it.each(streams)('of $name are as before', async (operation) => {
    const events = await readEvents(operation, gateway)
    await expect(toStable({ events }, operation)).toMatchFileSnapshot(operation.goldenFile)
  })

  it('of live/all-events are as before', async () => {
    const operation = find('live/all-events')
    const written: string[] = []
    const events = await readEvents(operation, gateway, async () => {
      const rows = await database.query<{ id: string }>(
        `insert into application_events (session_id, event_group, event_type, content)
values ($1, 'agent', 'agent.response', '{"text": "Done."}') returning id`,
        [sessions.website],
      )
      written.push(...rows.map(({ id }) => id))
    })
    // How many there are depends on time, and the answers of mutations must not.
    await database.query('delete from application_events where id = any($1::uuid[])', [written])
    await expect(toStable({ events }, operation)).toMatchFileSnapshot(operation.goldenFile)
  })

  it.each(mutations)('to $name are as before', async (operation) => {
    const answer = await readMutation(operation, gateway)
    await expect(toStable(answer, operation)).toMatchFileSnapshot(operation.goldenFile)
  })

  it.each(apart)('to %s are as before, on the demo as it was made', async (name) => {
    const redis = await startRedis()
    const other = await startGateway(await open('seeded'), { PLATFORM_REDIS_URL: redis.url })
    const operation = find(name)
    const answer = await readMutation(operation, other)
    await expect(toStable(answer, operation)).toMatchFileSnapshot(operation.goldenFile)
    await other.close()
    await redis.close()
  })

  it.skipIf(!hasRedis)('of live/session-deltas are as before', async () => {
    const redis = await startRedisServer()
    const publisher = await openPublisher(redis.url)
    const other = await startGateway(await open('seeded'), { PLATFORM_REDIS_URL: redis.url })
    const operation = find('live/session-deltas')
    const runId = { run_id: runs.websiteFinished }
    // The same each time: how many were published before the subscription began depends on time.
    const events = await readEvents(operation, other, () => {
      const content = { text: 'The page is up. ', ...runId }
      const more = { ...runId, timestamp: 1_772_366_400 }
      const event = eventOf(sessions.website, 'agent.response.delta', content, more)
      return publisher.publish(emitOf(sessions.website, event))
    })
    await expect(toStable({ events }, operation)).toMatchFileSnapshot(operation.goldenFile)
    publisher.close()
    await other.close()
    await redis.stop()
  })
})
