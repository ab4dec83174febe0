import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database, Queryable } from '../src/data/database.ts'
import { signTokenFor } from './support/client.ts'
import { postgresOnly } from './support/database.ts'
import { startGateway, type TestGateway } from './support/gateway.ts'
import { askers, operations } from './support/operations.ts'
import { listWholeTablesRead, lookLarge } from './support/plans.ts'

/** Tables that stay small whatever the platform's users do, and may be read whole: PostgreSQL's catalogs too. */
const small = new Set([
  'slide_templates',
  'media_templates',
  // Work lists of the platform's operators: requests under data protection law, and purges that failed.
  'sar_intake',
  'purge_dead_letter',
  'pg_database',
  'pg_class',
  'pg_index',
])

/** Operations that are about all rows there are, and are meant to read them: for admins, and seldom. */
const overviews = new Set(['admin/orphans', 'admin/system-settings'])

/** `totalCount` of a list of all rows, whose cost is accepted. */
const wholeCount = /^select count\(\*\)::int as "count" from \w+ t where/

const queries = operations.filter(({ definition }) => definition.operation === 'query')

// PGlite is never large.
const servers = postgresOnly()

describe.each(servers)('on a large $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  const sent = new Map<string, readonly unknown[]>()
  let planned = 0

  beforeAll(async () => {
    database = await open('seeded')
    const query: Queryable['query'] = (statement, values = []) => {
      sent.set(typeof statement === 'string' ? statement : statement.text, values)
      return database.query(statement, values)
    }
    gateway = await startGateway({ ...database, query, reads: { query } })
    await lookLarge(database)
  })
  afterAll(() => gateway.close())

  test('a statement without an index is noticed', async () => {
    const read = await listWholeTablesRead(database, 'select from sessions where public_url = $1', ['a'])
    expect(read).toEqual(['sessions'])
  })

  test.each(queries.filter(({ name }) => !overviews.has(name)))(
    '$name reads no large table from end to end',
    async ({ as, source, variables }) => {
      const asker = askers[as]
      sent.clear()
      await gateway.ask(source, { token: asker ? await signTokenFor(asker) : undefined, variables })
      const read: Record<string, string[]> = {}
      for (const [text, values] of sent) {
        if (wholeCount.test(text)) continue
        planned += 1
        const tables = (await listWholeTablesRead(database, text, values)).filter(
          (table) => !small.has(table),
        )
        if (tables.length > 0) read[text] = tables
      }
      expect(read).toEqual({})
    },
  )

  test('their statements were planned', () => {
    expect(planned).toBeGreaterThan(queries.length)
  })
})
