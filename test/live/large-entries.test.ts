import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { sessions } from '../../src/demo/identities.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { EventStream } from './event-stream.ts'

const session = sessions.website
const maxReadBytes = 200_000
const entries = 100
const maxRows = 100
const maxRowKeys = 1_000

const subscription = (selection: string) => `subscription ($id: ID!, $types: [String!]) {
  sessionEvents(sessionId: $id, types: $types) { ... on EventAdded { event { ${selection} } } }
}`

type Entry = { readonly data?: { sessionEvents?: { event?: { content?: { n: number } } } } | null }

// Entries are executed in batches: what one request may read, each of them may, not all of a batch together.
describe.each(testDatabases)('a log with large entries, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  const streams: AbortController[] = []
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database, {
      MAX_READ_BYTES: `${maxReadBytes}`,
      MAX_ROWS: `${maxRows}`,
      MAX_ROW_KEYS: `${maxRowKeys}`,
    })
  })
  afterAll(async () => {
    for (const stream of streams) stream.abort()
    await gateway.close()
  })

  async function follow(type: string, selection: string): Promise<EventStream> {
    const stop = new AbortController()
    streams.push(stop)
    const variables = { id: session, types: [type] }
    return EventStream.open(gateway.url, subscription(selection), variables, { signal: stop.signal })
  }
  const write = (type: string, bytes: number, count = entries) =>
    database.query(
      `insert into application_events (event_type, event_group, session_id, content, created_at)
       select $2, 'agent', $1, jsonb_build_object('n', n, 'text', repeat('x', $3::int)), now() + n * interval '1 ms'
       from generate_series(1, $4::int) n`,
      [session, type, bytes, count],
    )
  const numbers = ({ results }: EventStream) =>
    (results as readonly Entry[]).map(({ data }) => data?.sessionEvents?.event?.content?.n)
  const received = (stream: EventStream, count = entries) =>
    expect.poll(() => stream.results.length, { timeout: 20_000 }).toBe(count)
  const failures = ({ results }: EventStream) => results.filter(({ errors }) => errors)

  it('is whole, live and from its start, though a batch reads more than a request may', async () => {
    const live = await follow('large', 'content')
    await write('large', 10_000)
    const replayed = await follow('large', 'content')
    for (const stream of [live, replayed]) {
      await received(stream)
      expect(failures(stream)).toEqual([])
      expect(numbers(stream)).toEqual(Array.from({ length: entries }, (_, i) => i + 1))
    }
  })

  it('is whole though a batch reads more rows than a request may', async () => {
    await write('wide', 10)
    const stream = await follow('wide', 'content session { name }')
    await received(stream)
    expect(failures(stream)).toEqual([])
  })

  it('is whole for each of several streams of a viewer, whose entries together are more than a request may read', async () => {
    const types = ['a', 'b', 'c', 'd'].map((name) => `beside ${name}`)
    const live = await Promise.all(types.map((type) => follow(type, 'content')))
    // In one transaction, so that they are executed in the same turn.
    await database.query(
      `insert into application_events (event_type, event_group, session_id, content)
       select type, 'agent', $1, jsonb_build_object('n', 1, 'text', repeat('x', $3::int)) from unnest($2::text[]) type`,
      [session, types, maxReadBytes / 2],
    )
    for (const stream of live) {
      await received(stream, 1)
      expect(failures(stream)).toEqual([])
    }
  })

  const writeKeys = (type: string, keys: number) =>
    database.query(
      `insert into application_events (event_type, event_group, session_id, content, created_at)
       select $2, 'agent', $1, jsonb_object_agg('key of some length ' || n, n), now() from generate_series(1, $3::int) n`,
      [session, type, keys],
    )

  it.each([
    ['bytes', () => write('too many bytes', maxReadBytes + 1, 1), 'readBytes', maxReadBytes],
    ['keys', () => writeKeys('too many keys', maxRowKeys + 1), 'rowKeys', maxRowKeys],
  ])(
    'has an error in the place of an entry of too many %s, and all others, live and from its start',
    async (name, writeLarge, limit, bound) => {
      const type = `too many ${name}`
      const live = await follow(type, 'content')
      await write(type, 10_000, 20)
      await writeLarge()
      await write(type, 10_000, 20)
      for (const stream of [live, await follow(type, 'content')]) {
        await received(stream, 41)
        expect(failures(stream).map(({ errors }) => errors?.[0]?.extensions)).toEqual([
          { code: 'LIMIT_EXCEEDED', limit, bound },
        ])
        expect(numbers(stream).filter((n) => n !== undefined)).toHaveLength(40)
      }
    },
  )
})
