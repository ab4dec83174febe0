import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { signTokenFor } from '../../support/client.ts'
import { testDatabases } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'

const anAnswer = `__typename ... on Error { message }`
const setActive = `mutation ($id: ID!, $active: Boolean!) {
  setUserActive(input: { id: $id, active: $active }) { ${anAnswer} ... on SetUserActiveSuccess { user { isActive } } } }`
const setRole = `mutation ($id: ID!, $role: UserRole!) {
  setUserRole(input: { id: $id, role: $role }) { ${anAnswer} ... on SetUserRoleSuccess { user { role } } } }`
const deactivate = `mutation { deactivateAccount(input: { confirm: true }) { ${anAnswer} } }`
const whoami = '{ viewer { email } }'
const onlyForAdmins = '{ waitlist(first: 1) { nodes { email } } }'

type Payload = { __typename: string; message?: string; user?: Record<string, unknown> }

describe.each(testDatabases)('writes of accounts, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  const tokens: Record<string, string> = {}

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    for (const [name, person] of Object.entries(people)) tokens[name] = await signTokenFor(person)
  })
  afterAll(() => gateway.close())

  const ask = (person: keyof typeof people, query: string, variables: object = {}) =>
    gateway.ask<Record<string, Payload>>(query, { token: tokens[person], variables })

  it('closes an account and opens it again, from the next request on', async () => {
    const id = people.maria.id
    expect((await ask('maria', whoami)).errors).toBeUndefined()
    const closed = await ask('admin', setActive, { id, active: false })
    expect(closed.data?.setUserActive?.user).toEqual({ isActive: false })
    expect((await ask('maria', whoami)).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
    await ask('admin', setActive, { id, active: true })
    expect((await ask('maria', whoami)).errors).toBeUndefined()
  })

  it('makes an admin and a user again, from the next request on', async () => {
    const id = people.nora.id
    expect((await ask('nora', onlyForAdmins)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    const made = await ask('admin', setRole, { id, role: 'ADMIN' })
    expect(made.data?.setUserRole?.user).toEqual({ role: 'ADMIN' })
    expect((await ask('nora', onlyForAdmins)).errors).toBeUndefined()
    await ask('nora', setRole, { id, role: 'USER' })
    expect((await ask('nora', onlyForAdmins)).errors?.[0]?.extensions.code).toBe('FORBIDDEN')
  })

  it('refuses to demote, deactivate or close the last active admin', async () => {
    const { id } = people.admin
    const attempts = [
      await ask('admin', setRole, { id, role: 'USER' }),
      await ask('admin', setActive, { id, active: false }),
      await ask('admin', deactivate),
    ]
    for (const { data } of attempts) {
      expect(Object.values(data ?? {})[0]?.__typename).toBe('NotAllowedError')
    }
    expect((await ask('admin', onlyForAdmins)).errors).toBeUndefined()
  })

  it('goes by the role that the database has at the moment of writing, not by what it remembers', async () => {
    const admin = await ask('admin', setRole, { id: people.nora.id, role: 'ADMIN' })
    expect(admin.data?.setUserRole?.__typename).toBe('SetUserRoleSuccess')
    expect((await ask('nora', onlyForAdmins)).errors).toBeUndefined()
    await database.query(`update users set role = 'user' where id = $1`, [people.nora.id])
    const refused = await ask('nora', setActive, { id: people.maria.id, active: false })
    expect(refused.errors?.[0]?.extensions.code).toBe('FORBIDDEN')
    await database.query('update users set is_active = false where id = $1', [people.nora.id])
    const gone = await ask('nora', deactivate)
    expect(gone.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })

  it('knows no missing user, no unknown role, and is for admins alone', async () => {
    const id = '11111111-2222-4333-8444-555555555555'
    const missing = await ask('admin', setRole, { id, role: 'USER' })
    expect(missing.data?.setUserRole?.__typename).toBe('NotFoundError')
    const unknown = await ask('admin', setRole, { id: people.demo.id, role: 'UNKNOWN' })
    expect(unknown.data?.setUserRole?.__typename).toBe('ValidationError')
    for (const query of [setRole, setActive]) {
      const refused = await ask('demo', query, { id: people.demo.id, role: 'ADMIN', active: true })
      expect(refused.errors?.[0]?.extensions.code ?? refused.errors).toBe('FORBIDDEN')
    }
  })

  it('closes one’s own account, keeping every row', async () => {
    const count = () => database.query('select count(*) from sessions where user_id = $1', [people.demo.id])
    const before = await count()
    const unsure = `mutation { deactivateAccount(input: { confirm: false }) { ${anAnswer} } }`
    expect((await ask('demo', unsure)).data?.deactivateAccount?.__typename).toBe('ValidationError')
    expect((await ask('demo', deactivate)).data?.deactivateAccount?.__typename).toBe(
      'DeactivateAccountSuccess',
    )
    expect((await ask('demo', whoami)).status).toBe(401)
    expect(await count()).toEqual(before)
    const [row] = await database.query('select is_active from users where id = $1', [people.demo.id])
    expect(row).toEqual({ is_active: false })
  })

  it('keeps one of two admins who take each other’s rights at once', async () => {
    await ask('admin', setActive, { id: people.nora.id, active: true })
    await ask('admin', setRole, { id: people.nora.id, role: 'ADMIN' })
    const answers = await Promise.all([
      ask('admin', setRole, { id: people.nora.id, role: 'USER' }),
      ask('nora', setRole, { id: people.admin.id, role: 'USER' }),
    ])
    // The one who lost the rights first is refused, or finds that the other is the last one.
    const done = answers.filter(({ data }) => data?.setUserRole?.__typename === 'SetUserRoleSuccess')
    expect(done).toHaveLength(1)
    const admins = await database.query(`select id from users where role = 'admin' and is_active`)
    expect(admins).toHaveLength(1)
  })
})
