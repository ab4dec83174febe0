import { randomUUID } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { clockToleranceSeconds } from '../../src/auth/token.ts'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import type { Adapter } from './adapters/adapter.ts'
import { connect, installedThat } from './adapters/index.ts'
import type { LibraryName } from './libraries.ts'

const id = Buffer.from(`Session:${sessions.website}`).toString('base64url')

// The database is not what is tested here: one kind is enough.
describe.each(testDatabases.slice(0, 1))('on $kind', ({ open }) => {
  let database: Database
  let gateway: TestGateway
  let names: string[]
  let cursors: string[]
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database)
    const { data } = await gateway.ask<{
      viewer: { sessions: { edges: { cursor: string; node: { name: string } }[] } }
    }>('{ viewer { sessions(first: 7) { edges { cursor node { name } } } } }', {
      token: await signTokenFor(people.demo),
    })
    names = data?.viewer.sessions.edges.map(({ node }) => node.name) ?? []
    cursors = data?.viewer.sessions.edges.map(({ cursor }) => cursor) ?? []
  })
  afterAll(() => gateway.close())

  async function connectTo(name: LibraryName, signIn = () => signTokenFor(people.demo)): Promise<Adapter> {
    const adapter = await connect(name, gateway.url, signIn)
    onTestFinished(() => adapter.dispose?.())
    return adapter
  }

  it.each(installedThat('pages forwards'))('%s pages forwards', async (name) => {
    const list = await (await connectTo(name)).openList({ first: 2 }, 2)
    expect(list.names()).toEqual(names.slice(0, 2))
    await list.readNext()
    await list.readNext()
    expect(list.names()).toEqual(names.slice(0, 6))
  })

  it.each(installedThat('pages backwards'))('%s pages backwards', async (name) => {
    const list = await (await connectTo(name)).openList({ last: 2, before: cursors[6] }, 2)
    expect(list.names()).toEqual(names.slice(4, 6))
    await list.readPrevious()
    await list.readPrevious()
    expect(list.names()).toEqual(names.slice(0, 6))
  })

  it.each(installedThat('writes'))('%s writes, and receives a conflict as data', async (library) => {
    const adapter = await connectTo(library)
    const [before] = await database.query<{ name: string; version: string }>(
      'select name, version::text from sessions where id = $1',
      [sessions.website],
    )
    const session = { id, name: before?.name ?? '', version: before?.version ?? '' }
    const renamed = await adapter.rename({ ...session, name: randomUUID() })
    expect(renamed).toMatchObject({ __typename: 'RenameSessionSuccess' })
    // The name of before, for the other tests; the version is another one now.
    const conflict = await adapter.rename(session)
    expect(conflict).toMatchObject({ __typename: 'VersionConflictError', current: { id } })
    const [version] = await database.query<{ version: string }>(
      'update sessions set name = $2 where id = $1 returning version::text',
      [sessions.website, session.name],
    )
    expect(conflict).toMatchObject({ currentVersion: version?.version })
  })

  it.each(installedThat('renews its token'))('%s renews its token', async (name) => {
    let signIns = 0
    // `exp` counts whole seconds, and the gateway tolerates clocks: the first token works for one second to two.
    const signIn = () => signTokenFor(people.demo, signIns++ === 0 ? (2 - clockToleranceSeconds) / 3600 : 1)
    const adapter = await connectTo(name, signIn)
    const list = await adapter.openList({ first: 2 }, 2)
    await setTimeout(2_100)
    await list.readNext()
    expect(list.names()).toEqual(names.slice(0, 4))
    await list.readNext()
    expect(list.names()).toEqual(names.slice(0, 6))
    expect(signIns).toBe(2)
  })
})
