import type { GraphQLObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Viewer } from '../src/auth/viewer.ts'
import { isModel, keyOf, table } from '../src/data/batching/table.ts'
import type { Database } from '../src/data/database.ts'
import { people, runs, sessions } from '../src/demo/identities.ts'
import { canaries, mariasWorkCanaries, workCanaries } from '../src/demo/secrets.ts'
import { tables } from '../src/generated/tables.ts'
import { encodeNodeId } from '../src/schema/node-id.ts'
import { signTokenFor } from './support/client.ts'
import { type Asked, adminViewer, createAsk, demoViewer, strangerViewer } from './support/create-ask.ts'
import { testDatabases } from './support/database.ts'
import { deleteInvisibleRows } from './support/delete-invisible-rows.ts'
import { startGateway } from './support/gateway.ts'
import { demoTime } from './support/templates.ts'
import {
  asked,
  type Foreign,
  fieldsOfNode,
  nodeTypes,
  type RootField,
  readableTypes,
  rootFields,
} from './support/walk.ts'

type Asking = ReturnType<typeof createAsk>
/** What was answered, as JSON, by where in the walk: texts take less memory and time than the objects. */
type Answers = ReadonlyMap<string, string>
type Keys = ReadonlyMap<string, readonly string[]>

/** How many rows of a type are asked for at once: of runs, as many as their logs are read of. */
const maxIds = (type: string) => (type === 'RunTask' ? 20 : 100)
/** How many root fields that take an id are asked for at once. */
const maxFields = 20
const minute = 60_000

// Spans of time that end now, unless said otherwise, then meet the demo's rows, and are the same each time.
vi.useFakeTimers({ toFake: ['Date'], now: demoTime })

const marias: Foreign = { session: sessions.mariaPrivate, user: people.maria.id, run: runs.maria }
const demos: Foreign = { session: sessions.website, user: people.demo.id, run: runs.live }

const viewers: readonly (readonly [name: string, viewer: Viewer | null, others: Foreign])[] = [
  ['nobody', null, demos],
  ['the owner', demoViewer, marias],
  ['a stranger', strangerViewer, demos],
]

/**
 * An answer without the one part of it that the rest of the database may change: the cursors of logs number the
 * transactions of the whole database, and say nothing of what they wrote.
 */
