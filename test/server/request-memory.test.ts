import { RequestCache } from '@pothos/plugin-scope-auth'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { builder } from '../../src/schema/builder.ts'
import { schema } from '../../src/schema/schema.ts'
import type { WrapExecute } from '../../src/server/execution/execute.ts'
import { testDatabases } from '../support/database.ts'
import { hasFastProperties } from '../support/fast-properties.ts'
import { type SmallServer, serve } from './small-server.ts'

const [testDatabase] = testDatabases
if (!testDatabase) throw new Error('This run has no database.')

let database: Database
let server: SmallServer
const cacheOf = (context: object) => RequestCache.fromContext(context as never, builder as never) as unknown
const observed: { context: object; checks: unknown }[] = []

/** Keeps the context of each operation, with the cache of its request. */
const observe: WrapExecute = (execute) => async (args) => {
  const result = await execute(args)
  const context = args.contextValue as object
  observed.push({ context, checks: cacheOf(context) })
  return result
}

beforeEach(() => void observed.splice(0))
beforeAll(async () => {
  database = await testDatabase.open('migrated')
  server = await serve(schema, database, 'planned', observe)
})
afterAll(async () => {
  await server.drain(AbortSignal.timeout(5_000))
  await database.close()
})

it('lets go of the checked rights of a request when it is answered', async () => {
  const { errors } = await server.ask('{ users(first: 1) { nodes { email } } }')
  expect(errors?.[0]?.extensions?.code).toBe('UNAUTHENTICATED')
  expect(observed).toHaveLength(1)
  for (const { context, checks } of observed) expect(cacheOf(context)).not.toBe(checks)
})

it('finds the properties of a context by their places', async () => {
  await server.ask('{ users(first: 1) { nodes { email } } }')
  expect(observed).toHaveLength(1)
  for (const { context } of observed) expect(hasFastProperties(context)).toBe(true)
})
