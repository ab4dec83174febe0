import { once } from 'node:events'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { clientOf, type Person } from './watching.ts'

const events = 'subscription ($id: ID!) { sessionEvents(sessionId: $id) { ... on StreamEntry { cursor } } }'

describe.each(testDatabases)('rights while a subscription lasts, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database, { SUBSCRIPTIONS_PER_SOCKET: '2', SOCKETS_PER_USER: '3' })
  })
  afterAll(() => gateway.close())

  /** Waits for the end of a subscription; answers the codes of the errors it ended with. */
  async function endOf(
    person: Person | null,
    query: string,
    variables: object,
    change: () => Promise<unknown>,
  ) {
    const client = await clientOf(gateway.socketUrl, person)
    const results = client.iterate({ query, variables: { ...variables } })
    const first = await results.next()
    if (first.value?.errors) return codes(first.value)
    await change()
    for (;;) {
      const { value, done } = await results.next()
      if (done) return 'completed without a word'
      if (value.errors) {
        expect(await results.next()).toMatchObject({ done: true })
        return codes(value)
      }
    }
  }
  const codes = ({ errors }: { errors?: readonly { extensions?: object }[] }) =>
    errors?.map(({ extensions }) => (extensions as { code?: string } | undefined)?.code)

  it('ends what an API key began within ten seconds of its deactivation, and nothing of the same user besides', async () => {
    const apiKey = `ii_${'k'.repeat(29)}`
    await database.query('insert into api_keys (user_id, api_key) values ($1, $2)', [people.maria.id, apiKey])
    const name = 'subscription ($id: ID!) { sessionUpdated(sessionId: $id) { name } }'
    const variables = { id: sessions.mariaPrivate }
    const byKey = createClient({
      url: gateway.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: { 'X-API-Key': apiKey },
      retryAttempts: 0,
    })
    const ofKey = byKey.iterate({ query: name, variables })
    const ofToken = (await clientOf(gateway.socketUrl, people.maria)).iterate({ query: name, variables })
    for (const results of [ofKey, ofToken]) expect((await results.next()).value?.errors).toBeUndefined()
    await database.query('update api_keys set is_active = false where api_key = $1', [apiKey])
    expect(codes((await ofKey.next()).value ?? {})).toEqual(['UNAUTHENTICATED'])
    await database.query(`update sessions set name = 'still told' where id = $1`, [sessions.mariaPrivate])
    expect((await ofToken.next()).value).toEqual({ data: { sessionUpdated: { name: 'still told' } } })
    await byKey.dispose()
  })

  it('ends it when the user is deactivated', async () => {
    const change = () => database.query('update users set is_active = false where id = $1', [people.maria.id])
    expect(await endOf(people.maria, events, { id: sessions.mariaPrivate }, change)).toEqual([
      'UNAUTHENTICATED',
    ])
  })

  it('ends it for strangers when the session is no longer public, and for its owner when it is deleted', async () => {
    const close = () =>
      database.query('update sessions set is_public = false where id = $1', [sessions.publicReport])
    expect(await endOf(null, events, { id: sessions.publicReport }, close)).toEqual(['NOT_FOUND'])
    const remove = () =>
      database.query('update sessions set is_deleted = true where id = $1', [sessions.website])
    expect(await endOf(people.demo, events, { id: sessions.website }, remove)).toEqual(['NOT_FOUND'])
  })

  it('answers missing rows and rows of others alike', async () => {
    const log = 'subscription ($id: ID!) { runLog(runId: $id) { __typename } }'
    const never = async () => {}
    expect(await endOf(people.nora, log, { id: runs.research }, never)).toEqual(['NOT_FOUND'])
    expect(await endOf(people.nora, log, { id: crypto.randomUUID() }, never)).toEqual(['NOT_FOUND'])
    expect(await endOf(people.nora, log, { id: 'nonsense' }, never)).toEqual(['NOT_FOUND'])
  })

  it('refuses a cursor that is none, or of another log', async () => {
    const log = 'subscription ($id: ID!, $after: String) { runLog(runId: $id, after: $after) { __typename } }'
    const never = async () => {}
    expect(await endOf(people.demo, log, { id: runs.research, after: 'x' }, never)).toEqual([
      'BAD_USER_INPUT',
    ])
  })

  it('ends an event stream with an error when the token expires', async () => {
    const token = await signTokenFor(people.demo, 7 / 3600)
    const response = await fetch(gateway.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query: events, variables: { id: sessions.research } }),
    })
    expect(response.headers.get('content-type')).toMatch('text/event-stream')
    const text = await response.text()
    expect(text).toContain('"cursor"')
    expect(text).toContain('UNAUTHENTICATED')
    expect(text).toMatch(/event: complete\ndata:\n\n$/)
  })

  it('lets the stock client reconnect by itself with a new token', async () => {
    const closed: unknown[] = []
    const client = createClient({
      url: gateway.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: async () => ({
        token: await signTokenFor(people.demo, closed.length === 0 ? 3 / 3600 : 1),
      }),
      retryWait: async () => {},
      on: { closed: (event) => closed.push((event as CloseEvent).code) },
    })
    const results = client.iterate({ query: events, variables: { id: sessions.research } })
    const seen: unknown[] = []
    // The same events come again: this client does not tell where it was.
    while (closed.length === 0 || seen.length === 0) {
      const { value } = await results.next()
      if (closed.length > 0) seen.push(value)
    }
    expect(closed).toEqual([4403])
    await client.dispose()
  })

  it('bounds the subscriptions of a socket and the sockets of a user, and no other’s', async () => {
    const client = await clientOf(gateway.socketUrl, people.admin)
    const subscribe = () => client.iterate({ query: events, variables: { id: sessions.adminOwn } })
    const statuses = 'subscription { runActivity { status } }'
    const one = client.iterate({ query: statuses })
    const two = client.iterate({ query: statuses })
    await Promise.all([one.next(), two.next()])
    expect(
      await subscribe()
        .next()
        .catch((errors) => codes({ errors })),
    ).toEqual(['LIMIT_EXCEEDED'])

    const token = await signTokenFor(people.admin)
    const sockets = await Promise.all(
      [1, 2, 3].map(async () => {
        const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
        await once(socket, 'open')
        socket.send(JSON.stringify({ type: 'connection_init', payload: { token } }))
        return Promise.race([once(socket, 'message').then(() => socket), once(socket, 'close')])
      }),
    )
    const refused = sockets.filter((one) => Array.isArray(one))
    expect(refused.map(([code]) => code)).toEqual([1013])
    for (const socket of sockets) if (!Array.isArray(socket)) socket.terminate()
  })

  it('refuses sockets of pages of other origins', async () => {
    const connect = (origin: string) =>
      new Promise((resolve) => {
        const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws', { origin })
        socket.on('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
        socket.on('open', () => {
          socket.terminate()
          resolve('open')
        })
      })
    expect(await connect('https://elsewhere.example')).toBe(403)
    expect(await connect(new URL(gateway.url).origin)).toBe('open')
  })
})
