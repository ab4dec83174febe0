import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { postgresOnly } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const query =
  'query Users($search: String) { users(filter: {search: $search}, first: 2) { nodes { email } } }'
type Page = { users: { nodes: { email: string }[] } }

describe.each(postgresOnly())('other collations, on $kind', ({ open }) => {
  let gateway: TestGateway
  beforeAll(async () => {
    const database = await open('seeded')
    await database.script(`create collation alike (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
      alter table users alter email type varchar collate alike, alter first_name type varchar collate alike;
      alter table sessions alter name type text collate alike`)
    gateway = await startGateway(database)
  })
  afterAll(() => gateway.close())

  it('are searched and filtered as the default one', async () => {
    const admin = await signTokenFor(people.admin)
    const users = await gateway.ask<Page>(query, { token: admin, variables: { search: 'DEMO@' } })
    expect(users.errors).toBeUndefined()
    expect(users.data?.users.nodes.map(({ email }) => email)).toEqual([people.demo.email])
    const sessions = await gateway.ask(
      '{ viewer { sessions(filter: {nameContains: "COFFEE"}, first: 5) { nodes { name } } } }',
      { token: await signTokenFor(people.demo) },
    )
    expect(sessions.errors).toBeUndefined()
    expect(JSON.stringify(sessions.data)).toMatch(/coffee/)
  })
})
