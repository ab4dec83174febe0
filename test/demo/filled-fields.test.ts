import type { FormattedExecutionResult } from 'graphql'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { tableOrder } from '../../src/demo/rows.ts'
import { clientOf } from '../live/watching.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { type Asker, askers, type Operation, operations } from '../support/operations.ts'
import { demoTime } from '../support/templates.ts'
import { emptyInDemo, emptyInOperations } from './empty-in-demo.ts'
import { FilledFields, type Selected, type Value, withTypenames } from './filled-fields.ts'

vi.useFakeTimers({ toFake: ['Date'], now: demoTime })

const reads = operations.filter(({ name }) => !name.startsWith('writes/'))
/** The table of each id that the subscriptions take; their files name no rows. */
const tableOf: Record<string, string> = {
  session: 'sessions',
  run: 'run_tasks',
  project: 'projects',
  storybook: 'storybooks',
}
const globalId = /^[\w+/=-]+$/

let gateway: TestGateway
/** The ids of the demo's rows by table, and the names of its presentations. */
let ids: Record<string, string[]>

beforeAll(async () => {
  const [kind] = testDatabases
  if (!kind) throw new Error('there is no database')
  const database = await kind.open('seeded')
  gateway = await startGateway(database, {
    PUBLIC_STORAGE_URL: 'https://storage.example/public/',
    PROJECT_DOMAIN: 'apps.example',
    MAX_COST: '1000000',
    REQUESTS_PER_MINUTE: '0',
    REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
  })
  ids = await idsOf(database)
})
afterAll(() => gateway.close())

async function idsOf(database: Database): Promise<Record<string, string[]>> {
  const found: Record<string, string[]> = {}
  for (const table of tableOrder) {
    const rows = await database.query<{ id: string | null }>(
      `select to_jsonb("row") ->> 'id' as id from "${table}" "row"`,
    )
    found[table] = rows.flatMap(({ id }) => id ?? [])
  }
  const named = await database.query<{ name: string }>(
    'select distinct presentation_name as name from slide_contents order by 1',
  )
  found.presentation = named.map(({ name }) => name)
  return found
}

/** The ids that may stand in place of an id: those of the same table, in the same form. */
function likeIt(value: unknown): unknown[] {
  if (typeof value !== 'string') return [value]
  const same = Object.values(ids).find((table) => table.includes(value))
  if (same) return same
  const [type, id = ''] = globalId.test(value) ? Buffer.from(value, 'base64').toString().split(':') : []
  const global = id && Object.values(ids).find((table) => table.includes(id))
  return global ? global.map((each) => Buffer.from(`${type}:${each}`).toString('base64url')) : [value]
}

/**
 * The variables that an operation is asked with: those of its file, then without its filters and with all switches such as
 * `$withRuns` on, then with the ids of other rows.
 */
function* variablesOf({ definition, variables }: Operation): Iterable<Record<string, unknown>> {
  yield variables
  const declared = Object.fromEntries(
    (definition.variableDefinitions ?? []).map(({ variable, type }) => [variable.name.value, type]),
  )
  const unfiltered = Object.fromEntries(
    (definition.variableDefinitions ?? []).flatMap(({ variable, type }) => {
      const name = variable.name.value
      if (name === 'first' || (name === 'last' && !('first' in declared))) return [[name, 100]]
      if (type.kind === 'NamedType' && type.name.value === 'Boolean') return [[name, true]]
      const value = variables[name] ?? ids[tableOf[name] ?? name]?.[0]
      return type.kind === 'NonNullType' || ids[name] ? [[name, value]] : []
    }),
  )
  yield unfiltered
  for (const [name, value] of Object.entries(unfiltered)) {
    for (const other of ids[name] ?? likeIt(value)) yield { ...unfiltered, [name]: other }
  }
}

async function ask(operation: Operation, as: Asker, variables: object): Promise<Value> {
  const person = askers[as]
  const token = person ? await signTokenFor(person) : undefined
  const { data, errors } = await gateway.ask<Value>(withTypenames(operation), { token, variables })
  expect(errors, operation.name).toBeUndefined()
  return data ?? null
}

/** What a subscription delivers before it waits for `pauseMs`, as one answer. */
async function watch(
  operation: Operation,
  as: Asker,
  variables: Record<string, unknown>,
  pauseMs: number,
): Promise<Value> {
  const client = await clientOf(gateway.socketUrl, askers[as])
  const results = client.iterate<Record<string, Value>>({ query: withTypenames(operation), variables })
  const taken: Record<string, Value[]> = {}
  for (;;) {
    const next: IteratorResult<FormattedExecutionResult<Record<string, Value>, unknown>> | undefined =
      await Promise.race([results.next(), new Promise<undefined>((resolve) => setTimeout(resolve, pauseMs))])
    if (!next || next.done) break
    for (const [name, value] of Object.entries(next.value.data ?? {}))
      taken[name] = [...(taken[name] ?? []), value]
  }
  await client.dispose()
  return taken
}

test('each operation has a value in the demo for each field that it selects, those below excepted', async () => {
  const fields = new FilledFields()
  for (const operation of reads) fields.add(operation)
  const isExcepted = ({ path, field }: Selected) => field in emptyInDemo || path in emptyInOperations
  async function fill(operation: Operation, pauseMs: number): Promise<void> {
    const execute = operation.definition.operation === 'query' ? ask : watch
    for (const as of new Set<Asker>([operation.as, 'demo', 'admin', 'stranger'])) {
      for (const variables of variablesOf(operation)) {
        if (fields.empty(operation).every(isExcepted)) return
        fields.add(operation, await execute(operation, as, variables, pauseMs))
      }
    }
  }
  // On a busy machine a stream may take longer for its first entry.
  for (const pauseMs of [300, 2_000, 10_000]) for (const operation of reads) await fill(operation, pauseMs)
  const empty = fields.empty()
  expect(empty.filter((each) => !isExcepted(each))).toEqual([])
  const excepted = [...empty.map(({ field }) => field), ...empty.map(({ path }) => path)]
  expect(
    Object.keys({ ...emptyInDemo, ...emptyInOperations }).filter((one) => !excepted.includes(one)),
  ).toEqual([])
  // Hundreds of streams, each waited for: on a busy machine, only one that hangs shall end here.
}, 600_000)
