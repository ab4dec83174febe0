import type { TypedDocumentNode } from '@graphql-typed-document-node/core'
import { createClient, GatewayError, type TypedDocument } from '@ii-agent/gateway-client'
import { parse } from 'graphql'
import { describe, expect, it, vi } from 'vitest'

type Sent = { readonly query: string; readonly variables: unknown; readonly headers: Headers }

const document = 'query Name { viewer { name } }' as unknown as TypedDocument<
  { viewer: { name: string } },
  object
>
const json = (body: unknown, init?: ResponseInit) => () => Response.json(body, init)
const refusal = json(
  { errors: [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }] },
  { status: 401 },
)
const answer = json({ data: { viewer: { name: 'Dana' } } })

/** A client whose requests are answered one after the other, with what it sent. */
function connect(
  responses: readonly (() => Response)[],
  token?: Parameters<typeof createClient>[0]['token'],
) {
  const sent: Sent[] = []
  const left = [...responses]
  const fetch = vi.fn<typeof globalThis.fetch>(async (_url, init) => {
    init?.signal?.throwIfAborted()
    sent.push({ ...JSON.parse(String(init?.body)), headers: new Headers(init?.headers) })
    const next = left.shift()
    if (!next) throw new TypeError('fetch failed')
    return next()
  })
  return {
    client: createClient({ url: 'http://gateway.test/graphql', token, webSocket: false, fetch }),
    sent,
  }
}

const failure = (promise: Promise<unknown>): Promise<GatewayError> =>
  promise.then(
    () => expect.fail('It was answered.'),
    (error) => error,
  )

describe('an answer', () => {
  it('has the part that came beside the errors of single fields', async () => {
    const errors = [
      { message: 'bad cursor', path: ['viewer', 'runs'], extensions: { code: 'BAD_USER_INPUT' } },
    ]
    const { client } = connect([json({ data: { viewer: { name: 'Dana' } }, errors })])
    const answered = await client.query(document)
    expect(answered.data.viewer.name).toBe('Dana')
    expect(answered.errors).toEqual([expect.any(GatewayError)])
    expect(answered.errors[0]).toMatchObject({
      code: 'BAD_USER_INPUT',
      path: ['viewer', 'runs'],
      message: 'bad cursor',
    })
  })

  it('is the payload of a mutation, or the error that it has instead', async () => {
    const mutation = 'mutation Rename { rename { name } }' as unknown as TypedDocument<
      { rename: { name: string } },
      object
    >
    const errors = [{ message: 'failed', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'r1' } }]
    const { client } = connect([
      json({ data: { __typename: 'Mutation', rename: { name: 'new' } } }),
      json({ data: { rename: null }, errors }),
    ])
    expect(await client.mutate(mutation)).toEqual({ name: 'new' })
    expect(await failure(client.mutate(mutation))).toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
      requestId: 'r1',
    })
  })
})

describe('a request that fails', () => {
  it.each([
    ['its limit and when to retry', 429, { 'retry-after': '7' }, 'LIMIT_EXCEEDED', 7_000],
    ['its code alone', 400, {}, 'GRAPHQL_VALIDATION_FAILED', undefined],
  ])('rejects with %s', async (_name, status, headers, code, retryAfterMs) => {
    const { client } = connect([
      json({ errors: [{ message: 'no', extensions: { code } }] }, { status, headers }),
    ])
    const error = await failure(client.query(document))
    expect(error).toBeInstanceOf(GatewayError)
    expect(error).toMatchObject({ code, status, retryAfterMs })
  })

  it.each([
    ['a page of a proxy', () => new Response('<html>', { status: 502 })],
    ['JSON of something else', json({ message: 'hello' }, { status: 502 })],
    ['JSON null', json(null, { status: 502 })],
    ['nothing', () => new Response(null, { status: 502 })],
  ])('rejects with BAD_RESPONSE for %s', async (_name, response) => {
    const { client } = connect([response])
    expect(await failure(client.query(document))).toMatchObject({ code: 'BAD_RESPONSE', status: 502 })
  })

  it('rejects with NETWORK when the gateway is not reached, or the answer breaks off', async () => {
    const broken = new ReadableStream({
      start: (controller) => controller.error(new TypeError('terminated')),
    })
    const { client } = connect([() => new Response(broken)])
    expect(await failure(client.query(document))).toMatchObject({
      code: 'NETWORK',
      cause: expect.any(TypeError),
    })
    expect(await failure(client.query(document))).toMatchObject({
      code: 'NETWORK',
      cause: expect.any(TypeError),
    })
  })

  it('rejects with the reason of its signal', async () => {
    const { client, sent } = connect([answer])
    const signal = AbortSignal.abort(new Error('left the page'))
    expect(await failure(client.query(document, {}, { signal }))).toMatchObject({ message: 'left the page' })
    expect(sent).toEqual([])
  })
})

