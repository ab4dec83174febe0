import { createClient } from 'graphql-sse'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

let gateway: TestGateway
beforeAll(async () => {
  gateway = await startGateway(await (testDatabases[0] as (typeof testDatabases)[number]).open('seeded'))
})
afterAll(() => gateway.close())

it('graphql-sse’s single connection fails at once with the status 405', async () => {
  const events = createClient({
    url: gateway.url,
    singleConnection: true,
    retryAttempts: 0,
    headers: async () => ({ authorization: `Bearer ${await signTokenFor(people.demo)}` }),
  })
  const failure = await new Promise<unknown>((resolve) => {
    events.subscribe(
      { query: '{ viewer { id } }' },
      { next: resolve, error: resolve, complete: () => resolve(null) },
    )
  })
  expect(failure).toMatchObject({ response: { status: 405 } })
  events.dispose()
})
