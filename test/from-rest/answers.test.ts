import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { askers, operations } from '../support/operations.ts'
import { isRead, rows, variablesOf } from './page-rows.ts'
import { storedCases } from './stored-cases.ts'

/** The values at a path; levels between its names may be left out, as the page does. */
function valuesAt(answer: unknown, names: readonly string[]): unknown[] {
  const [name, ...rest] = names
  if (name === undefined) return [answer]
  if (Array.isArray(answer)) return answer.flatMap((item) => valuesAt(item, names))
  if (typeof answer !== 'object' || answer === null) return []
  return Object.entries(answer).flatMap(([key, value]) => valuesAt(value, key === name ? rest : names))
}

const isGiven = (value: unknown) => value !== null && !(Array.isArray(value) && value.length === 0)

describe.each(testDatabases)('answers to the calls of the platform’s client, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  const answers = new Map<string, unknown[]>()

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database, { PROJECT_DOMAIN: 'apps.example' })
    for (const { name, goldenFile, definition } of operations)
      if (definition.operation !== 'mutation') answers.set(name, golden(goldenFile))
  })
  afterAll(() => gateway.close())

  function golden(file: string): unknown[] {
    try {
      return [JSON.parse(readFileSync(file, 'utf8'))]
    } catch {
      return []
    }
  }

  it.each(storedCases)('$operation has $shows', async ({ operation, variables, sql, shows }) => {
    for (const [text, ...values] of sql) await database.query(text, values)
    const { source, as } = operations.find(({ name }) => name === operation) ?? { source: '', as: 'demo' }
    const asker = askers[as]
    const token = asker ? await signTokenFor(asker) : undefined
    const { data, errors } = await gateway.ask(source, { token, variables })
    expect(errors).toBeUndefined()
    for (const [path, value] of Object.entries(shows))
      expect(valuesAt(data, path.split('.')), path).toContainEqual(value)
    answers.get(operation)?.push(data)
  })

  it.each(rows.filter(isRead))(
    'have a value in each field of $calls',
    ({ operations: documents, fields }) => {
      const variables = documents.flatMap(variablesOf)
      const missing = fields.filter((field) => {
        const names = field.split('.')
        const found = documents.flatMap(({ name }) => valuesAt(answers.get(name) ?? [], names))
        return !found.some(isGiven) && !variables.includes(names[0] ?? '')
      })
      expect(missing).toEqual([])
    },
  )
})
