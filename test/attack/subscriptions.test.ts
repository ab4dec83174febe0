/** The root field of a subscription cannot be left out, over whatever it comes. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import type { TestGateway } from '../support/gateway.ts'
import { verdict } from '../support/outcome.ts'
import { startAttackedGateway } from './gateway.ts'
import { type TransportName, transportNames, transports } from './transports.ts'

const root = 'creditBalance { credits }'
const conditional: Readonly<Record<string, string>> = {
  'on the field': `subscription { creditBalance @skip(if: true) { credits } }`,
  'on the field, though it stays': `subscription { creditBalance @skip(if: false) { credits } }`,
  'by a variable': `subscription ($on: Boolean!) { creditBalance @include(if: $on) { credits } }`,
  'on an inline fragment': `subscription { ... @include(if: false) { ${root} } }`,
  'in an inline fragment': `subscription { ... on Subscription { creditBalance @skip(if: true) { credits } } }`,
  'on a spread': `subscription { ...F @skip(if: true) } fragment F on Subscription { ${root} }`,
  'in a fragment of a fragment': `subscription { ...F } fragment F on Subscription { ...G }
    fragment G on Subscription { creditBalance @include(if: false) { credits } }`,
  'on one of two': `subscription { ${root} creditBalance @skip(if: true) { credits } }`,
  'in an operation beside the one that runs': `query Q { __typename } subscription S { creditBalance @skip(if: true) { credits } }`,
}

describe.each(transportNames)(
  '@skip and @include at the root of a subscription, by %s',
  (transport: TransportName) => {
    let gateway: TestGateway
    let token: string
    beforeAll(async () => {
      gateway = await startAttackedGateway()
      token = await signTokenFor(people.demo)
    })
    afterAll(() => gateway.close())
    const ask = (query: string) =>
      transports[transport](gateway, {
        query,
        variables: { on: false },
        token,
        ...(/ S /.test(query) && { operationName: 'Q' }),
      } as never)

    it.each(Object.entries(conditional))('are refused %s', async (_place, query) => {
      const { errors } = await ask(query)
      expect(verdict({ errors })).toBe('GRAPHQL_VALIDATION_FAILED')
      expect(errors?.[0]?.message).toMatch(/^The root field of a subscription may not have the directive "@/)
    })

    it('are taken below it, and at the root of queries', async () => {
      expect(verdict(await ask('query { viewer @skip(if: true) { id } __typename }'))).toBe('answered')
      if (transport !== 'WebSocket' && transport !== 'Server-Sent Events') return
      expect(
        verdict(await ask('subscription { creditBalance { __typename credits @skip(if: true) } }')),
      ).toBe('answered')
    })
  },
)

/** Nested so deep that whatever recurses into it, or writes it as JSON, runs out of stack. */
const deep = (open: string, close: string) => `${open.repeat(40_000)}1${close.repeat(40_000)}`

describe('variables that a subscription does not declare', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    gateway = await startAttackedGateway()
  })
  afterAll(() => gateway.close())

  it.each([
    ['a list', deep('[', ']')],
    ['an object', deep('{"a":', '}')],
  ])('may be anything: %s 40,000 levels deep', async (_what, value) => {
    const authorization = `Bearer ${await signTokenFor(people.demo)}`
    const query = JSON.stringify(
      'subscription ($other: String) { creditBalance { credits @skip(if: false) } }',
    )
    const used = JSON.stringify(
      'subscription ($with: Boolean!) { creditBalance { credits @include(if: $with) } }',
    )
    for (const [text, code] of [
      [query, 'GRAPHQL_VALIDATION_FAILED'],
      [used, undefined],
    ] as const) {
      const response = await fetch(gateway.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization },
        body: `{"query":${text},"variables":{"with":true,"undeclared":${value}}}`,
      })
      const [event] = await read(response, /data: ?({.*})\n/)
      const { data, errors } = JSON.parse(event ?? '')
      expect(errors?.[0].extensions.code).toBe(code)
      if (!code) expect(data).toMatchObject({ creditBalance: { credits: expect.any(String) } })
    }
    // In a place that is declared, it is refused.
    const declared = await fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: `{"query":"query ($v: String!) { customDomain(subdomain: $v) { __typename } }","variables":{"v":${value}}}`,
    })
    expect((await declared.json()).errors[0].extensions.code).toMatch(
      /BAD_USER_INPUT|GRAPHQL_VALIDATION_FAILED/,
    )
  })
})

/** Reads a stream up to what is looked for, and leaves it. */
async function read(response: Response, pattern: RegExp): Promise<string[]> {
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const found = pattern.exec(text)
    if (found) return found.slice(1)
  }
  throw new Error(`The stream ended: ${text}`)
}
