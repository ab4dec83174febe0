/** MAX_READ_BYTES, MAX_HELD_BYTES, MAX_OBJECTS and MAX_RESPONSE_BYTES. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/config/limits.ts'
import type { Database } from '../../src/data/database.ts'
import { HeldBytes, RequestBytes } from '../../src/data/request-bytes.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { type TransportName, transportNames, transports } from '../attack/transports.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'

/** Results of a tool in a public session; repeated text takes little room in the database. */
const results = `
insert into application_events (event_type, event_group, session_id, content, created_at)
select 'agent.tool.result', 'agent', $1,
  jsonb_build_object('tool_call_id', n, 'tool_name', 'web_search', 'result', repeat('A line of a page. ', $2::int)),
  now() + n * interval '1 second'
from generate_series(1, $3::int) n`
const lineLength = 18

const page = (count: number) => `events(last: ${count}) { nodes { id toolResult } }`
const twice = `{ session(id: "${sessions.pictureSlides}") { a: ${page(100)} b: ${page(100)} } }`
const aliases = (count: number, field: string) =>
  Array.from({ length: count }, (_, i) => `a${i}: ${field}`).join(' ')

describe.each(testDatabases)('bytes, on $kind', ({ kind, open }) => {
  let database: Database
  const gateways: TestGateway[] = []
  const gateway = async (env: Record<string, string> = {}) => {
    const one = await startGateway({ ...database, close: async () => {} }, env)
    gateways.push(one)
    return one
  }
  // PGlite makes a result as a whole, in the memory of this process.
  const bytes = kind === 'postgres' ? 5_000_000 : 500_000

  beforeAll(async () => {
    database = await open('seeded')
    await database.query(results, [sessions.pictureSlides, Math.ceil(bytes / lineLength), 100])
  })
  afterEach(async () => {
    for (const one of gateways.splice(0)) await one.close()
  })
  afterAll(() => database.close())

  it.each(transportNames)('of 100 large tool results are refused by %s', async (name: TransportName) => {
    const one = await gateway()
    const outcome = await transports[name](one, { query: twice })
    expect(outcome.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'readBytes',
      bound: 16_000_000,
    })
    expect(outcome.errors?.[0]?.message).toContain('16,000,000 bytes')
    expect(verdict(await transports[name](one, { query: '{ __typename }' }))).toBe('answered')
  })

  it('count what JSON takes when it is parsed: many small values take far more than their text', async () => {
    const one = await gateway()
    await database.query(
      `insert into application_events (event_type, event_group, session_id, content)
      select 'agent.tool.result', 'agent', $1, jsonb_build_object('tool_name', 'web_search', 'result', ('[' || repeat('{},', $2::int) || '{}]')::jsonb)`,
      [sessions.mariaPublic, 300_000],
    )
    const outcome = await one.ask(
      `{ session(id: "${sessions.mariaPublic}") { events(last: 1) { nodes { toolResult } } } }`,
    )
    expect(verdict(outcome)).toBe('readBytes')
    await database.query(
      `delete from application_events where session_id = $1 and event_type = 'agent.tool.result' and length(content::text) > 500000`,
      [sessions.mariaPublic],
    )
  })

  it('beyond what all requests may hold are refused for now, and small requests go on', async () => {
    const one = await gateway({ MAX_HELD_BYTES: '4000000' })
    const large = `{ session(id: "${sessions.pictureSlides}") { ${page(kind === 'postgres' ? 1 : 9)} } }`
    const token = await signTokenFor(people.demo)
    const [refused, small] = await Promise.all([
      fetch(one.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
        body: JSON.stringify({ query: large }),
      }),
      one.ask('{ viewer { sessions { nodes { name } } } }', { token }),
    ])
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
    expect(verdict((await refused.json()) as object)).toBe('heldBytes')
    expect(small.errors).toBeUndefined()
  })

  it.each(transportNames)('of an answer are counted while it is made, by %s', async (name: TransportName) => {
    const one = await gateway({ MAX_RESPONSE_BYTES: '4000000' })
    const field = page(Math.ceil(500_000 / bytes))
    const query = `{ session(id: "${sessions.pictureSlides}") { ${aliases(10, field)} } }`
    const outcome = await transports[name](one, { query })
    expect(outcome.data).toBeNull()
    expect(outcome.errors).toHaveLength(1)
    expect(outcome.errors?.[0]?.extensions).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      limit: 'responseBytes',
      bound: 4_000_000,
    })
  })

  it.each(['planned', 'graphql-js'])('objects of an answer are counted (%s execution)', async (EXECUTION) => {
    const one = await gateway({ EXECUTION, MAX_OBJECTS: '200' })
    const token = await signTokenFor(people.demo)
    const query = (pages: number) => `{ viewer { ${aliases(pages, 'sessions(first: 5) { nodes { id } }')} } }`
    // A viewer, and for each page itself and five sessions.
    expect(verdict(await one.ask(query(33), { token }))).toBe('answered')
    expect(verdict(await one.ask(query(34), { token }))).toBe('objects')
  })
})

describe('bytes that all requests hold', () => {
  it('are refused to one request while others hold them, until those have written their answers', () => {
    const all = new HeldBytes(8_000_000)
    const [first, second, small] = Array.from({ length: 3 }, () => new RequestBytes(defaultLimits, all))
    expect(first?.take(5_000_000)).toBeUndefined()
    expect(second?.take(5_000_000)).toMatchObject({ limit: 'heldBytes' })
    expect(small?.take(60_000)).toBeUndefined()
    first?.answer(1_000_000)
    expect(all.held).toBe(6_060_000)
    first?.release()
    expect([all.held, first?.answered]).toEqual([60_000, 1_000_000])
    expect(second?.take(5_000_000)).toBeUndefined()
  })
})
