import { fileURLToPath } from 'node:url'
import { createClient, GatewayError } from '@ii-agent/gateway-client'
import {
  HomeDocument,
  RenameSessionDocument,
  WatchSessionDocument,
} from '@ii-agent/gateway-client/operations'
import { afterAll, beforeAll, describe, expect, expectTypeOf, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../../test/support/client.ts'
import { testDatabases } from '../../test/support/database.ts'
import { startGateway, type TestGateway } from '../../test/support/gateway.ts'

// The database is not what is tested here: one kind is enough.
describe.each(testDatabases.slice(0, 1))('the client, on $kind', ({ open }) => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'))
  })
  afterAll(() => gateway.close())

  const connect = (webSocket: unknown = WebSocket) =>
    createClient({ url: gateway.url, token: () => signTokenFor(people.demo), webSocket })

  it('answers a typed document with data of its type', async () => {
    const { data, errors } = await connect().query(HomeDocument, { first: 3 })
    expectTypeOf(data.viewer?.sessions?.nodes[0]?.name).toEqualTypeOf<string | null | undefined>()
    expect(data.viewer?.sessions?.nodes).toHaveLength(3)
    expect(errors).toEqual([])
  })

  it('answers a mutation with its payload, told apart by its type', async () => {
    const input = { id: sessions.website, name: 'Renamed' }
    const renamed = await connect().mutate(RenameSessionDocument, { input })
    if (renamed.__typename !== 'RenameSessionSuccess') throw new Error(renamed.__typename)
    expect(renamed.session.name).toBe('Renamed')
    const conflict = await connect().mutate(RenameSessionDocument, {
      input: { ...input, expectedVersion: '0' },
    })
    if (conflict.__typename !== 'VersionConflictError') throw new Error(conflict.__typename)
    expectTypeOf(conflict.currentVersion).toEqualTypeOf<string>()
    expect(conflict.currentVersion).toMatch(/^\d+$/)
  })

  it('rejects with the code of an answer without data', async () => {
    const stranger = createClient({ url: gateway.url, token: 'none' })
    const failure = await stranger.query(HomeDocument, { first: 3 }).catch((error) => error)
    expect(failure).toBeInstanceOf(GatewayError)
    expect(failure).toMatchObject({ code: 'UNAUTHENTICATED', status: 401 })
  })

  it.each([
    { name: 'HTTP and a WebSocket', webSocket: WebSocket },
    { name: 'HTTP and event streams', webSocket: false },
  ])('sends hashes to a gateway that answers nothing else, over $name', async ({ webSocket }) => {
    const manifest = fileURLToPath(import.meta.resolve('@ii-agent/gateway-client/persisted-documents.json'))
    const strict = await startGateway(await open('seeded'), {
      PERSISTED_DOCUMENTS: manifest,
      PERSISTED_ONLY: 'true',
    })
    onTestFinished(() => strict.close())
    const options = { url: strict.url, token: () => signTokenFor(people.demo), webSocket }
    const refused = createClient(options)
    await expect(refused.query(HomeDocument, { first: 3 })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    const client = createClient({ ...options, persistedDocuments: true })
    onTestFinished(() => client.dispose())
    const { data } = await client.query(HomeDocument, { first: 3 })
    expect(data.viewer?.sessions?.nodes).toHaveLength(3)
    for await (const entry of client.followSession(sessions.website)) {
      expect(entry.__typename).toBe('EventAdded')
      break
    }
  })

  it.each([
    { name: 'a WebSocket', webSocket: WebSocket },
    { name: 'event streams', webSocket: false },
  ])('follows a log and a state over $name', async ({ webSocket }) => {
    const client = connect(webSocket)
    for await (const { data } of client.subscribe(WatchSessionDocument, { session: sessions.website })) {
      expect(data.sessionUpdated.name).toBeTypeOf('string')
      break
    }
    const types: string[] = []
    for await (const entry of client.followSession(sessions.website)) {
      if (entry.__typename === 'EventAdded') types.push(entry.event.eventType)
      if (types.length === 2) break
    }
    expect(types).toHaveLength(2)
    client.dispose()
  })
})
