import { isDeepStrictEqual } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { EventStream } from '../live/event-stream.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { askers, operations } from '../support/operations.ts'
import { isRead, rows, variablesOf } from './page-rows.ts'
import { ofAccount } from './stored-answers/account.ts'
import { ofContent } from './stored-answers/content.ts'
import { ofEvents } from './stored-answers/events.ts'
import { fillColumns, ownRows } from './stored-answers/own-rows.ts'
import { ofSessions } from './stored-answers/sessions.ts'
import type { StoredAnswer } from './stored-answers/stored-answer.ts'

const storedAnswers: readonly StoredAnswer[] = [...ofSessions, ...ofContent, ...ofAccount, ...ofEvents]

/** The value at a path; of a list, the values of its items. */
function valueAt(value: unknown, path: readonly string[]): unknown {
  const [name, ...rest] = path
  if (Array.isArray(value)) return value.map((item) => valueAt(item, path))
  if (name === undefined || typeof value !== 'object' || value === null) return value ?? null
  return valueAt((value as Record<string, unknown>)[name], rest)
}

/** Gives times the same text in answers and in JSON of the database. */
function normalize(value: unknown): unknown {
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value)) {
    const micros = (/\.(\d+)/.exec(value)?.[1] ?? '').padEnd(6, '0')
    return `${new Date(value).toISOString().slice(0, 19)}.${micros}Z`
  }
  if (Array.isArray(value)) return value.map(normalize)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, normalize(part)]))
}

/** Whether a path has these names in this order and ends as they do. */
function isBelow(path: readonly string[], names: readonly string[]): boolean {
  let found = 0
  for (const name of path) if (name === names[found]) found++
  return found === names.length && path.at(-1) === names.at(-1)
}

describe.each(testDatabases)('answers from stored rows, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  /** The paths that were compared, by call, each with those above it. */
  const compared = new Map<string, string[][]>()

  beforeAll(async () => {
    database = await open('seeded')
    for (const [text, ...values] of ownRows) await database.query(text, values)
    const env = { PROJECT_DOMAIN: 'apps.example', PUBLIC_STORAGE_URL: 'https://storage.example/public/' }
    gateway = await startGateway(database, env)
  })
  afterAll(() => gateway.close())

  /** Returns the items of the answer; of a stream, those of its first results. */
  async function ask({ operation, as = 'demo', variables, at }: StoredAnswer, count: number) {
    const person = askers[as]
    const asked = operations.find(({ name }) => name === operation)
    if (!asked) throw new Error(`${operation} is not an operation`)
    if (asked.definition.operation === 'query') {
      const token = person ? await signTokenFor(person) : undefined
      const { data, errors } = await gateway.ask(asked.source, { token, variables })
      expect(errors).toBeUndefined()
      return [valueAt(data, at.split('.'))].flat()
    }
    const stop = new AbortController()
    const stream = await EventStream.open(gateway.url, asked.source, variables, {
      person,
      signal: stop.signal,
      onResult: () => stream.results.length >= count && stop.abort(),
    })
    await stream.ended
    return stream.results.flatMap(({ data }) => [valueAt(data, at.split('.'))].flat())
  }

  async function compare(answer: StoredAnswer) {
    const { call, also = call, at, sql } = answer
    const stored = await database.query<{ item: string }>(
      `select row_to_json(x)::text as item from (${sql}) x`,
    )
    const expected = stored.map(({ item }) => normalize(JSON.parse(item)) as object)
    const items = await ask(answer, expected.length)
    expect(expected.length).toBeGreaterThan(0)
    expect(items).toHaveLength(expected.length)
    const different = expected.flatMap((item, index) =>
      Object.entries(item).flatMap(([path, value]) => {
        const answered = normalize(valueAt(items[index], path.split('.')))
        return isDeepStrictEqual(answered, value) ? [] : [{ index, path, stored: value, answered }]
      }),
    )
    expect(different).toEqual([])
    const paths = Object.keys(expected[0] ?? {}).map((path) => [...at.split('.'), ...path.split('.')])
    for (const name of new Set([call, also])) compared.set(name, [...(compared.get(name) ?? []), ...paths])
  }

  it.each(storedAnswers)('$call, $operation: have the values of the demo', compare)

  describe('that lack nothing', () => {
    beforeAll(() => fillColumns(database))
    it.each(storedAnswers)('$call, $operation: have the values of rows', compare)
  })

  // Which subdomains are reserved is in no table.
  const fixed = ['reservedSubdomains']

  it.each(rows.filter(isRead))('compare each field of $calls', ({ calls, operations: documents, fields }) => {
    const paths = calls.flatMap((call) => compared.get(call) ?? [])
    const others = [...fixed, ...documents.flatMap(variablesOf)]
    const missing = fields.filter((field) => {
      const names = field.split('.')
      return (
        !others.includes(names[0] ?? '') &&
        !paths.some((path) => path.some((_, end) => isBelow(path.slice(0, end + 1), names)))
      )
    })
    expect(missing).toEqual([])
  })
})