describe('a token', () => {
  it('is kept until it is refused, and the operation is sent again with the next one', async () => {
    const token = vi.fn((refused: string | undefined) => (refused ? `after ${refused}` : 'first'))
    const { client, sent } = connect([answer, refusal, answer, answer], token)
    for (let count = 0; count < 3; count += 1) await client.query(document)
    expect(sent.map(({ headers }) => headers.get('authorization'))).toEqual([
      'Bearer first',
      'Bearer first',
      'Bearer after first',
      'Bearer after first',
    ])
    expect(token.mock.calls).toEqual([[undefined], ['first']])
  })

  it('is asked for once by requests at the same time', async () => {
    const token = vi.fn(async () => 'shared')
    const { client } = connect([answer, answer, answer], token)
    await Promise.all([1, 2, 3].map(() => client.query(document)))
    expect(token).toHaveBeenCalledTimes(1)
  })

  it('that is refused again is an error, as is one that cannot be renewed or got', async () => {
    const renewed = connect([refusal, refusal], () => 'bad')
    expect(await failure(renewed.client.query(document))).toMatchObject({
      code: 'UNAUTHENTICATED',
      status: 401,
    })
    expect(renewed.sent).toHaveLength(2)
    const fixed = connect([refusal], 'bad')
    expect(await failure(fixed.client.query(document))).toMatchObject({ code: 'UNAUTHENTICATED' })
    const token = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue('later')
    const failed = connect([answer], token)
    expect(await failure(failed.client.query(document))).toMatchObject({
      code: 'TOKEN',
      cause: new Error('offline'),
    })
    expect((await failed.client.query(document)).data.viewer.name).toBe('Dana')
  })

  it('is not waited for once the request is aborted', async () => {
    const { client } = connect([answer], () => new Promise<string>(() => {}))
    const controller = new AbortController()
    const waiting = failure(client.query(document, {}, { signal: controller.signal }))
    controller.abort(new Error('left the page'))
    expect(await waiting).toMatchObject({ message: 'left the page' })
  })

  it('may be an API key, or nothing', async () => {
    const key = connect([answer], 'ii_key')
    await key.client.query(document)
    expect(key.sent[0]?.headers.get('x-api-key')).toBe('ii_key')
    expect(key.sent[0]?.headers.has('authorization')).toBe(false)
    const nobody = connect([answer], async () => null)
    await nobody.client.query(document)
    expect(nobody.sent[0]?.headers.has('authorization')).toBe(false)
  })
})

it('sends a parsed document by its source, and refuses one that has none', async () => {
  const { client, sent } = connect([answer])
  const source = 'query Name { viewer { name } }'
  const parsed = parse(source) as TypedDocumentNode<{ viewer: { name: string } }, Record<string, never>>
  const { data } = await client.query(parsed)
  expect(data.viewer.name).toBe('Dana')
  expect(sent[0]?.query).toBe(source)
  const { loc: _, ...bare } = parsed
  expect(() => client.query(bare as typeof parsed)).toThrow(/no source/)
})
