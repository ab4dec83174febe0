/** Access to each mutation, through every transport of mutations. Fails for a mutation without a cell. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { column, keyOf, type Model } from '../../src/data/batching/table.ts'
import type { Database } from '../../src/data/database.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { buildSampleInput, listOwnKeys, listPlacesOfIds, mutations } from '../support/mutations.ts'
import { buildMutation, checksums, viewers as people } from '../support/writes.ts'
import { forAdmins } from './mutation-cells.ts'
import { type TransportName, transportNames, transports, writeManifest } from './transports.ts'
import { refused, type ViewerName, viewerNames, viewers } from './viewers.ts'

/** One that changes what it may of many rows says of which: of none. */
const ofForeignRows: Readonly<Record<string, string>> = { deleteSessions: 'DeleteSessionsSuccess' }

/** Whatever else is right with it: `clientMutationId` is too long, so that nothing is written. */
const tooLong = 'x'.repeat(201)

/** Returns the expected outcome of a mutation that writes nothing, for a viewer and a transport. */
function expected(mutation: string, viewer: ViewerName, transport: TransportName): string {
  if (transport === 'GET') return 'METHOD_NOT_ALLOWED'
  if (transport === 'WebSocket' && refused.includes(viewer)) return 'closed 4403'
  if (viewer === 'signed out' || refused.includes(viewer)) return 'UNAUTHENTICATED'
  return forAdmins.includes(mutation) && viewer !== 'admin' ? 'FORBIDDEN' : 'ValidationError'
}

describe('mutations through every transport', () => {
  const [testDatabase] = testDatabases
  let database: Database
  let gateway: TestGateway
  const keys = new Map<Model, string>()
  const documents = mutations.map((name) => buildMutation(name, 'clientMutationId'))

  beforeAll(async () => {
    if (!testDatabase) throw new Error('This run has no database.')
    database = await testDatabase.open('seeded')
    for (const model of new Set(mutations.flatMap((name) => [...listPlacesOfIds(name).values()]))) {
      const [own] = await listOwnKeys(database, model, people.demo, 1)
      keys.set(model, own ?? (column(model, keyOf(model)).type === 'uuid' ? randomUUID() : '999999999'))
    }
    gateway = await startGateway(database, {
      PERSISTED_DOCUMENTS: writeManifest(documents),
      REQUESTS_PER_MINUTE: '0',
      REQUESTS_PER_MINUTE_PER_ADDRESS: '0',
    })
  })
  afterAll(() => gateway.close())

  /** The code of the error, or the type of the payload. */
  async function outcome(
    transport: TransportName,
    viewer: ViewerName,
    name: string,
    input: object,
  ): Promise<string> {
    const query = buildMutation(name, 'clientMutationId')
    const credentials = await viewers[viewer]()
    const { data, errors } = await transports[transport](gateway, {
      query,
      variables: { input },
      credentials,
    })
    if (errors?.[0]) return String(errors[0].extensions.code)
    return String((data as Record<string, { __typename: string }>)[name]?.__typename)
  }
  const inputOf = (name: string) => buildSampleInput(name, (model) => keys.get(model) ?? '')

  it.each(viewerNames)('of %s', async (viewer) => {
    const found: Record<string, string> = {}
    const right: Record<string, string> = {}
    for (const name of mutations) {
      for (const transport of transportNames) {
        const input = { ...inputOf(name), clientMutationId: tooLong }
        found[`${name}, ${transport}`] = await outcome(transport, viewer, name, input)
        right[`${name}, ${transport}`] = expected(name, viewer, transport)
      }
    }
    expect(found).toEqual(right)
  })

  it('of another user find no row of the owner, and change none', async () => {
    const before = await checksums(database)
    const own = mutations.filter((name) => listPlacesOfIds(name).size > 0 && !forAdmins.includes(name))
    const found: Record<string, readonly string[]> = {}
    for (const name of own) {
      const answers = new Set<string>()
      for (const transport of transportNames)
        if (transport !== 'GET') answers.add(await outcome(transport, 'other', name, inputOf(name)))
      found[name] = [...answers]
    }
    expect(found).toEqual(
      Object.fromEntries(own.map((name) => [name, [ofForeignRows[name] ?? 'NotFoundError']])),
    )
    expect(await checksums(database)).toEqual(before)
  })
})
