/** JSON columns as writers store them who encode twice, and with members of any form. */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { keyOf, type Model, ref, table } from '../src/data/batching/table.ts'
import { isJsonObject, parseJson } from '../src/data/json.ts'
import { canaries } from '../src/demo/secrets.ts'
import { declaredTables } from '../src/tables/declarations.ts'
import { adminViewer, createAsk, demoViewer, strangerViewer } from './support/create-ask.ts'
import { testDatabases } from './support/database.ts'
import { operations } from './support/operations.ts'
import { demoTime } from './support/templates.ts'

// Spans of time that end now meet the demo's rows.
vi.useFakeTimers({ toFake: ['Date'], now: demoTime })

const viewers = { demo: demoViewer, admin: adminViewer, stranger: strangerViewer, nobody: null }
const queries = operations.filter(({ definition }) => definition.operation === 'query')

/** Applies a function to the members of an object or of the objects of a list. */
function mapMembers(value: unknown, change: (member: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => (isJsonObject(item) ? mapMembers(item, change) : item))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, change(member)]))
}

const isStructure = (value: unknown) => typeof value === 'object' && value !== null
const toText = (value: unknown) => (isStructure(value) ? JSON.stringify(value) : value)
const odd = [7, 'text', null, true, [], {}, [{}], { a: { b: 1 } }, '']
/** Puts members of every form into each list. */
function replaceLists(value: unknown): unknown {
  if (Array.isArray(value)) return odd
  return isJsonObject(value) ? mapMembers(value, replaceLists) : value
}
/** Replaces each list by its first member. */
const unwrapLists = (value: unknown): unknown =>
  Array.isArray(value) && value.length > 0 ? unwrapLists(value[0]) : mapMembers(value, unwrapLists)

/** Forms in which a column may hold its value. */
const forms = {
  text: toText,
  'an object of texts': (value: unknown) => mapMembers(value, toText),
  'lists of anything': replaceLists,
  'members without lists': unwrapLists,
} satisfies Record<string, (value: unknown) => unknown>

/** Operations whose answers are the same where the columns, or their members, are JSON text. */
const readable: Partial<Record<keyof typeof forms, readonly string[]>> = {
  text: [
    'integrations/composio-profiles',
    'integrations/apple-accounts',
    'settings/skills',
    'runs/session-summary',
  ],
  'an object of texts': [
    'sessions/forked-session',
    'sessions/design-state',
    'chat/storybook-chat',
    'chat/chat',
    'runs/run',
  ],
}

/** The columns of JSON of each table, and its key. */
const columns = declaredTables
  .filter(({ model }) => table(model).key.length === 1)
  .flatMap(({ model }) =>
    Object.entries(table(model).columns)
      .filter(([, { type }]) => type === 'jsonb')
      .map(([name]) => ({ model, column: name })),
  )

describe.each(testDatabases.slice(0, 1))('JSON of unexpected forms, on $kind', ({ open }) => {
  let database: Awaited<ReturnType<typeof open>>
  let ask: ReturnType<typeof createAsk>
  let answers: Map<string, string>
  const stored = new Map<(typeof columns)[number], { key: string; value: string }[]>()

  async function askAll() {
    const all = new Map<string, string>()
    for (const { name, as, source, variables } of queries) {
      const { data, errors } = await ask(viewers[as], source, variables)
      expect(errors?.map(({ message, path }) => [name, path, message]) ?? []).toEqual([])
      all.set(name, JSON.stringify(data))
    }
    return all
  }

  const parts = (model: Model, column: string) => ({
    name: table(model).name,
    key: `${ref('t', model, keyOf(model))}::text`,
    column: ref('t', model, column),
  })

  async function store(change: (value: unknown) => unknown) {
    for (const [{ model, column }, rows] of stored) {
      const { name, key, column: target } = parts(model, column)
      const changed = rows.map((row) => ({
        key: row.key,
        value: JSON.stringify(change(parseJson(row.value))),
      }))
      await database.query(
        `update ${name} t set ${target.replace(/^t\./, '')} = u.value::jsonb from jsonb_to_recordset($1::jsonb) u(key text, value text) where ${key} = u.key`,
        [JSON.stringify(changed)],
      )
    }
  }

  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
    for (const one of columns) {
      const { name, key, column } = parts(one.model, one.column)
      stored.set(
        one,
        await database.query(
          `select ${key} as key, ${column}::text as value from ${name} t where ${column} is not null`,
        ),
      )
    }
    answers = await askAll()
  })
  afterAll(() => database.close())

  it.each(Object.keys(forms) as (keyof typeof forms)[])('%s: answers, and shows no more', async (form) => {
    await store(forms[form])
    const changed = await askAll()
    for (const [name, answer] of changed)
      expect(
        canaries.filter((one) => answer.includes(one) && !answers.get(name)?.includes(one)),
        name,
      ).toEqual([])
    for (const name of readable[form] ?? []) expect(changed.get(name), name).toBe(answers.get(name))
  })
})
