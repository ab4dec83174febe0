import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDatabase } from '../../src/data/check.ts'
import type { Database } from '../../src/data/database.ts'
import { isWiderType } from '../../src/data/wider-types.ts'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const timestamp = 'timestamp with time zone'

describe('a wider type', () => {
  it.each([
    ['text', 'character varying(20)', true],
    ['character varying', 'text', true],
    ['character varying(30)', 'character varying(20)', true],
    ['character varying(10)', 'character varying(20)', false],
    ['character(20)', 'character varying(20)', false],
    ['bigint', 'integer', true],
    ['integer', 'bigint', false],
    ['smallint', 'integer', false],
    ['numeric', 'numeric(18,6)', true],
    ['numeric(20,8)', 'numeric(18,6)', true],
    ['numeric(18,8)', 'numeric(18,6)', false],
    ['numeric(20,4)', 'numeric(18,6)', false],
    ['numeric(18,6)', 'integer', false],
    ['double precision', 'numeric(18,6)', false],
    ['timestamp(6) with time zone', timestamp, true],
    ['timestamp(3) with time zone', timestamp, false],
    ['timestamp without time zone', timestamp, false],
    ['timestamp(6) without time zone', timestamp, false],
  ])('%s in place of %s: %s', (actual, expected, isWider) => {
    expect(isWiderType(actual, expected)).toBe(isWider)
  })
})

type Answered = {
  viewer: {
    projects: {
      nodes: { id: string; deployments: { pageInfo: { hasNextPage: boolean; endCursor: string } } }[]
    }
  }
}
type Balance = { viewer: { creditBalance: { credits: string } } }

const query = `{ viewer {
  projects(first: 5) { nodes { id
    newestDeployment: deployments(first: 1) { nodes { version } }
    deployments(first: 1) { nodes { id version createdAt } pageInfo { hasNextPage endCursor } } } }
  creditTransactions(first: 5) { nodes { id amount balanceAfter createdAt } } } }`

describe.each(testDatabases)('a database with wider columns, on $kind', ({ open }) => {
  let database: Database
  let original: TestGateway
  let gateway: TestGateway
  let token = ''

  beforeAll(async () => {
    token = await signTokenFor(people.demo)
    original = await startGateway(await open('seeded'))
    database = await open('seeded')
    await database.script(`alter table project_deployments alter version type bigint;
      alter table sar_intake alter session_count_flagged type bigint;
      alter table credit_transactions alter amount type numeric, alter created_at type timestamptz(6);
      alter table credit_balances alter credits type numeric(24, 8)`)
    gateway = await startGateway(database)
  })
  afterAll(async () => {
    await original.close()
    await gateway.close()
  })

  it('is served, and the differences are named as harmless', async () => {
    const { differences } = await checkDatabase(database)
    expect(differences.filter(({ severity }) => severity !== 'harmless')).toEqual([])
    expect(differences.map(({ text }) => text).sort()).toEqual([
      'column credit_balances.credits is numeric(24,8) instead of numeric(18,6)',
      'column credit_transactions.amount is numeric instead of numeric(18,6)',
      'column credit_transactions.created_at is timestamp(6) with time zone instead of timestamp with time zone',
      'column project_deployments.version is bigint instead of integer',
    ])
  })

  it('is answered as before, as are its pages', async () => {
    const before = await original.ask<Answered>(query, { token })
    const now = await gateway.ask<Answered>(query, { token })
    expect(before.errors).toBeUndefined()
    expect(now).toMatchObject({ data: before.data, errors: undefined })
    const project = before.data?.viewer.projects.nodes.find(
      ({ deployments }) => deployments.pageInfo.hasNextPage,
    )
    const variables = { id: project?.id, after: project?.deployments.pageInfo.endCursor }
    const page = `query ($id: ID!, $after: String) { project(id: $id) {
      deployments(first: 5, after: $after) { nodes { id version } } } }`
    const [first, second] = await Promise.all(
      [original, gateway].map((one) => one.ask(page, { token, variables })),
    )
    expect(first?.errors).toBeUndefined()
    expect(second?.data).toEqual(first?.data)
  })

  it('has all digits of a wider number', async () => {
    const balance = '{ viewer { creditBalance { credits } } }'
    const before = await original.ask<Balance>(balance, { token })
    const now = await gateway.ask<Balance>(balance, { token })
    expect(now.data?.viewer.creditBalance.credits).toBe(`${before.data?.viewer.creditBalance.credits}00`)
  })

  it('reports a number beyond Int at its field', async () => {
    await database.script('update project_deployments set version = 5000000000')
    const { data, errors } = await gateway.ask<Answered>(query, { token })
    expect(data?.viewer.projects).toBeDefined()
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'VALUE_OUT_OF_RANGE' } })
    expect(errors?.[0]?.path?.at(-1)).toBe('version')
  })
})
