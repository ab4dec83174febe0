import { isNonNullType, isObjectType } from 'graphql'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { schema } from '../../src/schema/schema.ts'
import { createAsk, demoViewer } from '../support/create-ask.ts'
import { testDatabases } from '../support/database.ts'

const query = schema.getQueryType()
const objects = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => !name.startsWith('__'))
const outsideWrites = objects.filter(
  (type) => type !== schema.getMutationType() && type !== schema.getSubscriptionType(),
)

describe('what can fail', () => {
  it('by its arguments is nullable', () => {
    const fields = outsideWrites.flatMap((type) => Object.values(type.getFields()))
    const withArguments = fields.filter(({ args }) => args.length > 0)
    expect(withArguments.length).toBeGreaterThan(60)
    expect(withArguments.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([])
  })

  it('at the root of a query is nullable', () => {
    const fields = Object.values(query?.getFields() ?? {})
    expect(fields.filter(({ type }) => isNonNullType(type)).map(({ name }) => name)).toEqual([])
  })
})

describe.each(testDatabases)('an error of one list, on $kind', ({ open }) => {
  let database: Database
  let ask: ReturnType<typeof createAsk>
  beforeAll(async () => {
    database = await open('seeded')
    ask = createAsk(database)
  })
  afterAll(() => database.close())

  it.each([
    ['too large a page', 'sessions(first: 101)'],
    ['a negative page', 'sessions(last: -1)'],
    ['two ends', 'sessions(first: 1, last: 1)'],
    ['a cursor of nothing', 'sessions(after: "stale")'],
    ['text that no column holds', 'sessions: assets(filter: { name: "\\u0000" })'],
    ['a log’s cursor', 'sessions: runs(first: 1, before: "eyJ")'],
  ])('leaves the viewer and the lists beside it: %s', async (_what, list) => {
    const { data, errors } = await ask<{ viewer: Record<string, unknown>; plans: unknown }>(
      demoViewer,
      `{ viewer { email ${list} { totalCount } projects { totalCount } } plans { id: name } }`,
    )
    expect(errors).toMatchObject([{ path: ['viewer', 'sessions'], extensions: { code: 'BAD_USER_INPUT' } }])
    expect(data?.viewer).toMatchObject({ email: demoViewer.email, sessions: null })
    expect(data?.viewer.projects).toBeTruthy()
  })

  it('for admins leaves what the viewer may read', async () => {
    const { data, errors } = await ask(
      demoViewer,
      '{ viewer { email } users { totalCount } runs { totalCount } }',
    )
    expect(data).toEqual({ viewer: { email: demoViewer.email }, users: null, runs: null })
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})
