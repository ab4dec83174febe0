import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import DataLoader from 'dataloader'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import type { Database } from '../../src/data/database.ts'
import { people, sessions } from '../../src/demo/identities.ts'
import { signTokenFor } from '../support/client.ts'
import { testDatabases } from '../support/database.ts'
import { startGateway, type TestGateway } from '../support/gateway.ts'
import { clientOf } from './watching.ts'

/** How many, of 10 KB each. */
const minEvents = 3_000
const maxEvents = 10_000
const query = `subscription ($id: ID!, $after: String) {
  sessionEvents(sessionId: $id, after: $after) { ... on EventAdded { event { content } } }
}`
const state = 'subscription ($id: ID!) { sessionUpdated(sessionId: $id) { name } }'

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** Counts the loaders used from now on that are still kept. V8's `queryObjects` takes seconds for the heap of a shared process. */
function recordLoaders() {
  const { load } = DataLoader.prototype
  const known = new WeakSet<object>()
  const used: WeakRef<object>[] = []
  DataLoader.prototype.load = function (key) {
    if (!known.has(this)) used.push(new WeakRef(this))
    known.add(this)
    return load.call(this, key)
  }
  onTestFinished(() => {
    DataLoader.prototype.load = load
  })
  return {
    countUsed: () => used.length,
    countKept() {
      collectGarbage()
      return used.filter((loader) => loader.deref()).length
    },
  }
}

describe.each(testDatabases)('watchers that leave or stop reading, on $kind', ({ open }) => {
  let gateway: TestGateway
  let database: Database
  let metricsUrl = ''
  beforeAll(async () => {
    database = await open('seeded')
    gateway = await startGateway(database, { METRICS_PORT: '0', LOG_LEVEL: 'info' })
    metricsUrl = `http://127.0.0.1:${gateway.lines.find(({ msg }) => msg === 'metrics')?.port}/metrics`
  })
  afterAll(() => gateway.close())

  async function whatIsOpen(): Promise<Record<string, number>> {
    const text = await (await fetch(metricsUrl)).text()
    const names = ['subscriptions', 'websockets', 'feeds']
    return Object.fromEntries(
      names.map((name) => [name, Number(new RegExp(`^ii_gateway_${name} (\\d+)$`, 'm').exec(text)?.[1])]),
    )
  }
  const nothing = { subscriptions: 0, websockets: 0, feeds: 0 }

  it('leave nothing behind, however they go', async () => {
    const variables = { id: sessions.website }
    const client = await clientOf(gateway.socketUrl, people.demo)
    const [log, updates] = [client.iterate({ query, variables }), client.iterate({ query: state, variables })]
    await Promise.all([log.next(), updates.next()])
    expect(await whatIsOpen()).toEqual({ subscriptions: 2, websockets: 1, feeds: 2 })
    await log.return?.(undefined)
    await expect.poll(whatIsOpen).toEqual({ subscriptions: 1, websockets: 1, feeds: 1 })

    const refused = client.iterate({ query, variables: { ...variables, after: 'nonsense' } })
    expect((await refused.next()).value?.errors).toHaveLength(1)
    client.terminate()
    await expect(updates.next()).rejects.toBeDefined()
    await expect.poll(whatIsOpen).toEqual(nothing)

    const leaving = new AbortController()
    const answer = await fetch(gateway.url, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await signTokenFor(people.demo)}`,
        accept: 'text/event-stream',
        'content-type': 'application/json',
      },
      body: JSON.stringify({ query, variables }),
      signal: leaving.signal,
    })
    await answer.body?.getReader().read()
    expect((await whatIsOpen()).subscriptions).toBe(1)
    leaving.abort()
    await expect.poll(whatIsOpen).toEqual(nothing)
  })

  it('hold no rows that were cached as they began', async () => {
    const loaders = recordLoaders()
    const client = await clientOf(gateway.socketUrl, people.demo)
    const iterate = () => client.iterate({ query, variables: { id: sessions.website } })
    const first = iterate()
    await first.next()
    const streams = Array.from({ length: 40 }, iterate)
    await Promise.all(streams.map((stream) => stream.next()))
    expect(loaders.countUsed()).toBeGreaterThan(streams.length)
    expect(loaders.countKept()).toBeLessThan(streams.length / 2)
    client.terminate()
    await Promise.allSettled([first, ...streams].map((stream) => stream.next()))
    await expect.poll(whatIsOpen).toEqual(nothing)
  })

  it('cost at most what waits in their socket, and lose nothing when they read on', {
    timeout: 180_000,
  }, async () => {
    const accepted: Socket[] = []
    const onSocket = (message: unknown) => accepted.push((message as { socket: Socket }).socket)
    subscribe('net.server.socket', onSocket)
    const [deaf, reading] = [await watcher(), await watcher()]
    unsubscribe('net.server.socket', onSocket)
    deaf.socket.pause()
    let maxWaiting = 0
    let sent = 0
    // What the system's own buffers take of one connection differs: events are written until it is full.
    for (; sent < minEvents || (accepted[0]?.writableLength === 0 && sent < maxEvents); sent += 100) {
      await database.query(
        `insert into application_events (event_type, event_group, session_id, content)
         select 'big', 'agent', $1, jsonb_build_object('n', n, 'text', repeat('text ', 2000))
           from generate_series($2::int, $2::int + 99) n`,
        [sessions.website, sent],
      )
      await expect.poll(() => reading.numbers.length, { interval: 5 }).toBe(sent + 100)
      maxWaiting = Math.max(maxWaiting, ...accepted.map(({ writableLength }) => writableLength))
    }
    expect(accepted).toHaveLength(2)
    expect(maxWaiting).toBeGreaterThan(0)
    expect(maxWaiting).toBeLessThan(512 * 1024)
    expect(deaf.numbers.length).toBeLessThan(sent)
    deaf.socket.resume()
    await expect.poll(() => deaf.numbers.length).toBe(sent)
    const all = Array.from({ length: sent }, (_, n) => n)
    for (const { numbers, socket } of [deaf, reading]) {
      expect(numbers.sort((a, b) => a - b)).toEqual(all)
      socket.terminate()
    }
    await expect.poll(whatIsOpen).toEqual(nothing)
  })

  /** Watches the session's events by hand, so that it can stop reading; knows the numbers of those it has had. */
  async function watcher(): Promise<{ socket: WebSocket; numbers: number[] }> {
    const socket = new WebSocket(gateway.socketUrl, 'graphql-transport-ws')
    const numbers: number[] = []
    await once(socket, 'open')
    const send = (message: object) => socket.send(JSON.stringify(message))
    send({ type: 'connection_init', payload: { token: await signTokenFor(people.demo) } })
    await once(socket, 'message')
    send({ id: '1', type: 'subscribe', payload: { query, variables: { id: sessions.website } } })
    await once(socket, 'message')
    socket.on('message', (text) => {
      const { n } = JSON.parse(String(text)).payload.data.sessionEvents.event.content
      if (n !== undefined) numbers.push(n)
    })
    return { socket, numbers }
  }
})
