import { afterAll, beforeAll, describe, expect, expectTypeOf, it } from 'vitest'
import { HomeDocument, type TypedDocumentString } from '../client/src/generated/graphql.ts'
import { people } from '../src/demo/identities.ts'
import { signTokenFor } from './support/client.ts'
import { testDatabases } from './support/database.ts'
import { startGateway, type TestGateway } from './support/gateway.ts'

/** All that a client needs besides its generated documents. */
async function send<Data, Variables>(
  url: string,
  token: string,
  document: TypedDocumentString<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: document.toString(), variables }),
  })
  const { data, errors } = (await response.json()) as { data: Data; errors?: unknown }
  expect(errors).toBeUndefined()
  return data
}

describe.each(testDatabases)('a client with generated types, on $kind', ({ open }) => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'))
  })
  afterAll(() => gateway.close())

  it('sends a typed document, and gets an answer of its type', async () => {
    const data = await send(gateway.url, await signTokenFor(people.demo), HomeDocument, { first: 3 })
    const name = data.viewer?.sessions?.nodes[0]?.name
    expectTypeOf(name).toEqualTypeOf<string | null | undefined>()
    expect(name).toBeTypeOf('string')
    expect(data.viewer?.sessions?.nodes).toHaveLength(3)
  })
})
