/** Large answers and events are encoded in pieces over each transport, with errors or without. */
import { createSchema } from 'graphql-yoga'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { Stream, type StreamSubscriber } from '../../src/live/stream.ts'
import { SubscriptionSource } from '../../src/schema/subscription.ts'
import { encodeText } from '../../src/server/encode-in-turns.ts'
import { clientOf } from '../live/watching.ts'
import { createMissingDatabase } from '../support/no-database.ts'
import { recordEncoded } from './recorded-encoding.ts'
import { type SmallServer, serve } from './small-server.ts'

/** Halves of pairs stand at ends of pieces. */
const text = `x${'😀'.repeat(700_000)}`

type Event = { readonly batch: readonly Event[] }

/** One event, after which the stream ends. */
class OneEvent extends Stream<Event> {
  readonly key = 'one'

  open(): StreamSubscriber<Event> {
    const batch: Event[] = []
    batch.push({ batch })
    const events = [batch[0]]
    return { take: () => events.shift() ?? null, close: () => {} }
  }

  batchOf({ batch }: Event): readonly Event[] {
    return batch
  }
}

const long = {
  text: () => text,
  failed: () => {
    throw new Error('of a driver')
  },
}
const schema = createSchema({
  typeDefs: `
    type Long { text: String!, failed: String }
    type Query { long: Long! }
    type Subscription { long: Long! }
  `,
  resolvers: {
    Long: long,
    Query: { long: () => ({}) },
    Subscription: {
      long: {
        subscribe: () => new SubscriptionSource(new OneEvent(), { interests: [], check: async () => {} }),
        resolve: () => ({}),
      },
    },
  },
})

type Send = (server: SmallServer, query: string) => Promise<string>

const accepting =
  (accept: string): Send =>
  async ({ url }, query) => {
    const headers = { 'content-type': 'application/json', accept }
    return (await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })).text()
  }

async function sendOverSocket({ url }: SmallServer, query: string): Promise<string> {
  const client = await clientOf(url.replace('http', 'ws'), null)
  const results: unknown[] = []
  await new Promise<void>((resolve, reject) => {
    client.subscribe({ query }, { next: (result) => results.push(result), error: reject, complete: resolve })
  })
  await client.dispose()
  return JSON.stringify(results)
}

const transports: Readonly<Record<string, Send>> = {
  'the fast path': accepting('application/json'),
  'the Yoga path': accepting('application/graphql-response+json'),
  'Server-Sent Events': accepting('text/event-stream'),
  WebSocket: sendOverSocket,
}
const streaming = ['Server-Sent Events', 'WebSocket']

describe('a long text', () => {
  let server: SmallServer
  beforeAll(async () => {
    server = await serve(schema, createMissingDatabase())
  })
  afterAll(() => server.drain(AbortSignal.timeout(5_000)))
  afterEach(() => vi.restoreAllMocks())

  it.each([
    ...Object.keys(transports).map((transport) => ['an answer', 'query', transport] as const),
    ...streaming.map((transport) => ['an event', 'subscription', transport] as const),
  ])('of %s is encoded in pieces: a %s by %s', async (_what, operation, transport) => {
    for (const [fields, errors] of [
      ['text', 0],
      ['text failed', 1],
    ] as const) {
      const recorded = recordEncoded()
      const sent = await transports[transport]?.(server, `${operation} { long { ${fields} } }`)
      vi.restoreAllMocks()
      expect(sent?.includes(`{"long":{"text":"${text}"`)).toBe(true)
      expect(sent?.split('INTERNAL_SERVER_ERROR')).toHaveLength(errors + 1)
      expect(recorded.longest).toBeLessThan(300_000)
    }
  })

  it('is encoded as it would be at once', async () => {
    for (const one of [text, `${'x'.repeat(65_535)}${text}`, 'é'.repeat(200_000), `\ud83d${text}\ud83d`, ''])
      expect((await encodeText(one)).equals(Buffer.from(one))).toBe(true)
  })
})