function timeless(answer = 'null'): unknown {
  const isLogCursor = (text: string) => Buffer.from(text, 'base64url').includes('["live:')
  return JSON.parse(answer, (_, value) =>
    typeof value === 'string' && isLogCursor(value) ? 'cursor' : value,
  )
}

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  let ask: Asking
  /** Of every row there is, by type: also of rows that are missing from another copy of the database. */
  let keys: Keys
  let secretValues: readonly string[]

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
    keys = await keysOf(database)
    secretValues = [...canaries, ...(await secretsOf(database))]
  })
  afterAll(() => database.close())

  describe.each(viewers)('%s', (_name, viewer, others) => {
    let answers: Answers

    beforeAll(async () => {
      answers = await walk(ask, viewer, others, keys)
    }, 5 * minute)

    test('sees no secret', () => {
      // Owners see the work of their own tools as it is.
      const demos = viewer === demoViewer ? [] : workCanaries
      const marias = viewer === strangerViewer ? [] : mariasWorkCanaries
      expect(findLeaks(answers, [...secretValues, ...demos, ...marias])).toEqual([])
    })

    test(
      'is answered as if the rows of others did not exist',
      async () => {
        const copy = await open('seeded')
        await deleteInvisibleRows(copy, viewer?.id ?? null)
        const without = await walk(createAsk(copy), viewer, others, keys)
        await copy.close()
        for (const [place, answer] of answers) {
          const other = without.get(place)
          if (answer !== other) expect(timeless(answer), place).toEqual(timeless(other))
        }
      },
      5 * minute,
    )
  })

  test('an admin sees rows of every type, and no secret', async () => {
    const answers = await walk(ask, adminViewer, marias, keys)
    expect(findLeaks(answers, [...secretValues, ...workCanaries, ...mariasWorkCanaries])).toEqual([])
    const seen = [...answers.values()].join()
    // A type that nobody sees a row of would not be tested at all.
    expect(
      nodeTypes.map(({ name }) => name).filter((name) => !seen.includes(`"__typename":"${name}"`)),
    ).toEqual([])
  })

  // A key of the platform, which not even the owner sees in the work of a tool.
  const planted = `ii_${'aB3dE5gH'.repeat(4).slice(0, 29)}`
  test.each([
    ['but for what says of which kind a value is', new Set(['type', 'role', 'tool_name', 'name', 'status'])],
    ['of every key', new Set<string>()],
  ])(
    'a key of the platform in any string of JSON reaches nobody: in strings %s',
    async (_which, except) => {
      const copy = await open('seeded')
      expect(await plantInJson(copy, planted, except)).toBeGreaterThan(500)
      for (const viewer of [demoViewer, adminViewer, null]) {
        const answers = await walk(createAsk(copy), viewer, marias, await keysOf(copy))
        expect(findLeaks(answers, [planted])).toEqual([])
      }
      await copy.close()
    },
    5 * minute,
  )

  test('nobody finds a row without knowing its id', async () => {
    for (const { byId, text } of rootFields(demos, () => [])) {
      const { data } = byId ? { data: null } : await ask(null, `{ ${text} }`)
      expect(JSON.stringify(data) ?? '', text).not.toContain('"__typename"')
    }
  })

  test('rejects every operation of a deactivated user with the reason', async () => {
    const copy = await open('seeded')
    // The walk asks for more at a time than a client may.
    const gateway = await startGateway(copy, { MAX_COST: '10000000', MAX_ALIASES: '1000' })
    const token = await signTokenFor(people.kenji)
    for (const { name, text } of rootFields(demos, () => [sessions.kenjiOwn])) {
      const { data, errors } = await gateway.ask(`{ ${text} }`, { token })
      expect([data ?? null, errors?.map(({ extensions }) => extensions.code)], name).toEqual([
        null,
        ['UNAUTHENTICATED'],
      ])
    }
    await gateway.close()
  })
})

test('the walk asks for every field of every type that can be read', () => {
  for (const type of nodeTypes) fieldsOfNode(type, demos)
  rootFields(demos, () => [''])
  const fields = readableTypes().flatMap((type) =>
    Object.keys(type.getFields()).map((field) => `${type.name}.${field}`),
  )
  expect(fields.filter((field) => !asked.has(field) && !/^Query\.nodes?$/.test(field))).toEqual([])
})

/** Asks for every field of every row by its id, and for every root field, as one viewer. */
async function walk(ask: Asking, viewer: Viewer | null, others: Foreign, keys: Keys): Promise<Answers> {
  const answers = new Map<string, string>()
  for (const type of nodeTypes) {
    const ids = (keys.get(type.name) ?? []).map((key) => encodeNodeId(type.name, key))
    for (let start = 0; start < ids.length; start += maxIds(type.name)) {
      const some = ids.slice(start, start + maxIds(type.name))
      const answer = await askNodes(ask, viewer, type, others, some)
      answers.set(`${type.name} from ${start}`, JSON.stringify(answer))
    }
  }
  for (const [place, fields] of together(rootFields(others, (type) => keys.get(type) ?? []))) {
    const { data, errors } = await ask(viewer, `{ ${fields.join(' ')} }`)
    answers.set(place, JSON.stringify({ data, errors: refusals(errors) }))
  }
  return answers
}

/** Root fields by where in the walk they are asked for: those that take an id several at a time, under names of their own. */
function together(fields: readonly RootField[]): Map<string, string[]> {
  const found = new Map<string, string[]>()
  const counts = new Map<string, number>()
  for (const { name, byId, text } of fields) {
    const count = counts.get(name) ?? 0
    counts.set(name, count + 1)
    const place = byId ? `${name} from ${count - (count % maxFields)}` : text
    found.set(place, [...(found.get(place) ?? []), byId ? `${name}${count}: ${text}` : text])
  }
  return found
}

