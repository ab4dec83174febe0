import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'

const me = 'query Me { viewer { email } }'
const json = { 'content-type': 'application/json' }

describe.each(testDatabases)('HTTP, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Database
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database, {
      CORS_ORIGINS: 'https://app.example,https://b.example',
    })
  })
  afterAll(() => gateway.close())

  const post = (body: string, headers: Record<string, string> = json) =>
    fetch(gateway.url, { method: 'POST', headers, body })

  it('answers a null viewer without a token, and the user with one', async () => {
    expect((await gateway.ask(me)).data).toEqual({ viewer: null })
    const { data, status } = await gateway.ask(me, { token: await signTokenFor(people.demo) })
    expect({ data, status }).toEqual({ data: { viewer: { email: people.demo.email } }, status: 200 })
  })

  it('answers a bad token with 401 and a challenge', async () => {
    const { status, headers, data, errors } = await gateway.ask(me, {
      token: await signTokenFor(people.kenji),
    })
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toMatch(/^Bearer .*error="invalid_token"/)
    expect(data).toBeUndefined()
    expect(errors).toEqual([{ message: expect.any(String), extensions: { code: 'UNAUTHENTICATED' } }])
  })

  it('takes a good request id, replaces a bad one, and gives it back', async () => {
    const ask = async (id: string) => (await gateway.ask(me, { headers: { 'x-request-id': id } })).headers
    expect((await ask('proxy-1:a.b')).get('x-request-id')).toBe('proxy-1:a.b')
    expect((await ask('x'.repeat(129))).get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
    expect((await ask('a b;<script>')).get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  })

  it.each(['plain', 'naïve', '長い話', '📖'])(
    'sends a long answer to its end, in UTF-8: %s',
    async (word) => {
      const text = `${word} `.repeat(50_000)
      await database.query(
        `update chat_messages set content = jsonb_build_array(jsonb_build_object('type', 'text', 'text', $2::text))
where session_id = $1 and id = (select id from chat_messages where session_id = $1 order by created_at desc, id desc limit 1)`,
        [sessions.longChat, text],
      )
      const query = `{ session(id: "${sessions.longChat}") { messages(last: 1) { nodes { parts { ... on TextPart { text } } } } } }`
      const { data } = await gateway.ask(query, { token: await signTokenFor(people.demo) })
      expect(data).toEqual({ session: { messages: { nodes: [{ parts: [{ text }] }] } } })
    },
  )

  it('logs one line a request, with its statements and no token', async () => {
    const token = await signTokenFor(people.demo)
    const query = 'query Mine { viewer { email sessions(first: 2) { edges { node { name } } } } }'
    const { headers } = await gateway.ask(query, { token, headers: { 'x-request-id': 'the-logged-one' } })
    expect(headers.get('x-request-id')).toBe('the-logged-one')
    expect(gateway.lines.filter(({ requestId }) => requestId === 'the-logged-one')).toEqual([
      {
        level: 30,
        time: expect.any(Number),
        msg: 'request',
        requestId: 'the-logged-one',
        via: 'http',
        operation: 'query Mine',
        status: 200,
        ms: expect.any(Number),
        statements: expect.any(Number),
        viewer: people.demo.id,
      },
    ])
    expect(JSON.stringify(gateway.lines)).not.toContain(token)
  })

  it('answers GET only to who can set a header, so that no page can make it ask', async () => {
    const target = `${gateway.url}?query={viewer{email}}`
    expect((await fetch(target)).status).toBe(403)
    const answer = await fetch(target, { headers: { 'x-csrf-protection': '1' } })
    expect(await answer.json()).toEqual({ data: { viewer: null } })
  })

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])(
    'refuses the content type %s, which any page can send',
    async (type) => {
      const body = type.includes('urlencoded')
        ? `query=${encodeURIComponent(me)}`
        : JSON.stringify({ query: me })
      expect((await post(body, { 'content-type': type })).status).toBe(403)
      const trusted = await post(body, { 'content-type': type, 'x-csrf-protection': '1' })
      expect(trusted.status).toBe(type.includes('urlencoded') ? 200 : 415)
    },
  )

  it.each([
    ['a batch', JSON.stringify([{ query: me }, { query: me }]), 400, 'BAD_USER_INPUT'],
    ['no JSON', '{"query":', 400, 'BAD_USER_INPUT'],
    ['no query', '{}', 400, 'BAD_USER_INPUT'],
    ['a query that is a number', '{"query":1}', 400, 'BAD_USER_INPUT'],
    ['variables that are text', '{"query":"{__typename}","variables":"x"}', 400, 'BAD_USER_INPUT'],
    [
      'a prototype in its variables',
      `{"query":"{__typename}","variables":{"__proto__":{"polluted":1}}}`,
      200,
      undefined,
    ],
    [
      'a body too large',
      JSON.stringify({ query: `{__typename} #${'x'.repeat(1_000_001)}` }),
      413,
      'LIMIT_EXCEEDED',
    ],
  ])('answers %s in its own way', async (_name, body, status, code) => {
    const answer = await post(body, { ...json, accept: 'application/graphql-response+json' })
    expect(answer.status).toBe(status)
    const { errors } = await answer.json()
    expect(errors?.[0].extensions.code).toBe(code)
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined()
  })

  it('names the bound of a body, with and without a content length', async () => {
    const large = JSON.stringify({ query: `{__typename} #${'x'.repeat(1_000_001)}` })
    for (const body of [large, Readable.toWeb(Readable.from([large]))]) {
      const init = { method: 'POST', headers: json, body, duplex: 'half' } as RequestInit
      const { errors } = await (await fetch(gateway.url, init)).json()
      expect(errors).toEqual([
        {
          message: expect.stringContaining('1,000,000'),
          extensions: { code: 'LIMIT_EXCEEDED', limit: 'bodyBytes', bound: 1_000_000 },
        },
      ])
    }
  })

  it('names what it does not take', async () => {
    const unknown = await post(JSON.stringify({ query: me }), { 'content-type': 'application/xml' })
    expect([unknown.status, (await unknown.json()).errors[0].extensions.code]).toEqual([
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ])
    const write = encodeURIComponent('mutation { updateLanguage(input: { language: EN }) { __typename } }')
    const byGet = await fetch(`${gateway.url}?query=${write}`, { headers: { 'x-csrf-protection': '1' } })
    expect([byGet.status, (await byGet.json()).errors[0].extensions.code]).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
    ])
  })

  it('lets pages of the allowed origins read answers, and no other', async () => {
    const allowed = async (origin: string) =>
      (await post(JSON.stringify({ query: me }), { ...json, origin })).headers.get(
        'access-control-allow-origin',
      )
    expect(await allowed('https://app.example')).toBe('https://app.example')
    expect(await allowed('https://b.example')).toBe('https://b.example')
    expect(await allowed('https://evil.example')).toBeNull()
    expect(await allowed('null')).toBeNull()
    const preflight = await fetch(gateway.url, {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    })
    expect(preflight.headers.get('access-control-allow-origin')).toBeNull()
  })

  it('knows no other path, and is live', async () => {
    expect((await fetch(new URL('/elsewhere', gateway.url))).status).toBe(404)
    expect((await fetch(new URL('/health/live', gateway.url))).status).toBe(200)
    expect(await (await fetch(new URL('/health/ready', gateway.url))).json()).toEqual({ status: 'ready' })
  })
})
