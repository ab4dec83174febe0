import { validate, visit } from 'graphql'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { canaries } from '../src/demo/secrets.ts'
import { schema } from '../src/schema/schema.ts'
import { tokenFor } from './support/client.ts'
import { testDatabases } from './support/database.ts'
import { startGateway, type TestGateway } from './support/gateway.ts'
import { askers, type Operation, operations } from './support/operations.ts'
import { type Recorded, recording } from './support/recording.ts'
import { demoTime } from './support/templates.ts'

// Spans of time that end now, unless said otherwise, are then the same each time, and meet the demo's rows.
vi.useFakeTimers({ toFake: ['Date'], now: demoTime })

const queries = operations.filter(({ definition }) => definition.operation === 'query')

test('every operation is valid and has a name of its own', () => {
  for (const { name, document } of operations) {
    expect(validate(schema, document), name).toEqual([])
  }
  const names = operations.map(({ definition }) => definition.name?.value)
  expect(names).toEqual([...new Set(names)])
})

// Cursors of logs name the very database that they are of: `["live:…` as base64, behind its signature.
const cursorOfLog = /"[\w-]{12}WyJsaXZlO[\w-]+"/g

// What an operation answers and which statements it sends are kept beside it, so that a lost batch, a column too many
// or a changed answer shows in the diff. `vitest run -u test/golden.test.ts` writes them anew.
const ways = testDatabases.flatMap((database) => [
  { ...database, execution: 'planned' },
  { ...database, execution: 'graphql-js' },
])

describe.each(ways)('on $kind, executed $execution', ({ open, execution }) => {
  let gateway: TestGateway
  let sent: Recorded[]

  beforeAll(async () => {
    const recorded = recording(await open('seeded'))
    sent = recorded.sent
    gateway = await startGateway(recorded.database, {
      EXECUTION: execution,
      PUBLIC_STORAGE_URL: 'https://storage.example/public/',
    })
  })
  afterAll(() => gateway.close())

  async function run({ as, source, variables }: Operation) {
    const asker = askers[as]
    const token = asker ? await tokenFor(asker) : undefined
    sent.length = 0
    const { data, errors } = await gateway.ask(source, {
      token,
      variables,
      headers: { 'x-request-id': 'golden' },
    })
    // Branches of one level are sent as their parents arrive, which differs from run to run.
    const statements = sent
      .toSorted((one, other) => (one.text < other.text ? -1 : 1))
      .map(({ text, rows }) => ({ rows, sql: text.split('\n') }))
    return { data, errors, statements }
  }

  test.each(queries)('$name', async (operation) => {
    const ran = await run(operation)
    expect(sentForEachRow(ran.statements, timesAsked(operation))).toEqual([])
    const answer = `${JSON.stringify(ran, null, 2)}\n`.replaceAll(cursorOfLog, '"a cursor of the log"')
    expect(canaries.filter((canary) => answer.includes(canary))).toEqual([])
    await expect(answer).toMatchFileSnapshot(operation.goldenFile)
  })
})

/** The statements that were sent more often than that; they are sorted by their texts. */
function sentForEachRow(statements: readonly { sql: string[] }[], most: number): string[] {
  const texts = statements.map(({ sql }) => sql.join('\n'))
  return texts.filter((text, place) => texts[place + most] === text)
}

/** How often an operation may ask for the very same thing: once for each root field, and again for each alias. */
function timesAsked({ document, definition }: Operation): number {
  let times = definition.selectionSet.selections.length
  visit(document, {
    Field({ alias }) {
      if (alias) times += 1
    },
  })
  return times
}
