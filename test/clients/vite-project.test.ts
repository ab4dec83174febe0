import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { makeFolder, runProgram } from './programs.ts'

type Built = typeof import('./vite/src/main.ts')

const here = fileURLToPath(new URL('.', import.meta.url))
const id = Buffer.from(`Session:${sessions.website}`).toString('base64url')

// The database is not what is tested here: one kind is enough.
describe.each(testDatabases.slice(0, 1))('a Vite project', ({ open }) => {
  let folder = ''
  let gateway: TestGateway
  let built: Built
  beforeAll(async () => {
    // A copy, so that nothing that was generated before is in it.
    folder = makeFolder('vite')
    cpSync(join(here, 'vite'), folder, { recursive: true })
    cpSync(join(here, '../../schema.graphql'), join(folder, 'schema.graphql'))
    await runProgram(folder, 'gql.tada', 'generate-output')
    await runProgram(folder, 'graphql-codegen', '--silent')
    await runProgram(folder, 'tsc')
    await runProgram(folder, 'vite', 'build', '--logLevel', 'error')
    built = (await import(/* @vite-ignore */ join(folder, 'dist/main.js'))) as Built
    const database = await open('seeded')
    gateway = await startGateway(database, {
      PERSISTED_DOCUMENTS: join(folder, 'src/gql/persisted-documents.json'),
    })
  })
  afterAll(async () => {
    await gateway?.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('reads and writes with documents that gql.tada has typed', async () => {
    const token = await signTokenFor(people.demo)
    const { viewer } = await built.readSessions(gateway.url, token, 3)
    const nodes = viewer?.sessions?.edges.map(({ node }) => node) ?? []
    expect(nodes).toHaveLength(3)
    for (const { version, createdAt } of nodes)
      expect([typeof version, typeof createdAt]).toEqual(['string', 'string'])
    const expectedVersion = (await read(token)).version
    expect(await built.rename(gateway.url, token, { id, name: 'typed', expectedVersion })).toBe('typed')
    const now = (await read(token)).version
    expect(await built.rename(gateway.url, token, { id, name: 'late', expectedVersion })).toBe(
      `version ${now}`,
    )
  })

  async function read(token: string): Promise<{ version: string }> {
    const query = 'query ($id: ID!) { session(id: $id) { version } }'
    const { data } = await gateway.ask<{ session: { version: string } }>(query, { token, variables: { id } })
    if (!data) throw new Error('no session')
    return data.session
  }

  it.each([false, true])(
    'reads with documents of graphql-codegen, named by their hashes: %s',
    async (persisted) => {
      const token = await signTokenFor(people.demo)
      const client = built.connect(gateway.url, token, persisted)
      const { viewer } = await built.readSessions(gateway.url, token, 3)
      const names = viewer?.sessions?.edges.map(({ node }) => `${node.name}: ${node.version}`)
      expect(await built.readNames(client, 3)).toEqual(names)
      client.dispose()
    },
  )

  /** Writes src/tada.ts with some texts replaced, until `check` has ended. */
  async function replaced(edits: Record<string, string>, check: () => Promise<unknown>): Promise<void> {
    const file = join(folder, 'src/tada.ts')
    const right = readFileSync(file, 'utf8')
    const wrong = Object.entries(edits).reduce((text, [from, to]) => {
      expect(text).toContain(from)
      return text.replace(from, to)
    }, right)
    writeFileSync(file, wrong)
    await check().finally(() => writeFileSync(file, right))
  }

  it('does not compile with other types than those of the schema', async () => {
    const edits = {
      'variables: { first }': 'variables: { first: String(first) }',
      "session.name ?? ''": 'session.name',
      '.currentVersion}': '.currentVersion * 2}',
    }
    const error = await replaced(edits, () => runProgram(folder, 'tsc')).catch((reason: Error) => reason)
    const found = String(error).match(/^src\/tada\.ts\(\d+,\d+\): error TS\d+/gm)
    expect(found).toHaveLength(3)
  })

  it('is refused by gql.tada with a field that the schema does not have', async () => {
    await runProgram(folder, 'gql.tada', 'check')
    await replaced({ 'node { id': 'node { id noSuchField' }, () =>
      expect(runProgram(folder, 'gql.tada', 'check')).rejects.toThrow('noSuchField'),
    )
  })
})
