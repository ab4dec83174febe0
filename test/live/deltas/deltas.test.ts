import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, sessions } from '../../../src/demo/identities.ts'
import { testDatabases } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'
import { operations } from '../../support/operations.ts'
import { hasRedis, type RedisServer, startRedisServer } from '../../support/redis-server.ts'
import { clientOf, openedSubscriptions, type Person, takeUntil } from '../watching.ts'
import { emitOf, eventOf, openPublisher, type Publisher, pickled, secret } from './publisher.ts'

const query = operations.find(({ name }) => name === 'live/session-deltas')?.source ?? ''
const run = '6f9f2c9e-4d0c-4a67-9d3e-0a4f7f3f2b11'

type Delta = {
  eventType: string
  text: string | null
  content: Record<string, unknown>
  eventDatabaseId: string
}
type Data = { sessionDeltas: Delta }

const delta = (session: string, text: string) =>
  emitOf(session, eventOf(session, 'agent.response.delta', { text, run_id: run }, { run_id: run }))

describe.skipIf(!hasRedis).each(testDatabases)('sessionDeltas, on $kind', ({ open }) => {
  let redis: RedisServer
  let gateway: TestGateway
  let publisher: Publisher
  beforeAll(async () => {
    redis = await startRedisServer()
    gateway = await startGateway(await open('seeded'), { PLATFORM_REDIS_URL: redis.url })
    publisher = await openPublisher(redis.url)
  })
  afterAll(async () => {
    publisher.close()
    await gateway.close()
    await redis.stop()
  })

  async function watch(person: Person | null, session: string) {
    const client = await clientOf(gateway.socketUrl, person)
    return client.iterate<Data>({ query, variables: { session } })
  }

  /** Takes deltas until one of this type. */
  const until = async (results: Awaited<ReturnType<typeof watch>>, type: string) =>
    (await takeUntil(results, ({ sessionDeltas }) => sessionDeltas.eventType === type)).map(
      (data) => data.sessionDeltas,
    )

  it('delivers what is never stored, by one connection for all', async () => {
    const opened = openedSubscriptions(3)
    const watched = await Promise.all([
      watch(people.demo, sessions.website),
      watch(people.demo, sessions.website),
      watch(people.admin, sessions.website),
    ])
    const ends = watched.map((results) => until(results, 'media.progress'))
    await opened
    await publisher.subscribers(1)
    await publisher.publish(delta(sessions.website, 'Hello '))
    await publisher.publish(delta(sessions.slides, 'of another session '))
    await publisher.publish(delta(sessions.website, `with ${secret} in `))
    const stored = eventOf(sessions.website, 'agent.response', { text: 'Hello' }, { transient: false })
    await publisher.publish(emitOf(sessions.website, stored))
    const tree = eventOf(sessions.website, 'file.tree.updated', { files: ['a.ts'] })
    await publisher.publish(emitOf(sessions.website, tree))
    await publisher.publish(
      emitOf(sessions.website, [eventOf(sessions.website, 'media.progress', { progress: 1 })]),
    )
    const [owner = [], again, admin = []] = await Promise.all(ends)
    expect(owner.map(({ eventType, text }) => [eventType, text])).toEqual([
      ['agent.response.delta', 'Hello '],
      ['agent.response.delta', 'with [secret] in '],
      ['file.tree.updated', null],
      ['media.progress', null],
    ])
    expect(again).toEqual(owner)
    expect(JSON.stringify(owner)).not.toContain(secret)
    expect(owner[2]).toMatchObject({ content: { files: ['a.ts'] }, eventDatabaseId: tree.id })
    expect(admin.map(({ eventType }) => eventType)).not.toContain('file.tree.updated')
    await publisher.subscribers(1)
    for (const results of watched) await results.return?.()
    await publisher.subscribers(0)
  })

  it('keeps files and costs from viewers of a public session, and what tools of the owner get', async () => {
    const results = await watch(null, sessions.publicReport)
    const end = until(results, 'media.progress')
    await publisher.subscribers(1)
    const send = (name: string, content: Record<string, unknown>) =>
      publisher.publish(emitOf(sessions.publicReport, eventOf(sessions.publicReport, name, content)))
    await send('file.tree.listed', { files: ['customers.csv'] })
    await send('file.content.read', { text: 'a customer ' })
    await send('billing.metrics.updated', { input_tokens: 12 })
    await send('system.pong', {})
    await send('agent.tool.progress', { tool_name: 'Bash', tool_input: { command: 'cat customers.csv' } })
    await send('agent.reasoning.delta', { text: 'I think ' })
    await send('media.progress', { vscode_url: 'https://editor.example' })
    const seen = await end
    expect(seen.map(({ eventType, content }) => [eventType, content])).toEqual([
      [
        'agent.tool.progress',
        { tool_name: 'Bash', tool_input: { command: expect.not.stringContaining('cat') } },
      ],
      ['agent.reasoning.delta', { text: 'I think ' }],
      ['media.progress', {}],
    ])
    await results.return?.()
  })

  it('warns once of pickle, and goes on', async () => {
    const results = await watch(people.demo, sessions.website)
    const end = until(results, 'media.progress')
    await publisher.subscribers(1)
    await publisher.publish(pickled)
    await publisher.publish(pickled)
    await publisher.publish(emitOf(sessions.website, eventOf(sessions.website, 'media.progress', {})))
    await end
    expect(gateway.lines.filter(({ msg }) => String(msg).includes('pickle'))).toHaveLength(1)
    await results.return?.()
  })

  it('reconnects after Redis was away', async () => {
    const results = await watch(people.demo, sessions.website)
    const end = until(results, 'media.progress')
    await publisher.subscribers(1)
    const port = Number(new URL(redis.url).port)
    await redis.stop()
    redis = await startRedisServer(port)
    publisher.close()
    publisher = await openPublisher(redis.url)
    await publisher.subscribers(1)
    await publisher.publish(emitOf(sessions.website, eventOf(sessions.website, 'media.progress', {})))
    expect(await end).toHaveLength(1)
    await results.return?.()
  })
})

describe.each(testDatabases)('without the platform’s Redis, on $kind', ({ open }) => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'))
  })
  afterAll(() => gateway.close())

  it('sessionDeltas answers NOT_CONFIGURED, and NOT_FOUND to those who may not see the session', async () => {
    const codeFor = async (person: Person | null) => {
      const client = await clientOf(gateway.socketUrl, person)
      const { value } = await client.iterate({ query, variables: { session: sessions.website } }).next()
      return value?.errors?.[0]?.extensions?.code
    }
    expect(await codeFor(people.demo)).toBe('NOT_CONFIGURED')
    expect(await codeFor(people.maria)).toBe('NOT_FOUND')
    expect(await codeFor(null)).toBe('NOT_FOUND')
  })
})
