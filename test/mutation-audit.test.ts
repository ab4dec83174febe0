import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, sessions } from '../src/demo/identities.ts'
import { signTokenFor } from './support/client.ts'
import { testDatabases } from './support/database.ts'
import { startGateway, type TestGateway } from './support/gateway.ts'
import { buildSampleInput, mutations } from './support/mutations.ts'
import { buildMutation } from './support/writes.ts'

const key = /^([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d+)$/
const outcome = /^(done|(\w+Error))$/

describe.each(testDatabases)('the log of writes, on $kind', ({ open }) => {
  let gateway: TestGateway
  let token: string

  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'))
    token = await signTokenFor(people.demo)
  })
  afterAll(() => gateway.close())

  /** What a mutation left in the log. */
  async function logOf(name: string, input: object, requestId: string) {
    const before = gateway.lines.length
    const selection = name === 'createApiKey' ? 'clientMutationId key' : 'clientMutationId'
    const answer = await gateway.ask<Record<string, { key?: string }>>(buildMutation(name, selection), {
      token,
      variables: { input },
      headers: { 'x-request-id': requestId },
    })
    const lines = gateway.lines.slice(before)
    return { answer, lines, audits: lines.filter(({ msg }) => msg === 'write') }
  }

  it('logs user, mutation, row, outcome and request', async () => {
    const input = { id: sessions.website, name: 'Told' }
    const [done] = (await logOf('renameSession', input, 'audit-1')).audits
    expect(done).toMatchObject({
      mutation: 'renameSession',
      viewer: people.demo.id,
      requestId: 'audit-1',
      outcome: 'done',
      rows: { id: sessions.website, session: sessions.website },
    })
    const [refused] = (await logOf('renameSession', { ...input, id: sessions.mariaPublic }, 'audit-2')).audits
    expect(refused).toMatchObject({
      viewer: people.demo.id,
      requestId: 'audit-2',
      outcome: 'NotFoundError',
      rows: { id: sessions.mariaPublic },
    })
    const [bulk] = (await logOf('deleteSessions', { ids: [sessions.mariaPublic, 'secret'] }, 'audit-3'))
      .audits
    expect(bulk).toMatchObject({ outcome: 'done', rows: { ids: [sessions.mariaPublic] } })
  })

  // The account goes last, since nothing can be written without it.
  const inOrder = [...mutations.filter((name) => name !== 'deactivateAccount'), 'deactivateAccount']

  it.each(inOrder)('%s leaves one line, of keys alone', async (name) => {
    const canary = `CANARY-${name}`
    const input = {
      ...withCanary(
        buildSampleInput(name, () => sessions.council),
        canary,
      ),
      clientMutationId: canary,
    }
    const { answer, lines, audits } = await logOf(name, input, 'walk')
    const text = JSON.stringify(lines)
    expect(text).not.toContain('CANARY')
    const made = answer.data?.[name]?.key
    if (made) expect(text).not.toContain(made)
    expect(audits).toHaveLength(1)
    const { level, time, msg, pid, hostname, ...audit } = audits[0] ?? {}
    expect(Object.keys(audit).sort()).toEqual(['mutation', 'outcome', 'requestId', 'rows', 'viewer'])
    expect(audit.outcome).toMatch(outcome)
    expect(audit.outcome === 'ForbiddenError').toBe(answer.errors?.[0]?.extensions.code === 'FORBIDDEN')
    for (const row of Object.values(audit.rows as object).flat()) if (row !== null) expect(row).toMatch(key)
  })
})

/** The same input with a canary in every text that takes one: what a user types can be a secret anywhere. */
function withCanary(value: object, canary: string): object {
  const replaced = JSON.stringify(value).replaceAll(/"Example"/gi, JSON.stringify(canary))
  return JSON.parse(replaced)
}
