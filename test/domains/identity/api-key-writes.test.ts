import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../../src/data/database.ts'
import { people } from '../../../src/demo/identities.ts'
import { signTokenFor } from '../../support/client.ts'
import { testDatabases } from '../../support/database.ts'
import { startGateway, type TestGateway } from '../../support/gateway.ts'
import { viewers, writerOf } from '../../support/writes.ts'

const create = `mutation { createApiKey(input: {}) {
  ... on CreateApiKeySuccess { key apiKey { id databaseId hint isActive } } } }`
const deactivate = `mutation ($id: ID!) { deactivateApiKey(input: { id: $id }) {
  __typename ... on DeactivateApiKeySuccess { apiKey { isActive } } } }`

type Created = { createApiKey: { key: string; apiKey: { id: string; databaseId: string; hint: string } } }

describe.each(testDatabases)('writes of API keys, on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  let token: string

  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    token = await signTokenFor(people.demo)
  })
  afterAll(() => gateway.close())

  const created = async () => {
    const { data } = await gateway.ask<Created>(create, { token })
    if (!data) throw new Error('No key was made')
    return data.createApiKey
  }
  const opens = async (key: string) => {
    const { status } = await gateway.ask('{ viewer { email } }', { headers: { 'x-api-key': key } })
    return status === 200
  }
  const activeKeys = () =>
    database.query('select api_key from api_keys where user_id = $1 and is_active', [people.demo.id])

  it('makes a key of the platform’s form, which replaces the active one at once', async () => {
    const one = await created()
    expect(one.key).toMatch(/^ii_[A-Za-z0-9]{29}$/)
    expect(one.apiKey).toMatchObject({ hint: one.key.slice(-4), isActive: true })
    expect(await activeKeys()).toEqual([{ api_key: one.key }])
    expect(await opens(one.key)).toBe(true)
    const two = await created()
    expect(two.key).not.toBe(one.key)
    expect(await opens(one.key)).toBe(false)
    expect(await opens(two.key)).toBe(true)
  })

  it('leaves one active key when several are asked for at once', async () => {
    const made = await Promise.all(Array.from({ length: 8 }, created))
    const active = await activeKeys()
    expect(active).toHaveLength(1)
    expect(made.map(({ key }) => ({ api_key: key }))).toContainEqual(active[0])
  })

  it('writes no key into the log', async () => {
    const { key } = await created()
    const line = gateway.lines.findLast(({ mutation }) => mutation === 'createApiKey')
    expect(line).toMatchObject({ viewer: people.demo.id, outcome: 'done' })
    expect(JSON.stringify(gateway.lines)).not.toContain(key)
  })

  it('deactivates a key at once, as often as one likes', async () => {
    const { key, apiKey } = await created()
    expect(await opens(key)).toBe(true)
    for (const id of [apiKey.id, apiKey.databaseId]) {
      const { data } = await gateway.ask<Record<string, object>>(deactivate, { token, variables: { id } })
      expect(data?.deactivateApiKey).toMatchObject({ apiKey: { isActive: false } })
    }
    expect(await opens(key)).toBe(false)
  })

  it('writes nothing with a key that another program deactivated, though it was seen active a moment ago', async () => {
    const { key } = await created()
    expect(await opens(key)).toBe(true)
    await database.query('update api_keys set is_active = false where api_key = $1', [key])
    const write = 'mutation { updateLanguage(input: { language: JA }) { __typename } }'
    const { status, errors } = await gateway.ask(write, { headers: { 'x-api-key': key } })
    expect([status, errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED'])
  })

  it('does not touch a stranger’s key', async () => {
    const { key, apiKey } = await created()
    for (const viewer of [viewers.maria, viewers.admin]) {
      const outcome = await writerOf(database, viewer).write('deactivateApiKey', { id: apiKey.id })
      expect(outcome.__typename).toBe('NotFoundError')
    }
    expect(await opens(key)).toBe(true)
  })
})
