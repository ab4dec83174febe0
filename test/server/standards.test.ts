/** HTTP as RFC 9110, 9112 and GraphQL over HTTP say, over the fast path and Yoga's. */
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const query = '{ __typename }'
const json = 'application/json'
const graphqlJson = 'application/graphql-response+json'
const stream = 'text/event-stream'
const [testDatabase] = testDatabases

describe('HTTP', () => {
  let gateway: TestGateway
  beforeAll(async () => {
    if (!testDatabase) throw new Error('This run has no database.')
    gateway = await startGateway(await testDatabase.open('seeded'), { CORS_ORIGINS: 'https://app.example' })
  })
  afterAll(() => gateway.close())

  const send = (body: string | Buffer, headers: Record<string, string>) =>
    fetch(gateway.url, {
      method: 'POST',
      headers: { 'content-type': json, ...headers },
      body: body as BodyInit,
    })
  const ask = (headers: Record<string, string>) => send(JSON.stringify({ query }), headers)
  const typeOf = ({ headers }: Response) => headers.get('content-type')?.split(';')[0]
  const codeOf = async (answer: Response) => (await answer.json()).errors?.[0].extensions.code

  describe('Accept', () => {
    it.each([
      ['', json],
      ['*/*', json],
      [json, json],
      ['application/json;charset=UTF-8', json],
      [graphqlJson, graphqlJson],
      [`${json};q=0.5, ${graphqlJson}`, graphqlJson],
      [`${json};q=0.9, ${graphqlJson};q=0.8`, json],
      [`${graphqlJson};q=0.8, ${json};q=0.9`, json],
      [`${json};q=0, */*`, graphqlJson],
      [`application/*;q=0.1, ${stream}`, stream],
      [`${stream};q=0.1, ${json};q=0.2`, json],
      [`${json};q=0, ${graphqlJson};q=0, ${stream}`, stream],
      [`text/html;q=0, ${json}`, json],
      [`multipart/mixed, ${graphqlJson};q=0.3`, graphqlJson],
      [`APPLICATION/JSON`, json],
    ])('%s is answered with %s', async (accept, type) => {
      const answer = await ask({ accept })
      expect([answer.status, typeOf(answer)]).toEqual([200, type])
    })

    it.each([`${json};q=0`, 'text/plain', 'image/*', `*/*;q=0`, 'application/json;charset=iso-8859-1'])(
      '%s cannot be answered, and nothing is executed',
      async (accept) => {
        const write = 'mutation { updateLanguage(input: { language: EN }) { __typename } }'
        const headers = { accept, authorization: `Bearer ${await signTokenFor(people.demo)}` }
        const answer = await send(JSON.stringify({ query: write }), headers)
        expect([answer.status, typeOf(answer)]).toEqual([406, json])
        const [error] = (await answer.json()).errors
        expect(error.extensions.code).toBe('NOT_ACCEPTABLE')
        expect(error.message).toContain(stream)
      },
    )

    it.each([
      json,
      `multipart/mixed;boundary="-";subscriptionSpec=1.0, ${json}`,
      `${graphqlJson}, ${stream};q=0`,
    ])('a subscription is not answered as %s, and the answer says as what', async (accept) => {
      const answer = await send(JSON.stringify({ query: 'subscription { creditBalance { credits } }' }), {
        accept,
      })
      expect(answer.status).toBe(406)
      expect((await answer.json()).errors[0]).toMatchObject({
        message: expect.stringContaining(stream),
        extensions: { code: 'NOT_ACCEPTABLE' },
      })
    })

    it('a page is shown to who prefers it', async () => {
      const page = async (accept: string) => typeOf(await fetch(gateway.url, { headers: { accept } }))
      expect(await page('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')).toBe('text/html')
      expect(await page(`${json}, text/html;q=0.5`)).toBe(json)
      expect(await page('text/html;q=0, */*')).toBe(json)
    })
  })

  describe('text that is not UTF-8', () => {
    const write = (name: string) =>
      JSON.stringify({
        query:
          'mutation ($name: String!) { createSessionPin: updateProfile(input: { firstName: $name }) { __typename } }',
        variables: { name },
      })
    it.each(['iso-8859-1', 'utf-16', 'windows-1252', 'shift_jis', '"latin1"'])(
      'charset %s is refused',
      async (charset) => {
        const answer = await send(Buffer.from(write('J\xf6rg'), 'latin1'), {
          'content-type': `${json}; charset=${charset}`,
        })
        expect([answer.status, await codeOf(answer)]).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE'])
      },
    )
    it.each(['utf-8', 'UTF-8', '"utf-8"', 'utf8'])('charset %s is taken', async (charset) => {
      expect(
        (await send(JSON.stringify({ query }), { 'content-type': `${json}; charset=${charset}` })).status,
      ).toBe(200)
    })
    it.each([json, `${json}; charset=utf-8`, `${json};charset="utf-8"`, 'application/graphql'])(
      'invalid bytes are refused in %s',
      async (type) => {
        for (const bytes of [
          Buffer.from(write('J\xf6rg'), 'latin1'),
          Buffer.from([0xff, 0xfe]),
          Buffer.from([0xc0, 0xaf]),
        ]) {
          const answer = await send(bytes, { 'content-type': type })
          expect([answer.status, await codeOf(answer)]).toEqual([400, 'BAD_USER_INPUT'])
        }
      },
    )
    it.each(['%ff', '%c3', '%ed%a0%80', '%', '%zz'])(
      'invalid percent-encoding is refused: %s',
      async (text) => {
        const headers = { 'content-type': 'application/x-www-form-urlencoded', 'x-csrf-protection': '1' }
        const form = await send(`query={__typename}&operationName=${text}`, headers)
        expect([form.status, await codeOf(form)]).toEqual([400, 'BAD_USER_INPUT'])
        const get = await fetch(`${gateway.url}?query={__typename}&operationName=${text}`, {
          headers: { 'x-csrf-protection': '1' },
        })
        expect([get.status, await codeOf(get)]).toEqual([400, 'BAD_USER_INPUT'])
      },
    )
    it('a byte order mark is passed over', async () => {
      expect(await (await send(`\ufeff${JSON.stringify({ query })}`, {})).json()).toEqual({
        data: { __typename: 'Query' },
      })
    })
  })

  describe('parameters', () => {
    const headers = { 'x-csrf-protection': '1' }
    it.each(
      ['variables', 'extensions'].flatMap((name) =>
        ['{', 'x', '{"a":}', '1', 'nul', '"x"', '{"secret":hunter2}'].map((value) => [name, value]),
      ),
    )('malformed %s are refused: %s', async (name, value) => {
      const given = new URLSearchParams({ query, [name]: value })
      const type = 'application/x-www-form-urlencoded'
      const answers = [
        await fetch(`${gateway.url}?${given}`, { headers }),
        await send(String(given), { ...headers, 'content-type': type }),
      ]
      for (const answer of answers) {
        const { errors } = await answer.json()
        expect([answer.status, errors[0].extensions]).toEqual([400, { code: 'BAD_USER_INPUT' }])
        expect(errors[0].message).not.toContain('hunter2')
      }
    })
    it.each(['null', ' null\n', ''])(
      'take %j as no variables and extensions, as a body does',
      async (value) => {
        const given = new URLSearchParams({ query, variables: value, extensions: value })
        const type = 'application/x-www-form-urlencoded'
        for (const answer of [
          await fetch(`${gateway.url}?${given}`, { headers }),
          await send(String(given), { ...headers, 'content-type': type }),
        ])
          expect(await answer.json()).toEqual({ data: { __typename: 'Query' } })
      },
    )
    it('of more than a hundred are refused', async () => {
      const more = `query={__typename}${'&a=1'.repeat(100)}`
      const type = 'application/x-www-form-urlencoded'
      for (const answer of [
        await fetch(`${gateway.url}?${more}`, { headers }),
        await send(more, { ...headers, 'content-type': type }),
      ])
        expect([answer.status, await codeOf(answer)]).toEqual([400, 'LIMIT_EXCEEDED'])
    })
    it('that are well-formed are taken', async () => {
      const text = 'query ($yes: Boolean!) { __typename @include(if: $yes) viewer { id } }'
      const given = new URLSearchParams({
        query: text,
        variables: '{"yes":true}',
        extensions: '',
        other: '+ %',
      })
      expect(await (await fetch(`${gateway.url}?${given}`, { headers })).json()).toEqual({
        data: { __typename: 'Query', viewer: null },
      })
    })
    it('that are no JSON say nothing of what they are', async () => {
      const answer = await send('{"password": hunter2}', {})
      expect(answer.status).toBe(400)
      expect(await answer.text()).not.toContain('hunter2')
    })
  })

  describe('requests that a page could make', () => {
    const get = (headers: Record<string, string>) => fetch(`${gateway.url}?query={__typename}`, { headers })
    it('are answered with a token or a key, as no page can send them unasked', async () => {
      expect((await get({ authorization: `Bearer ${await signTokenFor(people.demo)}` })).status).toBe(200)
      expect((await get({ authorization: 'bearer x' })).status).toBe(401)
      expect((await get({ 'x-api-key': 'ii_unknown' })).status).toBe(401)
    })
    it.each([{}, { authorization: 'Basic YTpi' }, { authorization: 'Negotiate x' }, { cookie: 'x=1' }])(
      'are refused with %o, and told what would do',
      async (headers) => {
        const answer = await get(headers as Record<string, string>)
        expect(answer.status).toBe(403)
        const [error] = (await answer.json()).errors
        expect(error.extensions.code).toBe('FORBIDDEN')
        for (const name of ['X-CSRF-Protection', 'Authorization', 'X-API-Key'])
          expect(error.message).toContain(name)
      },
    )
  })

  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD'])('%s is no method of GraphQL', async (method) => {
    const answer = await fetch(gateway.url, { method, headers: { 'content-type': json } })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, POST, OPTIONS'])
    if (method !== 'HEAD') expect(await codeOf(answer)).toBe('METHOD_NOT_ALLOWED')
  })

  it('lets pages of allowed origins read Retry-After', async () => {
    const { headers } = await ask({ origin: 'https://app.example' })
    expect(headers.get('access-control-expose-headers')?.toLowerCase()).toContain('retry-after')
  })

  it('logs a preflight that it refuses, with its origin and what to set', async () => {
    const headers = { origin: 'http://localhost:5173', 'access-control-request-method': 'POST' }
    await fetch(gateway.url, { method: 'OPTIONS', headers })
    expect(gateway.lines.at(-1)).toMatchObject({
      level: 40,
      origin: 'http://localhost:5173',
      msg: expect.stringContaining('CORS_ORIGINS'),
    })
  })

  it('logs a WebSocket that it refuses, with its origin and what to set, and says so', async () => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws', {
      origin: 'http://localhost:5173',
    })
    socket.on('error', () => {})
    const [, answer] = await once(socket, 'unexpected-response')
    expect(answer.statusCode).toBe(403)
    expect(String((await once(answer, 'data'))[0])).toContain('CORS_ORIGINS')
    expect(gateway.lines.at(-1)).toMatchObject({
      level: 40,
      origin: 'http://localhost:5173',
      msg: expect.stringContaining('CORS_ORIGINS'),
    })
  })

  it.each([true, false])('closes a WebSocket whose message is not UTF-8 (binary: %s)', async (binary) => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send(Buffer.from('{"type":"connection_init","payload":{"name":"J\xf6rg"}}', 'latin1'), { binary })
    expect((await once(socket, 'close'))[0]).toBe(1007)
  })

  it('takes a binary message of UTF-8', async () => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    socket.send(Buffer.from('{"type":"connection_init"}'), { binary: true })
    expect(String((await once(socket, 'message'))[0])).toContain('connection_ack')
    socket.close()
  })
})