/** Asks for all fields of these rows; fields that are refused to the viewer are noted, and left out. */
async function askNodes(
  ask: Asking,
  viewer: Viewer | null,
  type: GraphQLObjectType,
  others: Foreign,
  ids: readonly string[],
) {
  const fields = fieldsOfNode(type, others)
  const refused = new Map<unknown, unknown>()
  for (;;) {
    const source = `query ($ids: [ID!]!) {
  nodes(ids: $ids) { ... on ${type.name} { __typename ${[...fields.values()].join(' ')} } }
}`
    const { data, errors } = await ask(viewer, source, { ids })
    const refusedFields = refusals(errors)
    if (refusedFields.length === 0) return { data, refused: Object.fromEntries(refused) }
    for (const { path, code } of refusedFields) {
      const field = String(path?.[2])
      if (!fields.delete(field) && !refused.has(field)) throw new Error(`${type.name} is refused at ${path}`)
      refused.set(field, code)
    }
  }
}

/** The errors for fields that a viewer may not select; every other error fails the test. */
function refusals(errors: Asked['errors']) {
  return (errors ?? []).map(({ message, path, extensions, originalError }) => {
    const { code } = extensions
    if (code !== 'UNAUTHENTICATED' && code !== 'FORBIDDEN' && code !== 'BAD_USER_INPUT') {
      throw originalError ?? new Error(`${message} at ${path}`)
    }
    return { message, path, code }
  })
}

async function keysOf(database: Database): Promise<Keys> {
  const keys = new Map<string, readonly string[]>()
  for (const { name } of nodeTypes) {
    if (!isModel(name)) continue
    const key = table(name).columns[keyOf(name)]?.name
    const rows = await database.query<{ key: string }>(
      `select ${key}::text as key from ${table(name).name} order by 1`,
    )
    keys.set(
      name,
      rows.map((row) => row.key),
    )
  }
  return keys
}

/** Adds a text to every string in every column of JSON, but for those of some keys; answers how many there were. */
async function plantInJson(database: Database, text: string, except: ReadonlySet<string>): Promise<number> {
  let planted = 0
  const plant = (value: unknown): unknown => {
    if (typeof value === 'string') {
      planted += 1
      return `${value} ${text}`
    }
    if (Array.isArray(value)) return value.map(plant)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [key, except.has(key) ? inner : plant(inner)]),
    )
  }
  for (const { name, columns } of Object.values(tables)) {
    for (const column of Object.values(columns).filter(({ type }) => type === 'jsonb')) {
      const rows = await database.query<{ place: string; value: string }>(
        `select ctid::text as place, ${column.name}::text as value from ${name} where ${column.name} is not null`,
      )
      for (const { place, value } of rows)
        await database.query(`update ${name} set ${column.name} = $1::jsonb where ctid = $2::tid`, [
          JSON.stringify(plant(JSON.parse(value))),
          place,
        ])
    }
  }
  return planted
}

/** The texts of all columns that are marked as secret. */
async function secretsOf(database: Database): Promise<string[]> {
  const found: string[] = []
  for (const { name, columns } of Object.values(tables)) {
    for (const column of Object.values(columns)) {
      if (!(column.marks as readonly string[]).includes('secret') || column.type === 'jsonb') continue
      const rows = await database.query<{ secret: string }>(
        `select distinct ${column.name} as secret from ${name} where ${column.name} is not null`,
      )
      found.push(...rows.map(({ secret }) => secret))
    }
  }
  return found
}

/** The secrets that an answer holds, and where. */
function findLeaks(answers: Answers, secrets: readonly string[]): string[] {
  const written = secrets.map((secret) => JSON.stringify(secret).slice(1, -1))
  return [...answers].flatMap(([place, text]) =>
    written.filter((secret) => text.includes(secret)).map((secret) => `${place}: ${secret}`),
  )
}
