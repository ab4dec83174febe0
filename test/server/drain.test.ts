import { EventEmitter, once } from 'node:events'
import { createClient } from 'graphql-ws'
import { createSchema } from 'graphql-yoga'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { testDatabases } from '../support/database.ts'
import { type SmallServer, serve } from './small-server.ts'

/** A field that answers when the test says so, and a stream that says nothing after its first word. */
const signals = new EventEmitter()
const schema = createSchema({
  typeDefs: 'type Query { slow: String } type Subscription { quiet: String }',
  resolvers: {
    Query: {
      slow: () => {
        signals.emit('asked')
        return once(signals, 'answer').then(([text]) => text)
      },
    },
    Subscription: {
      quiet: {
        subscribe: async function* () {
          yield { quiet: 'hello' }
          await new Promise(() => {})
        },
      },
    },
  },
})

/** The deadline of a stop that must not need one. */
const never = new AbortController().signal

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')

describe('an orderly stop', () => {
  let database: Database
  let server: SmallServer
  beforeAll(async () => {
    database = await testDatabase.open('migrated')
  })
  beforeEach(async () => {
    server = await serve(schema, database)
  })
  afterAll(() => database.close())

  it('lets open requests finish, and takes no more connections', async () => {
    const asked = once(signals, 'asked')
    const open = server.ask('{ slow }')
    await asked
    const drained = server.drain(never)
    await expect.poll(() => fetch(server.url).catch(() => 'refused')).toBe('refused')
    signals.emit('answer', 'done')
    const { data, headers } = await open
    expect(data).toEqual({ slow: 'done' })
    expect(headers.get('connection')).toBe('close')
    await drained
  })

  it('ends streams, and asks WebSockets to reconnect', async () => {
    const stream = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: 'subscription { quiet }' }),
    })
    const reader = stream.body?.getReader()
    const read = async () => {
      for (;;) if ((await reader?.read())?.done) return 'ended'
    }
    const streamEnd = read().catch(() => 'cut off')

    const client = createClient({
      url: server.url.replace('http', 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
    })
    const closed = new Promise<CloseEvent>((resolve) =>
      client.on('closed', (event) => resolve(event as CloseEvent)),
    )
    const events = client.iterate({ query: 'subscription { quiet }' })
    expect((await events.next()).done).toBe(false)

    await server.drain(never)
    expect(await streamEnd).toMatch(/ended|cut off/)
    expect((await closed).code).toBe(1012)
  })

  it('cuts off what is still open at the deadline: slow requests, and sockets that do not answer', async () => {
    const asked = once(signals, 'asked')
    const open = server.ask('{ slow }').catch(() => 'cut off')
    await asked
    const deaf = new WebSocket(server.url.replace('http', 'ws'), 'graphql-transport-ws', { autoPong: false })
    await once(deaf, 'open')
    deaf.pause()
    const deadline = new AbortController()
    const drained = server.drain(deadline.signal)
    deadline.abort()
    await drained
    expect(await open).toBe('cut off')
    deaf.terminate()
  })
})
