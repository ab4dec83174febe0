import { validate, visit } from 'graphql'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { canaries } from '../src/demo/secrets.ts'
import { schema } from '../src/schema/schema.ts'
import { signTokenFor } from './support/client.ts'
import { testDatabases } from './support/database.ts'
import { formatStatements } from './support/format-statements.ts'
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

// Cursors of logs name their database: `["live:…` as base64, behind its signature.
const logCursor = /"[\w-]{12}WyJsaXZlO[\w-]+"/g

// The answer to each operation and the statements that it sends are kept beside it, so that a lost batch, a superfluous
// column or a changed answer shows in the diff. `npm run test:golden` rewrites both files.
const variants = testDatabases.flatMap((database) => [
  { ...database, execution: 'planned' },
  { ...database, execution: 'graphql-js' },
])

describe.each(variants)('on $kind, executed $execution', ({ open, execution }) => {
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
    const token = asker ? await signTokenFor(asker) : undefined
    sent.length = 0
    const { data, errors } = await gateway.ask(source, {
      token,
      variables,
      headers: { 'x-request-id': 'golden' },
    })
    // Branches of one level are sent as their parents arrive, which differs from run to run.
    const statements = sent.toSorted((a, b) => (a.text < b.text ? -1 : 1))
    return { answer: { data, errors }, statements }
  }

  test.each(queries)('$name', async (operation) => {
    const { answer, statements } = await run(operation)
    expect(repeatedStatements(statements, maxRepetitions(operation))).toEqual([])
    const json = `${JSON.stringify(answer, null, 2)}\n`.replaceAll(logCursor, '"a cursor of the log"')
    const sql = formatStatements(statements)
    expect(canaries.filter((canary) => json.includes(canary) || sql.includes(canary))).toEqual([])
    await expect(json).toMatchFileSnapshot(operation.goldenFile)
    await expect(sql).toMatchFileSnapshot(operation.goldenStatements)
  })
})

/** The statements that were sent more than `max` times. They must be sorted by their texts. */
function repeatedStatements(statements: readonly Recorded[], max: number): string[] {
  return statements.flatMap(({ text }, index) => (statements[index + max]?.text === text ? [text] : []))
}

/** The number of times that an operation may send one statement: once for each root field, and again for each alias. */
function maxRepetitions({ document, definition }: Operation): number {
  let max = definition.selectionSet.selections.length
  visit(document, {
    Field({ alias }) {
      if (alias) max += 1
    },
  })
  return max
}
