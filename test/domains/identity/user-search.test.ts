import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { adminViewer, createAsk } from '../../support/create-ask.ts'
import { testDatabases } from '../../support/database.ts'

describe.each(testDatabases)('on $kind', ({ open }) => {
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
  })
  afterAll(() => database.close())

  const names = async (filter: object) => {
    const query = 'query ($filter: UserFilter) { users(filter: $filter, orderBy: EMAIL) { nodes { email } } }'
    const { data, errors } = await createAsk(database)<{ users: { nodes: { email: string }[] } }>(
      adminViewer,
      query,
      {
        filter,
      },
    )
    return errors
      ? errors.map(({ extensions }) => extensions.code)
      : data?.users.nodes.map(({ email }) => email.split('@')[0])
  }

  test.each([
    ['OKAF', ['demo']],
    ['  dana   okafor ', ['demo']],
    ['okafor dana', ['demo']],
    ['nguyễn', ['maria']],
    ['dana lindqvist', []],
    ['%', []],
    ['_', []],
    ['\\', []],
    ['', ['admin', 'demo', 'kenji', 'maria', 'nora']],
  ])('"%s" finds %j', async (search, found) => {
    expect(await names({ search })).toEqual(found)
  })

  test.each([
    [{ plan: ['FREE'] }, ['admin', 'kenji', 'nora']],
    [{ plan: ['PRO', 'PLUS'], isActive: true }, ['demo', 'maria']],
    [{ isActive: false }, ['kenji']],
    [{ role: ['ADMIN'] }, ['admin']],
    [{ loginProvider: ['GOOGLE'], createdBefore: '2026-02-15' }, ['kenji']],
    [{ createdFrom: '2026-06-01' }, ['nora']],
  ])('%j finds %j', async (filter, found) => {
    expect(await names(filter)).toEqual(found)
  })

  test.each([[`a${'\0'}b`], ['\ud800'], ['one two three four five six seven eight nine']])(
    'a search for what cannot be is told: %j',
    async (search) => {
      expect(await names({ search })).toEqual(['BAD_USER_INPUT'])
    },
  )
})
