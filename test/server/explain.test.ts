import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import type { ExplainedStatement } from '../../src/schema/explanation.ts'
import { asker, signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { listen, startGateway, type TestGateway } from '../support/gateway.ts'

const query =
  '{ viewer { sessions(first: 2) { nodes { messages(first: 1) { nodes { id } } latestRun { id } } } } }'
type Explain = { cost: number; maxCost: number; statements: readonly ExplainedStatement[] }

const isPlanned = process.env.EXECUTION !== 'graphql-js'

describe.each(testDatabases)('extensions.explain on $kind', ({ open }) => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'))
  })
  afterAll(() => gateway.close())

  async function explained(token: string | undefined, headers: Record<string, string>) {
    const { data, extensions } = await gateway.ask(query, { token, headers })
    expect(data).toBeDefined()
    return extensions?.explain as Explain | undefined
  }

  it('names the cost, and each statement with its path, time and rows, for admins', async () => {
    const explain = await explained(await signTokenFor(people.admin), { 'x-explain': '1' })
    const { cost, maxCost, statements } = explain as Explain
    expect(cost).toBeGreaterThan(0)
    expect(maxCost).toBeGreaterThan(cost)
    expect(statements.length).toBeGreaterThan(1)
    for (const { sql, durationMs, rows } of statements) {
      expect(sql).toMatch(/^(select|with)/)
      expect(durationMs).toBeGreaterThanOrEqual(0)
      expect(rows).toBeGreaterThanOrEqual(0)
    }
    const paths = statements.map(({ path }) => path)
    if (isPlanned) expect(paths).toContain('viewer.sessions')
    else expect(paths.every((path) => path === null)).toBe(true)
  })

  it('is absent without the header and for viewers other than admins', async () => {
    expect(await explained(await signTokenFor(people.admin), {})).toBeUndefined()
    for (const token of [undefined, await signTokenFor(people.demo)])
      expect(await explained(token, { 'x-explain': '1' })).toBeUndefined()
  })

  it('shows no values of parameters', async () => {
    const explain = await explained(await signTokenFor(people.admin), { 'x-explain': '1' })
    expect(explain?.statements.length).toBeGreaterThan(1)
    expect(JSON.stringify(explain)).not.toContain(people.admin.id)
  })
})

it('is present for every viewer of an embedded gateway', async () => {
  const [embedded] = testDatabases
  if (!embedded) throw new Error('no database')
  const database = await embedded.open('seeded')
  const gateway = await listen({ DATABASE_URL: '', JWT_SECRET_KEY: '' }, { open: async () => database })
  await gateway.ready()
  const { extensions } = await asker(gateway.url)('{ viewer { id } }', { headers: { 'x-explain': '1' } })
  expect(extensions).toMatchObject({ explain: { statements: expect.any(Array) } })
  await gateway.close()
})
