import { GraphQLError } from 'graphql'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { openDatabase } from '../../src/data/open.ts'
import { dataUnits, maxUnitsPerTurn } from '../../src/data/turns.ts'
import { sessions } from '../../src/demo/identities.ts'
import { serializeData, serializeInTurns } from '../../src/server/serialize.ts'
import { serializeResults } from '../../src/server/subscriptions/serialize-results.ts'
import { create, startAttackedGateway } from '../attack/gateway.ts'
import { randomNumbers } from '../attack/random-operations.ts'
import { type TransportName, transportNames, transports } from '../attack/transports.ts'
import { countTurns } from '../attack/turn-counter.ts'
import type { TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { recordEncoded } from './recorded-encoding.ts'

/** Records the length of each text that `JSON.stringify` returns. */
function recordLengths(): number[] {
  const lengths: number[] = []
  const stringify = JSON.stringify
  vi.spyOn(JSON, 'stringify').mockImplementation((...args: Parameters<typeof stringify>) => {
    const text: string | undefined = stringify(...args)
    lengths.push(text?.length ?? 0)
    return text as string
  })
  return lengths
}

afterEach(() => vi.restoreAllMocks())

const wide = (keys: number, prefix = 'key'): object =>
  Object.fromEntries(Array.from({ length: keys }, (_, i) => [`${prefix}${i}`, i / 7]))
const aliased = (count: number, makeValue: (i: number) => unknown) => ({
  session: { events: { nodes: Array.from({ length: count }, (_, i) => ({ a: makeValue(i) })) } },
})
const deep = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => [wide(300), inner], 'end')

describe('large data', () => {
  const shared = wide(8_000)
  it.each<[string, unknown]>([
    ['one value under aliases', aliased(80, () => shared)],
    ['values of many keys', aliased(10, (i) => wide(8_000, `k${i}_`))],
    ['many objects', aliased(5_000, (i) => ({ ...wide(20), i }))],
    ['long texts', aliased(20, (i) => `"\\\n\ud800é${i}`.repeat(30_000))],
    ['a list of numbers', Array.from({ length: 200_000 }, (_, i) => (i % 9 === 0 ? -0 : i / 3))],
    ['nested values', deep(50)],
    ['values that are nested very deep', deep(1_000)],
    ['one text', 'x"\n'.repeat(200_000)],
    ['one text of control characters', '\u0001'.repeat(400_000)],
    ['one text of pairs and halves of them', `😀${'x'.repeat(65_533)}😀\ud83d`.repeat(9)],
    ['one name', { ['"\u0001'.repeat(200_000)]: 1 }],
    ['members that have no value', aliased(10, () => ({ a: undefined, b: wide(3_000), c: undefined }))],
  ])('is serialized as by JSON.stringify, in several turns and small pieces: %s', async (_what, data) => {
    const expected = JSON.stringify(data)
    const counter = countTurns()
    const lengths = recordLengths()
    const text = await serializeInTurns(data)
    counter.stop()
    expect(text === expected).toBe(true)
    expect(Math.max(0, ...lengths)).toBeLessThan(text.length / 4)
    // More than one turn has room for.
    const written = lengths.reduce((a, b) => a + b, 0)
    if (written * dataUnits > maxUnitsPerTurn) expect(counter.turn).toBeGreaterThan(1)
  })

  it.each<[string, object]>([
    ['texts', aliased(20, (i) => `"\\\n\ud800é字${i}`.repeat(30_000))],
    ['one text of pairs and halves of them', [`😀${'x'.repeat(65_533)}😀\ud83d`.repeat(9)]],
    ['pairs at all ends of pieces', ['😀'.repeat(200_000), `x${'😀'.repeat(200_000)}`]],
    ['one value under aliases', aliased(80, () => ({ ...wide(8_000, 'ключ') }))],
    ['nested values', { deep: deep(50) }],
  ])('is encoded in several turns and small pieces: %s', async (_what, data) => {
    const expected = Buffer.from(JSON.stringify({ data: { data } }))
    const counter = countTurns()
    const recorded = recordEncoded()
    const encoded = await serializeData({ data: { data } })
    const sent = await encoded.encode({ data: { data } })
    counter.stop()
    vi.restoreAllMocks()
    expect(sent.equals(expected)).toBe(true)
    expect(recorded.longest).toBeLessThanOrEqual(65_537)
    if (sent.length * dataUnits > maxUnitsPerTurn) expect(counter.turn).toBeGreaterThan(1)
  })

  it('is encoded with its errors as they are when it is sent, between two texts', async () => {
    const encoded = await serializeData({ errors: [new GraphQLError('of a driver')], data: { a: 'é' } })
    const sent = { ...encoded, errors: [{ message: 'masked: é' }] }
    const json = '{"errors":[{"message":"masked: é"}],"data":{"a":"é"}}'
    expect((await encoded.encode(sent, '{"payload":', '}')).toString()).toBe(`{"payload":${json}}`)
    expect(encoded.stringify(sent)).toBe(json)
  })

  it('is serialized once for all its aliases', async () => {
    const lengths = recordLengths()
    const text = await serializeInTurns(aliased(80, () => shared))
    const sum = lengths.reduce((a, b) => a + b)
    expect(sum).toBeLessThan(text.length / 40)
  })

  it('is serialized as by JSON.stringify whatever it holds', async () => {
    const random = randomNumbers(7)
    const any = (levels: number): unknown => {
      const kind = Math.floor(random() * (levels > 0 ? 9 : 7))
      const several = () => Array.from({ length: Math.floor(random() * 40) }, () => any(levels - 1))
      if (kind < 7) return [null, true, random() * 1e6, 1e300, undefined, '"\u2028\ud800', 'text'][kind]
      return kind === 7 ? several() : Object.fromEntries(several().map((value, i) => [`"${i}`, value]))
    }
    for (let i = 0; i < 200; i += 1) {
      const data = { all: Array.from({ length: 60 }, () => any(3)), nothing: undefined }
      expect(await serializeInTurns(data)).toBe(JSON.stringify(data))
    }
  })

  it('has the members of its result in their order, and its errors as they are when it is sent', async () => {
    const result = { errors: [new GraphQLError('of a driver')], data: { a: 1 }, extensions: { x: [1] } }
    const serialized = await serializeData(result)
    const sent = { ...serialized, errors: [{ message: 'masked' }] }
    expect(serialized.stringify(sent)).toBe(
      '{"errors":[{"message":"masked"}],"data":{"a":1},"extensions":{"x":[1]}}',
    )
    expect(serialized.stringify({ ...serialized, errors: undefined })).toBe(
      '{"data":{"a":1},"extensions":{"x":[1]}}',
    )
  })

  it.each([
    ['texts of control characters', ['\u0001'.repeat(300_000), 'x']],
    ['short texts of three bytes a character', aliased(5_000, (i) => `字${i}`.repeat(50))],
    ['values under aliases', aliased(80, () => shared)],
  ])('is counted as it is sent: %s', async (_what, data) => {
    const bytes = Buffer.byteLength(JSON.stringify(data))
    await expect(serializeInTurns(data, bytes)).resolves.toHaveLength(JSON.stringify(data).length)
    await expect(serializeInTurns(data, bytes - 1)).rejects.toMatchObject({
      extensions: { code: 'LIMIT_EXCEEDED', limit: 'responseBytes', bound: bytes - 1 },
    })
  })

  it('of an event is serialized in small pieces', async () => {
    const data = aliased(80, () => shared)
    const lengths = recordLengths()
    const event = {}
    const json = (await serializeResults([event], [{ data }])).get(event)?.json
    expect(Math.max(...lengths)).toBeLessThan(100_000)
    vi.restoreAllMocks()
    expect(json === JSON.stringify({ data })).toBe(true)
  })
})

