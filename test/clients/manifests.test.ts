import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client'
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries'
import { generatePersistedQueryIdsFromManifest } from '@apollo/persisted-query-lists'
import { createClient } from '@ii-agent/gateway-client'
import { type ConcreteRequest, fetchQuery, requestSubscription } from 'relay-runtime'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { makeFolder, runProgram } from './programs.ts'
import { createRelay } from './recipes/relay.ts'
import { nextPage, type SessionsData, sessionsDocument } from './recipes/sessions.ts'

type Manifest = {
  format: string
  version: 1
  operations: { id: string; name: string; type: 'query'; body: string }[]
}

const definition = /^(?:fragment|query|mutation|subscription) (\w+)/gm

/** Copies the example operations that may stand beside each other: an application's names are unique. */
function copyOperations(folder: string): void {
  const seen = new Set<string>()
  const root = fileURLToPath(new URL('../operations', import.meta.url))
  for (const file of readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.graphql'),
  )) {
    const text = readFileSync(join(root, file), 'utf8')
    const names = [...text.matchAll(definition)].map(([, name = '']) => name)
    if (names.length === 0 || names.some((name) => seen.has(name))) continue
    for (const name of names) seen.add(name)
    writeFileSync(join(folder, file.replace('/', '-')), text)
  }
}

// The database is not what is tested here: one kind is enough.
describe.each(testDatabases.slice(0, 1))('a gateway with a manifest alone', ({ open }) => {
  const folders: string[] = []
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  })

  async function start(manifest: string): Promise<TestGateway> {
    const gateway = await startGateway(await open('seeded'), {
      PERSISTED_DOCUMENTS: manifest,
      PERSISTED_ONLY: 'true',
    })
    onTestFinished(() => gateway.close())
    return gateway
  }

  it('answers Apollo Client’s generated manifest, and nothing beside it', async () => {
    const folder = makeFolder('apollo')
    folders.push(folder)
    writeFileSync(join(folder, 'sessions.graphql'), sessionsDocument)
    copyOperations(folder)
    const documents = ['*.graphql']
    writeFileSync(join(folder, 'persisted-query-manifest.config.json'), JSON.stringify({ documents }))
    await runProgram(folder, 'generate-persisted-query-manifest')
    const file = join(folder, 'persisted-query-manifest.json')
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    expect(manifest.format).toBe('apollo-persisted-query-manifest')
    expect(manifest.operations.length).toBeGreaterThan(100)

    const gateway = await start(file)
    const token = await signTokenFor(people.demo)
    const ids = generatePersistedQueryIdsFromManifest({ loadManifest: async () => manifest })
    const bodies: string[] = []
    const client = new ApolloClient({
      link: new PersistedQueryLink(ids).concat(
        new HttpLink({
          uri: gateway.url,
          headers: { authorization: `Bearer ${token}` },
          fetch: (url, init) => {
            bodies.push(String(init?.body))
            return fetch(url, init)
          },
        }),
      ),
      cache: new InMemoryCache(),
    })
    const { data } = await client.query<SessionsData>({
      query: gql(sessionsDocument),
      variables: { first: 2 },
    })
    expect(data?.viewer.sessions.edges).toHaveLength(2)
    expect(bodies).toHaveLength(1)
    expect(JSON.parse(bodies[0] ?? '')).not.toHaveProperty('query')
    const refused = gateway.ask('query Other { viewer { id } }', { token })
    expect((await refused).errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }])
    for (const { id, name } of manifest.operations) {
      const extensions = { persistedQuery: { version: 1, sha256Hash: id } }
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ extensions }),
      })
      const { errors = [] } = (await response.json()) as { errors?: { extensions?: { code?: string } }[] }
      const codes = errors.map((error) => error.extensions?.code)
      // Their variables are missing, and may be refused; the documents are known and valid.
      expect([name, codes]).not.toEqual([name, expect.arrayContaining(['PERSISTED_QUERY_NOT_FOUND'])])
      expect([name, codes]).not.toEqual([name, expect.arrayContaining(['GRAPHQL_VALIDATION_FAILED'])])
    }
  })

  it.each(['MD5', 'SHA256'])(
    'answers Relay’s persisted documents by their %s, and nothing beside them',
    async (algorithm) => {
      const folder = makeFolder('relay')
      folders.push(folder)
      cpSync(new URL('recipes', import.meta.url), join(folder, 'recipes'), { recursive: true })
      cpSync(new URL('../../schema.graphql', import.meta.url), join(folder, 'schema.graphql'))
      const config = JSON.parse(readFileSync(new URL('relay.config.json', import.meta.url), 'utf8'))
      mkdirSync(join(folder, 'recipes/relay'))
      writeFileSync(join(folder, 'persisted.json'), '{}')
      const persisted = {
        schema: './schema.graphql',
        artifactDirectory: './recipes/relay',
        persistConfig: { file: './persisted.json', algorithm },
      }
      writeFileSync(
        join(folder, 'relay.config.json'),
        JSON.stringify({ ...config, src: './recipes', ...persisted }),
      )
      await runProgram(folder, 'relay-compiler', 'relay.config.json')
      const gateway = await start(join(folder, 'persisted.json'))
      const client = createClient({
        url: gateway.url,
        token: () => signTokenFor(people.demo),
        webSocket: WebSocket,
        persistedDocuments: true,
      })
      onTestFinished(() => client.dispose())
      const environment = createRelay(client)
      const artifact = async (name: string) => {
        const path = join(folder, `recipes/relay/${name}.graphql.ts`)
        return ((await import(/* @vite-ignore */ path)) as { default: ConcreteRequest }).default
      }
      const query = await artifact('relaySessionsQuery')
      expect(query.params.text).toBe(null)
      const page = (await fetchQuery(environment, query, { first: 2 }).toPromise()) as SessionsData
      expect(page.viewer.sessions.edges).toHaveLength(2)
      const second = (await fetchQuery(
        environment,
        query,
        nextPage(page, 2) ?? {},
      ).toPromise()) as SessionsData
      expect(second.viewer.sessions.edges).not.toEqual(page.viewer.sessions.edges)
      const subscription = await artifact('relayFollowSubscription')
      const entry = await new Promise((resolve, reject) => {
        const { dispose } = requestSubscription(environment, {
          subscription,
          variables: { session: sessions.research },
          onNext: resolve,
          onError: reject,
        })
        onTestFinished(dispose)
      })
      expect(entry).toMatchObject({ sessionEvents: { __typename: 'EventAdded' } })
      await expect(client.query({ toString: () => '{ viewer { id } }' })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      })
    },
  )
})
