import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import WebSocket from 'ws'
import { openDocuments } from '../../src/server/documents.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const [database] = testDatabases
const folder = mkdtempSync(join(tmpdir(), 'documents-'))
const file = join(folder, 'documents.json')
const trusted = 'query Trusted { __typename }'
writeFileSync(file, JSON.stringify({ [`sha256:${sha256(trusted)}`]: trusted }))
afterAll(() => rmSync(folder, { recursive: true }))

/** A streamed answer is wanted: Yoga answers itself, and not the fast path. */
const byYoga = { accept: 'application/graphql-response+json' }

async function post(url: string, body: object, headers: Record<string, string> = {}) {
  const options = { method: 'POST', body: JSON.stringify(body) }
  const response = await fetch(url, {
    ...options,
    headers: { 'content-type': 'application/json', ...headers },
  })
  return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: object[] }) }
}

const named = (hash: string, query?: string) => ({
  query,
  extensions: { persistedQuery: { version: 1, sha256Hash: hash } },
})
const answered = { status: 200, data: { __typename: 'Query' } }
const refused = (code: string) => [{ message: expect.any(String), extensions: { code } }]

describe.each([
  { method: 'the fast path', headers: {} },
  { method: 'the Yoga path', headers: byYoga },
])('documents named by a hash, $method', ({ method, headers }) => {
  let gateway: TestGateway
  beforeAll(async () => {
    if (!database) throw new Error('no database')
    gateway = await startGateway(await database.open('migrated'), { PERSISTED_DOCUMENTS: file })
  })
  afterAll(() => gateway.close())
  const ask = (body: object) => post(gateway.url, body, headers)

  it('are remembered once they were sent with their hash', async () => {
    const query = `query Sent { __typename } # ${method}`
    expect((await ask(named(sha256(query)))).errors).toEqual([
      { message: 'PersistedQueryNotFound', extensions: { code: 'PERSISTED_QUERY_NOT_FOUND' } },
    ])
    expect(await ask(named(sha256(query), query))).toEqual(answered)
    expect(await ask(named(sha256(query)))).toEqual(answered)
  })

  it('are refused with a hash that is not theirs, and not remembered', async () => {
    const hash = sha256(`another ${method}`)
    const { status, errors } = await ask(named(hash, '{ __typename }'))
    expect({ status, errors }).toEqual({ status: 400, errors: refused('BAD_USER_INPUT') })
    expect((await ask(named(hash))).errors).toEqual(refused('PERSISTED_QUERY_NOT_FOUND'))
  })

  it('are found in the manifest, by either way to say the hash', async () => {
    expect(await ask(named(sha256(trusted)))).toEqual(answered)
    expect(await ask({ documentId: `sha256:${sha256(trusted)}` })).toEqual(answered)
    expect(await ask({ documentId: sha256(trusted) })).toEqual(answered)
  })

  it('leave others as they were', async () => {
    expect(await ask({ query: '{ __typename }' })).toEqual(answered)
  })
})

describe('trusted documents only', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    if (!database) throw new Error('no database')
    const env = { PERSISTED_DOCUMENTS: file, PERSISTED_ONLY: 'true' }
    gateway = await startGateway(await database.open('migrated'), env)
  })
  afterAll(() => gateway.close())

  it.each([{ headers: {} }, { headers: byYoga }])('over HTTP $headers', async ({ headers }) => {
    const ask = (body: object) => post(gateway.url, body, headers)
    expect(await ask(named(sha256(trusted)))).toEqual(answered)
    for (const body of [
      { query: trusted },
      { query: '{ __typename }' },
      named(sha256('{ __typename }'), '{ __typename }'),
    ]) {
      expect(await ask(body)).toEqual({ status: 400, errors: refused('BAD_USER_INPUT') })
    }
  })

  it('over WebSocket', async () => {
    const client = createClient({ url: gateway.socketUrl, webSocketImpl: WebSocket, retryAttempts: 0 })
    const first = async (payload: object) => {
      for await (const result of client.iterate(payload as { query: string })) return result
    }
    expect(await first(named(sha256(trusted), ''))).toEqual({ data: { __typename: 'Query' } })
    await expect(first({ query: '{ __typename }' })).rejects.toEqual([
      expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT' } }),
    ])
    await client.dispose()
  })
})

describe('manifests', () => {
  const hash = sha256(trusted)
  const relay = { [hash]: trusted }
  const apollo = {
    format: 'apollo-persisted-query-manifest',
    version: 1,
    operations: [{ id: hash, name: 'Trusted', type: 'query', body: trusted }],
  }
  it.each([
    ['of hashes', JSON.stringify(relay)],
    ["of Apollo's", JSON.stringify(apollo)],
    ['with a byte order mark', `\ufeff${JSON.stringify(relay)}`],
    ["of Apollo's with a byte order mark", `\ufeff${JSON.stringify(apollo, null, 2)}`],
  ])('%s are read, and their documents asked for by GET too', async (_name, text) => {
    const one = join(folder, 'manifest.json')
    writeFileSync(one, text)
    if (!database) throw new Error('no database')
    const env = { PERSISTED_DOCUMENTS: one, PERSISTED_ONLY: 'true' }
    const gateway = await startGateway(await database.open('migrated'), env)
    const get = async (query: Record<string, string>) =>
      (
        await fetch(`${gateway.url}?${new URLSearchParams(query)}`, { headers: { 'x-csrf-protection': '1' } })
      ).json()
    const { data } = answered
    expect(await get({ documentId: hash })).toEqual({ data })
    expect(await get({ documentId: `sha256:${hash}` })).toEqual({ data })
    expect(await get({ extensions: JSON.stringify(named(hash).extensions) })).toEqual({ data })
    expect(await get({ documentId: sha256('other') })).toMatchObject({ errors: refused('BAD_USER_INPUT') })
    await gateway.close()
  })

  it.each([
    { ...apollo, version: 2 },
    { ...apollo, format: 'other' },
    { ...apollo, operations: [{ id: hash }] },
    { ...apollo, operations: undefined },
    [],
  ])('%j is none', (content) => {
    const wrong = join(folder, 'wrong-manifest.json')
    writeFileSync(wrong, JSON.stringify(content))
    const open = () =>
      openDocuments({ persistedDocuments: wrong, persistedOnly: true, documentCacheBytes: 1_000_000 })
    expect(open).toThrow(/^PERSISTED_DOCUMENTS/)
  })
})

it('says which file cannot be read', () => {
  const open = (name: string) => () =>
    openDocuments({ persistedDocuments: name, persistedOnly: true, documentCacheBytes: 1_000_000 })
  expect(open(join(folder, 'none.json'))).toThrow(/^PERSISTED_DOCUMENTS must name a JSON file .*none\.json/)
  writeFileSync(join(folder, 'wrong.json'), '{"a": 1}')
  expect(open(join(folder, 'wrong.json'))).toThrow(/^PERSISTED_DOCUMENTS/)
})
