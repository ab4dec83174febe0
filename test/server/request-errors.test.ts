/** The HTTP status of requests that are not executed, as GraphQL over HTTP says, for each media type and transport. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const query = '{ __typename }'
const json = 'application/json'
const graphqlJson = 'application/graphql-response+json'
const [testDatabase] = testDatabases
const headers = { 'x-csrf-protection': '1' }

describe('requests that are not executed', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    if (!testDatabase) throw new Error('This run has no database.')
    gateway = await startGateway(await testDatabase.open('seeded'))
  })
  afterAll(() => gateway.close())

  const send = (body: string, more: Record<string, string>) =>
    fetch(gateway.url, { method: 'POST', headers: { 'content-type': json, ...more }, body })
  const codeOf = async (answer: Response) => (await answer.json()).errors?.[0].extensions.code

  const malformed = [400, 400, 'BAD_USER_INPUT']
  const unreadable = [200, 400, 'GRAPHQL_PARSE_FAILED']
  const two = 'query A { __typename } query B { __typename }'
  it.each<[object, (number | string)[]]>([
    [{}, malformed],
    [{ qeury: query }, malformed],
    [{ query: null }, malformed],
    [{ variables: {} }, malformed],
    [{ query, variables: [7] }, malformed],
    [{ query: '' }, unreadable],
    [{ query: ' ' }, unreadable],
    [{ query: '{' }, unreadable],
    [{ query: two }, [200, 400, 'OPERATION_RESOLUTION_FAILURE']],
    [{ query: two, operationName: 'C' }, [200, 400, 'OPERATION_RESOLUTION_FAILURE']],
    [
      { query: 'query ($i: Int!) { __typename @include(if: true) }' },
      [200, 400, 'GRAPHQL_VALIDATION_FAILED'],
    ],
    [{ query: 'query ($i: ID!) { session(id: $i) { id } }' }, [200, 400, 'BAD_USER_INPUT']],
  ])('%j is answered by its kind, for each media type, however it comes', async (body, expected) => {
    const given = Object.entries(body).filter(([, value]) => value !== null)
    const form = new URLSearchParams(
      given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
    )
    const formType = { 'content-type': 'application/x-www-form-urlencoded' }
    const transports: Record<string, (accept: string) => Promise<Response>> = {
      'fast path': (accept) => send(JSON.stringify(body), { accept }),
      'Yoga path': (accept) =>
        send(JSON.stringify(body), { accept, 'content-type': 'application/json; charset="utf-8"' }),
      GET: (accept) => fetch(`${gateway.url}?${form}`, { headers: { ...headers, accept } }),
      form: (accept) => send(String(form), { ...headers, ...formType, accept }),
    }
    for (const [name, ask] of Object.entries(transports)) {
      const answer = await ask(json)
      const found = [answer.status, (await ask(graphqlJson)).status, await codeOf(answer)]
      expect(found, name).toEqual(expected)
    }
  })
})
