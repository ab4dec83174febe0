import { type GraphQLInputObjectType, getNamedType, isInputObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people } from '../../src/demo/identities.ts'
import { schema } from '../../src/schema/schema.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { operations } from '../support/operations.ts'
import { rows } from './page-rows.ts'
import { ofAccount } from './stored-writes/account.ts'
import { ofContent } from './stored-writes/content.ts'
import { findRowChanges, readTables } from './stored-writes/row-changes.ts'
import { ofSessions } from './stored-writes/sessions.ts'
import type { StoredWrite } from './stored-writes/stored-write.ts'

/** In an order in which each finds its rows. */
const storedWrites: readonly StoredWrite[] = [...ofSessions, ...ofContent, ...ofAccount]

/** Fields that each mutation of their kind has, whose effect is tested elsewhere. */
const common = ['clientMutationId', 'expectedVersion', 'idempotencyKey']

/** Fields of an input, at any depth, that a value does not have. */
function missingFields(type: GraphQLInputObjectType, value: Readonly<Record<string, unknown>>): string[] {
  return Object.values(type.getFields()).flatMap(({ name, type: fieldType }) => {
    const below = getNamedType(fieldType)
    const given = [value[name]].flat()[0]
    if (common.includes(name)) return []
    if (given === undefined) return [`${type.name}.${name}`]
    return isInputObjectType(below) ? missingFields(below, given as Record<string, unknown>) : []
  })
}

const mutationsOfPage = rows.flatMap(({ operations: named }) =>
  named.filter(({ definition }) => definition.operation === 'mutation').map(({ name }) => name),
)

describe('the writes that are compared', () => {
  it('are all that the page names', () => {
    const compared = storedWrites.map(({ operation }) => `writes/${operation}`)
    // It needs the platform's Redis: test/domains/runs/cancel-writes.test.ts compares what it writes.
    expect([...new Set(compared), 'writes/cancel-run'].toSorted()).toEqual(
      [...new Set(mutationsOfPage)].toSorted(),
    )
  })

  it.each(storedWrites)('give $operation every field of its input', ({ operation, input }) => {
    const type = schema.getType(
      `${operation.replace(/(?:^|-)(\w)/g, (_, letter) => letter.toUpperCase())}Input`,
    )
    expect(missingFields(type as GraphQLInputObjectType, input)).toEqual([])
  })
})

describe.each(testDatabases)('the platform’s writes, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database, { PROJECT_DOMAIN: 'apps.example' })
  })
  afterAll(() => gateway.close())

  it.each(storedWrites)(
    '$operation writes the rows of the platform’s call, and no other',
    async (write: StoredWrite) => {
      const { operation, as = people.demo, input, prepare, stored } = write
      if (prepare) await database.query(prepare)
      const before = await readTables(database)
      const source = operations.find(({ name }) => name === `writes/${operation}`)?.source ?? ''
      const { errors } = await gateway.ask(source, { token: await signTokenFor(as), variables: { input } })
      expect(errors).toBeUndefined()
      const changes = findRowChanges(before, await readTables(database))
      expect(changes).toHaveLength(stored.length)
      for (const change of stored) expect(changes).toContainEqual(change)
    },
  )
})
