import { createSchema } from 'graphql-yoga'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ByteLimitError } from '../../src/data/byte-meter.ts'
import type { Database } from '../../src/data/database.ts'
import { DatabaseUnavailableError } from '../../src/data/unavailable.ts'
import { Stream, type StreamSubscriber } from '../../src/live/stream.ts'
import { SubscriptionSource } from '../../src/schema/subscription.ts'
import { EventStream, type StreamResult } from '../live/event-stream.ts'
import { clientOf } from '../live/watching.ts'
import { testDatabases } from '../support/database.ts'
import { type SmallServer, serve } from './small-server.ts'

const secret = 'permission denied for table sessions'

type Event = { readonly text: string; readonly batch: readonly Event[] }

/** Three entries, of which the second fails; then it ends with an error, or stays open. */
class Entries extends Stream<Event> {
  readonly key = 'entries'
  readonly #failure: Error | undefined

  constructor(failure?: Error) {
    super()
    this.#failure = failure
  }

  open(): StreamSubscriber<Event> {
    const events = ['one', 'two', 'three'].map((text) => {
      const batch: Event[] = []
      batch.push({ text, batch })
      return batch[0]
    })
    return {
      take: () => events.shift() ?? (this.#failure ? Promise.reject(this.#failure) : undefined),
      close: () => {},
    }
  }

  batchOf({ batch }: Event): readonly Event[] {
    return batch
  }
}

const rights = { interests: [], check: async () => {} }
const resolve = ({ text }: Event) => (text === 'two' ? Promise.reject(new Error(secret)) : text)
const entries = (failure?: Error) => ({
  subscribe: () => new SubscriptionSource(new Entries(failure), rights),
  resolve,
})

/** A stream that cannot start. */
const failing = (failure: Error) => ({ subscribe: () => Promise.reject(failure), resolve })

const schema = createSchema({
  typeDefs: `
    type Query { fine: String }
    type Subscription { open: String!, interrupted: String!, broken: String!, away: String, full: String, locked: String }
  `,
  resolvers: {
    Subscription: {
      open: entries(),
      interrupted: entries(new DatabaseUnavailableError(secret)),
      broken: entries(new Error(secret)),
      away: failing(new DatabaseUnavailableError(secret)),
      full: failing(new ByteLimitError('heldBytes')),
      locked: failing(Object.assign(new Error(secret), { code: '55P03' })),
    },
  },
})

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')

describe('errors of streams', () => {
  let database: Database
  let server: SmallServer
  beforeAll(async () => {
    database = await testDatabase.open('migrated')
    server = await serve(schema, database)
  })
  afterAll(async () => {
    await server.drain(AbortSignal.timeout(5_000))
    await database.close()
  })

  const codesOf = (results: readonly StreamResult[]) =>
    results.map(({ errors }) => errors?.[0]?.extensions.code ?? 'OK')

  async function overSocket(field: string) {
    const client = await clientOf(server.url.replace('http', 'ws'), null)
    const results: StreamResult[] = []
    const ended = new Promise<unknown>((resolve) => {
      client.subscribe(
        { query: `subscription { ${field} }` },
        {
          next: (result) => results.push(result as StreamResult),
          error: (error) => resolve((error as CloseEvent).code),
          complete: () => resolve('complete'),
        },
      )
    })
    return { results, ended }
  }

  it('hide the text of one entry, over both transports, and go on with the next', async () => {
    const http = await EventStream.open(server.url, 'subscription { open }', {}, { person: null })
    const socket = await overSocket('open')
    for (const { results } of [http, socket]) {
      await expect.poll(() => codesOf(results)).toEqual(['OK', 'INTERNAL_SERVER_ERROR', 'OK'])
      expect(JSON.stringify(results)).not.toContain(secret)
      expect(results[1]?.errors?.[0]?.extensions).toHaveProperty('requestId')
    }
  })

  it('interrupt a stream so that its client reconnects: it is not completed', async () => {
    const http = await EventStream.open(server.url, 'subscription { interrupted }', {}, { person: null })
    expect(await http.ended).toBe('cut off')
    expect(codesOf(http.results)).toEqual(['OK', 'INTERNAL_SERVER_ERROR', 'OK', 'SERVICE_UNAVAILABLE'])
    const socket = await overSocket('interrupted')
    expect(await socket.ended).toBe(1013)
    expect(codesOf(socket.results)).toEqual(['OK', 'INTERNAL_SERVER_ERROR', 'OK'])
    expect(JSON.stringify([http.results, socket.results])).not.toContain(secret)
  })

  it.each([
    ['away', 'The database cannot be reached at the moment; try again.'],
    ['full', 'All requests together hold too much at the moment; try again.'],
    ['locked', 'The stream could not be started at the moment; try again.'],
  ])('say why a stream cannot start at the moment: %s', async (field, message) => {
    const http = await EventStream.open(server.url, `subscription { ${field} }`, {}, { person: null })
    await expect.poll(() => http.results.length).toBe(1)
    expect(http.results[0]?.errors).toEqual([
      expect.objectContaining({
        message,
        extensions: expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }),
      }),
    ])
    expect(await (await overSocket(field)).ended).toBe(1013)
  })

  it('complete a stream that cannot go on for a lasting reason', async () => {
    const http = await EventStream.open(server.url, 'subscription { broken }', {}, { person: null })
    const socket = await overSocket('broken')
    expect(await Promise.all([http.ended, socket.ended])).toEqual(['complete', 'complete'])
    for (const { results } of [http, socket]) {
      expect(codesOf(results).at(-1)).toBe('INTERNAL_SERVER_ERROR')
      expect(JSON.stringify(results)).not.toContain(secret)
    }
  })
})
