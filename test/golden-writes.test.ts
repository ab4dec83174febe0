import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import WebSocket from 'ws'
import { people, runs, sessions } from '../src/demo/identities.ts'
import { uuid } from '../src/demo/uuid.ts'
import { tokenFor } from './support/client.ts'
import { testDatabases } from './support/database.ts'
import { startGateway, type TestGateway } from './support/gateway.ts'
import { askers, isAsked, operations } from './support/operations.ts'
import { demoTime } from './support/templates.ts'

vi.useFakeTimers({ toFake: ['Date'], now: demoTime })

const known = [people, sessions, runs].flatMap((ids) =>
  Object.values<string | { readonly id: string }>(ids).map((id) => (typeof id === 'string' ? id : id.id)),
)
const uuids = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
const globalIds = /"([A-Za-z0-9_-]{24,200})"/g
const moments = /\d{4}-\d\d-\d\dT[\d:.]+Z/g
const logCursors = /"[\w-]{12}WyJsaXZlO[\w-]+"/g

/**
 * The JSON of answers in which that which differs from run to run is the same each time: ids of new rows and cursors by
 * their order, moments after the demo's by the demo's.
 */
function toStable(answer: unknown): string {
  const ids = new Map<string, string>()
  const stableId = (id: string) => {
    if (known.includes(id)) return id
    const stable = ids.get(id) ?? uuid(`golden ${ids.size + 1}`)
    ids.set(id, stable)
    return stable
  }
  let cursors = 0
  return `${JSON.stringify(answer, null, 2)}\n`
    .replaceAll(logCursors, () => `"cursor-${++cursors}"`)
    .replaceAll(moments, (text) => (new Date(text) > demoTime ? '2026-06-15T12:00:00.000000Z' : text))
    .replaceAll(uuids, stableId)
    .replaceAll(globalIds, (quoted, id: string) => {
      const decoded = Buffer.from(id, 'base64url').toString()
      if (!/^\w+:[0-9a-f-]{36}$/.test(decoded)) return quoted
      return `"${Buffer.from(decoded.replaceAll(uuids, stableId)).toString('base64url')}"`
    })
}

const mutations = operations.filter(
  (operation) => operation.definition.operation === 'mutation' && isAsked(operation),
)
const streams = operations.filter(
  (operation) => operation.definition.operation === 'subscription' && isAsked(operation),
)

// The answers are the fixtures of the client package. `npm run test:golden` rewrites them.
describe.each(testDatabases)('the answers on $kind', ({ open }) => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'), { PROJECT_DOMAIN: 'apps.ii-agent.example' })
  })
  afterAll(() => gateway.close())

  // Before the mutations, whose rows would come in an order of their own.
  it.each(streams)('of $name are as before', async ({ as, source, variables, maxEvents, goldenFile }) => {
    const asker = askers[as]
    const client = createClient({
      url: gateway.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: asker ? { authorization: `Bearer ${await tokenFor(asker)}` } : {},
    })
    const events: unknown[] = []
    for await (const { data } of client.iterate({ query: source, variables })) {
      events.push(data)
      if (events.length === maxEvents) break
    }
    await client.dispose()
    await expect(toStable({ events })).toMatchFileSnapshot(goldenFile)
  })

  it.each(mutations)('to $name are as before', async ({ as, source, variables, goldenFile }) => {
    const asker = askers[as]
    const token = asker ? await tokenFor(asker) : undefined
    const { data, errors } = await gateway.ask(source, { token, variables })
    await expect(toStable({ data, errors })).toMatchFileSnapshot(goldenFile)
  })
})
