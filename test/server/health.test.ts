import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { postgresOnly } from '../support/database.ts'
import { listen, type TestGateway } from '../support/gateway.ts'
import { createProxy, type DatabaseProxy } from '../support/proxy.ts'

const query = '{ __typename viewer { email } }'

const servers = postgresOnly()

describe.each(servers)('a database that is away', ({ create }) => {
  let remove: () => Promise<void>
  let proxy: DatabaseProxy
  let gateway: TestGateway
  let isReady = false

  beforeAll(async () => {
    const made = await create('seeded')
    remove = made.remove
    proxy = await createProxy(made.config.databaseUrl ?? '')
    gateway = await listen({ DATABASE_URL: proxy.url })
    gateway.ready().then(() => {
      isReady = true
    })
  })
  afterAll(async () => {
    await gateway.close()
    await proxy.stop()
    await remove()
  })

  const health = async (path: 'live' | 'ready') => {
    const answer = await fetch(new URL(`/health/${path}`, gateway.url))
    return { status: answer.status, text: await answer.text() }
  }
  const port = () => new URL(proxy.url).port

  it('at start: the port is open, and says why it does not serve', async () => {
    await expect
      .poll(() => health('ready'))
      .toEqual({
        status: 503,
        text: JSON.stringify({
          status: 'starting',
          reason: 'waiting for the database, which does not answer',
        }),
      })
    expect((await health('live')).status).toBe(200)
    const { status, headers, errors } = await gateway.ask(query)
    expect({ status, retry: headers.get('retry-after') }).toEqual({ status: 503, retry: '1' })
    expect(errors?.[0]?.extensions).toEqual({ code: 'SERVICE_UNAVAILABLE' })
    expect(JSON.stringify(errors)).not.toContain(port())
    await expect
      .poll(() => gateway.lines.filter(({ msg }) => msg === 'waiting for the database').length)
      .toBeGreaterThan(1)
    expect(isReady).toBe(false)
  })

  it('at start: WebSockets are refused for the moment', async () => {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const message = await new Promise<string>((resolve) =>
      socket.once('error', (error) => resolve(error.message)),
    )
    expect(message).toContain('503')
  })

  it('is found by itself when it is there', async () => {
    await proxy.start()
    await gateway.ready()
    expect(await health('ready')).toEqual({ status: 200, text: JSON.stringify({ status: 'ready' }) })
    expect((await gateway.ask(query)).data).toEqual({ __typename: 'Query', viewer: null })
  })

  it('later: requests fail at once, and recover by themselves', async () => {
    await proxy.stop()
    await expect.poll(async () => (await health('ready')).status).toBe(503)
    expect((await health('ready')).text).toContain('does not answer')
    expect((await health('live')).status).toBe(200)
    const away = await gateway.ask(query, { headers: { 'x-api-key': 'ii_anything' } })
    expect({ status: away.status, code: away.errors?.[0]?.extensions.code }).toEqual({
      status: 503,
      code: 'SERVICE_UNAVAILABLE',
    })
    expect(JSON.stringify(away.errors)).not.toContain(port())
    await proxy.start()
    await expect.poll(async () => (await health('ready')).status).toBe(200)
    const back = await gateway.ask(query, { headers: { 'x-api-key': 'ii_anything' } })
    expect(back.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED')
  })
})

// PGlite refuses nobody.
describe.each(servers)('a gateway that cannot start, on $kind', ({ create }) => {
  it('does not wait for a database that refuses it', async () => {
    const { config, remove } = await create('empty')
    const url = new URL(config.databaseUrl ?? '')
    url.pathname = '/no_such_database'
    const gateway = await listen({ DATABASE_URL: url.href })
    await expect(gateway.ready()).rejects.toThrow(/no_such_database/)
    await gateway.close()
    await remove()
  })
})