describe('a value that is selected under many aliases', () => {
  let gateway: TestGateway
  let end: () => Promise<void>
  beforeAll(async () => {
    const { config, remove } = await create('seeded')
    const database = await openDatabase(config)
    await database.query(
      `insert into application_events (event_type, event_group, session_id, content)
      select 'agent.tool.result', 'agent', $1, jsonb_build_object('tool_name', 'web_search', 'result',
        (select jsonb_object_agg('key' || i, i / 7.0) from generate_series(1, 8000) i))`,
      [sessions.pictureSlides],
    )
    await database.query(
      `insert into application_events (event_type, event_group, session_id, content)
      select 'agent.tool.result', 'agent', $1, jsonb_build_object('tool_name', 'web_search', 'result', repeat(chr(1), 400000))`,
      [sessions.mariaPublic],
    )
    gateway = await startAttackedGateway({}, database)
    end = async () => {
      await gateway.close()
      await remove()
    }
  })
  afterAll(() => end())

  const ask = (session: string, aliases: number) => {
    const fields = Array.from({ length: aliases }, (_, i) => `a${i}: toolResult`).join(' ')
    return `{ session(id: "${session}") { events(last: 1) { nodes { ${fields} } } } }`
  }
  const query = ask(sessions.pictureSlides, 20)

  it.each(transportNames)('is answered in small pieces by %s', async (name: TransportName) => {
    const lengths = recordLengths()
    const outcome = await transports[name](gateway, { query })
    expect(verdict(outcome)).toBe('answered')
    expect(Math.max(...lengths)).toBeLessThan(300_000)
    const { nodes } = (outcome.data as { session: { events: { nodes: Record<string, object>[] } } }).session
      .events
    expect(Object.keys(nodes[0]?.a19 ?? {})).toHaveLength(8_000)
  })

  it.each(transportNames)('is encoded in small pieces by %s', async (name: TransportName) => {
    const recorded = recordEncoded()
    const outcome = await transports[name](gateway, { query })
    vi.restoreAllMocks()
    expect(verdict(outcome)).toBe('answered')
    expect(recorded.longest).toBeLessThan(300_000)
  })

  // Each takes 400 kB as it is counted first, and 2.4 MB as it is sent.
  const escaped = (aliases: number) => ask(sessions.mariaPublic, aliases)

  it.each(transportNames)('counts with its escapes, by %s', async (name: TransportName) => {
    const { data, errors } = await transports[name](gateway, { query: escaped(7) })
    expect(data).toBeNull()
    expect(errors?.map(({ extensions }) => extensions)).toMatchObject([
      { code: 'LIMIT_EXCEEDED', limit: 'responseBytes', bound: 16_000_000 },
    ])
  })

  it('is answered up to the bound with its escapes', async () => {
    expect(verdict(await transports['the fast path'](gateway, { query: escaped(6) }))).toBe('answered')
  })

  it('counts with its escapes in an event, in the place of which an error comes', async () => {
    const escaped = { data: { text: '\u0001'.repeat(1_100_000) } }
    const [large, small] = [{ escaped }, {}]
    const results = await serializeResults([large, small], [escaped, { data: { text: 'x' } }], 2_000_000)
    expect(results.get(large)?.result).toMatchObject({
      data: null,
      errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: 'responseBytes' } }],
    })
    expect(results.get(small)?.json).toBe('{"data":{"text":"x"}}')
  })
})
