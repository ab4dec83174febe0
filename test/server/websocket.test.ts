import { once } from 'node:events'
import { type Client, CloseCode, createClient } from 'graphql-ws'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { people } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { recording } from '../support/recording.ts'

const query = 'query Me { viewer { email } }'
const mine = { data: { viewer: { email: people.demo.email } } }

describe.each(testDatabases)('WebSocket, on $kind', ({ open }) => {
  let gateway: TestGateway
  let closing: Promise<void> | undefined
  beforeAll(async () => {
    gateway = await startGateway(await open('seeded'), { CONNECTION_INIT_TIMEOUT_MS: '3000' })
  })

  const clients: Client[] = []
  /** The stock client, which shows `params` and does not reconnect by itself. */
  function connect(params: Record<string, unknown> = {}): Client {
    const client = createClient({
      url: gateway.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: params,
      retryAttempts: 0,
      lazyCloseTimeout: 60_000,
    })
    clients.push(client)
    return client
  }
  afterAll(async () => {
    for (const client of clients) await client.dispose()
    await (closing ?? gateway.close())
  })

  const first = async (client: Client) => (await client.iterate({ query }).next()).value

  /** Connects by hand, sends messages, and says with what the socket was closed. */
  async function closeOf(...messages: unknown[]): Promise<{ code: number; reason: string }> {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    await once(socket, 'open')
    for (const message of messages) {
      socket.send(typeof message === 'string' ? message : JSON.stringify(message))
    }
    const [code, reason] = await once(socket, 'close')
    return { code, reason: String(reason) }
  }
  const init = (payload: object) => ({ type: 'connection_init', payload })

  it('takes the token in connection_init, as Authorization, token, or an API key', async () => {
    const token = await signTokenFor(people.demo)
    expect(await first(connect({ Authorization: `Bearer ${token}` }))).toEqual(mine)
    expect(await first(connect({ authorization: `Bearer ${token}` }))).toEqual(mine)
    expect(await first(connect({ token }))).toEqual(mine)
    expect(await first(connect())).toEqual({ data: { viewer: null } })
  })

  it('takes it in the headers of the upgrade, from programs that can set them', async () => {
    const headers = { authorization: `Bearer ${await signTokenFor(people.demo)}` }
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws', { headers })
    await once(socket, 'open')
    socket.send(JSON.stringify({ type: 'connection_init' }))
    await once(socket, 'message')
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } }))
    const [answer] = await once(socket, 'message')
    expect(JSON.parse(String(answer))).toEqual({ type: 'next', id: '1', payload: mine })
    socket.close()
  })

  it('closes with 4403 for credentials that do not hold, so that a client may make new ones', async () => {
    const expired = await signTokenFor(people.demo, -1)
    expect(await closeOf(init({ token: expired }))).toEqual({
      code: 4403,
      reason: 'The access token has expired.',
    })
    expect((await closeOf(init({ token: 'forged' }))).code).toBe(4403)
    expect((await closeOf(init({ Authorization: 7 }))).code).toBe(4403)
    expect((await closeOf(init({ token: await signTokenFor(people.kenji) }))).code).toBe(4403)
  })

  it('closes with 4403 when the token expires meanwhile', async () => {
    const oneSecond = 1 / 3600
    const closed = await closeOf(init({ token: await signTokenFor(people.demo, oneSecond) }))
    expect(closed).toEqual({ code: 4403, reason: 'The access token has expired.' })
  })

  it('closes with 4403 when the user was deactivated, at the next operation', async () => {
    const database = await open('seeded')
    const other = await startGateway(database)
    const client = createClient({
      url: other.socketUrl,
      webSocketImpl: WebSocket,
      connectionParams: { token: await signTokenFor(people.demo) },
      retryAttempts: 0,
      lazyCloseTimeout: 60_000,
    })
    const closed = new Promise<CloseEvent>((resolve) =>
      client.on('closed', (event) => resolve(event as CloseEvent)),
    )
    expect(await first(client)).toEqual(mine)
    await database.query('update users set is_active = false where id = $1', [people.demo.id])
    await expect.poll(() => first(client).catch(() => 'refused'), { timeout: 10_000 }).toBe('refused')
    expect((await closed).code).toBe(4403)
    await other.close()
  })

  it('closes with 4403 within seconds what does nothing, when its user or key may not be there any longer', async () => {
    const { database, sent } = recording(await open('seeded'))
    const other = await startGateway(database)
    const apiKey = `ii_${'i'.repeat(29)}`
    await database.query('insert into api_keys (user_id, api_key) values ($1, $2)', [people.nora.id, apiKey])
    const closed = new Map<string, number>()
    async function idle(name: string, payload: object): Promise<WebSocket> {
      const socket = new WebSocket(other.socketUrl, 'graphql-transport-ws')
      await once(socket, 'open')
      socket.send(JSON.stringify(init(payload)))
      await once(socket, 'message')
      socket.once('close', (code) => closed.set(name, code))
      return socket
    }
    const looks = () => sent.filter(({ text }) => text.includes('asked.api_key_id')).length
    const nobody = await idle('nobody', {})
    await idle('deactivated', { token: await signTokenFor(people.maria) })
    await idle('demoted', { token: await signTokenFor(people.admin) })
    await idle('key', { 'X-API-Key': apiKey })
    await idle('the same user without the key', { token: await signTokenFor(people.nora) })
    const stays = await idle('another', { token: await signTokenFor(people.demo) })
    await expect.poll(looks, { timeout: 10_000 }).toBe(1)
    expect(closed.size).toBe(0)

    await database.query('update users set is_active = false where id = $1', [people.maria.id])
    await database.query(`update users set role = 'user' where id = $1`, [people.admin.id])
    await database.query('update api_keys set is_active = false where api_key = $1', [apiKey])
    await expect
      .poll(() => Object.fromEntries(closed), { timeout: 10_000 })
      .toEqual({ deactivated: 4403, demoted: 4403, key: 4403 })
    expect(looks()).toBe(2)
    expect([nobody.readyState, stays.readyState]).toEqual([WebSocket.OPEN, WebSocket.OPEN])
    await other.close()
  })

  it('keeps to the protocol', async () => {
    expect((await closeOf('not json')).code).toBe(CloseCode.BadRequest)
    expect((await closeOf({ type: 'subscribe', id: '1', payload: { query } })).code).toBe(
      CloseCode.Unauthorized,
    )
    expect((await closeOf(init({}), init({}))).code).toBe(CloseCode.TooManyInitialisationRequests)
    expect((await closeOf()).code).toBe(CloseCode.ConnectionInitialisationTimeout)
    expect((await closeOf('x'.repeat(1_000_001))).code).toBe(1009)
  })

  it('answers other paths with 404', async () => {
    const socket = new WebSocket(new URL('/elsewhere', gateway.socketUrl), 'graphql-transport-ws')
    const [error] = await once(socket, 'error')
    expect(error.message).toContain('404')
  })

  it('logs each operation like one of HTTP', async () => {
    await first(connect())
    expect(gateway.lines.findLast(({ via }) => via === 'websocket')).toMatchObject({
      msg: 'request',
      operation: 'query Me',
      statements: expect.any(Number),
      requestId: expect.any(String),
    })
  })

  it('asks its clients to reconnect when the gateway stops', async () => {
    const client = connect()
    const closed = new Promise<CloseEvent>((resolve) =>
      client.on('closed', (event) => resolve(event as CloseEvent)),
    )
    await first(client)
    closing = gateway.close()
    expect((await closed).code).toBe(1012)
    await closing
  })
})
