/** Which operation of a document runs is decided once, and alike for every way in and for every check. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { type Outcome, verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { type TransportName, transportNames, transports } from './transports.ts'

const nameless = [undefined, null, ''] as const
const page = 'viewer { sessions(first: $n) { nodes { user { sessions(first: $n) { nodes { id } } } } } }'
const costly = `query Costly($n: Int!) { a: ${page} b: ${page} }`
const two = 'query A { a: __typename } query B { b: __typename }'

describe.each(['planned', 'graphql-js'])('with EXECUTION=%s', (execution) => {
  let gateway: TestGateway
  let token: string
  beforeAll(async () => {
    gateway = await startAttackedGateway({ EXECUTION: execution })
    token = await signTokenFor(people.demo)
  })
  afterAll(() => gateway.close())
  const ask = (
    transport: TransportName,
    query: string,
    operationName: unknown,
    variables = {},
  ): Promise<Outcome> =>
    transports[transport](gateway, { query, variables, token, operationName: operationName as string })

  describe.each(transportNames)('by %s', (transport) => {
    it.each(nameless)('%j names no operation, and the only one runs', async (name) => {
      expect(await ask(transport, 'query A { __typename }', name)).toEqual({ data: { __typename: 'Query' } })
      expect(await ask(transport, '{ __typename }', name)).toEqual({ data: { __typename: 'Query' } })
    })

    it.each(nameless)('%j chooses none of several', async (name) => {
      expect((await ask(transport, two, 'A')).data).toEqual({ a: 'Query' })
      expect((await ask(transport, two, 'B')).data).toEqual({ b: 'Query' })
      expect(verdict(await ask(transport, two, name))).toBe('OPERATION_RESOLUTION_FAILURE')
    })

    it.each(['C', 'a', ' ', '__proto__', 'constructor', 'toString'])('there is no %j', async (name) => {
      expect(verdict(await ask(transport, two, name))).toBe('OPERATION_RESOLUTION_FAILURE')
      expect(verdict(await ask(transport, '{ __typename }', name))).toBe('OPERATION_RESOLUTION_FAILURE')
    })

    it.each([...nameless, 'Costly'])('%j does not get around the cost', async (name) => {
      expect(verdict(await ask(transport, costly, 'Costly', { n: 1 }))).toBe('answered')
      for (let times = 0; times < 2; times += 1)
        expect(verdict(await ask(transport, costly, name, { n: 100 }))).toBe('cost')
      expect(verdict(await ask(transport, costly, name, { n: 1 }))).toBe('answered')
    })
  })

  it.each(transportNames.filter((transport) => transport !== 'WebSocket'))(
    '%s refuses a name that is not a string',
    async (transport) => {
      for (const name of [5, 0, false, ['A'], { toString: 1 }])
        expect(verdict(await ask(transport, '{ __typename }', name))).toBe('BAD_USER_INPUT')
    },
  )

  it('the log says which one ran', async () => {
    for (const transport of transportNames) await ask(transport, 'query Logged { __typename }', '')
    const names = gateway.lines.map(({ operation }) => operation).filter((name) => name === 'query Logged')
    expect(names).toHaveLength(transportNames.length)
  })
})
