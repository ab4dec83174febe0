import { describe, expect, it, vi } from 'vitest'
import { GatewayError } from '../src/errors.ts'
import { createFollow, type Follow } from '../src/follow.ts'
import { event, gap, ScriptedGateway, type TestEntry } from './scripted.ts'

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i)
const idOf = (entry: object) => ('event' in entry ? (entry.event as { id: string }).id : 'gap')
const entriesOf = (log: Follow<TestEntry>) => [...log.getSnapshot().entries].map(idOf)
const ids = (from: number, to: number) => range(from, to).map((number) => `e${number}`)

/** A store with a listener, connected. */
async function openStore() {
  const gateway = new ScriptedGateway()
  const log = createFollow<TestEntry>(gateway.source, {})
  const listener = vi.fn()
  const stop = log.subscribe(listener)
  gateway.connection.sink.open()
  const has = (check: () => void) => vi.waitFor(check, { timeout: 20_000, interval: 5 })
  const reconnected = (count: number) => has(() => expect(gateway.connections).toHaveLength(count))
  return { gateway, log, listener, stop, has, reconnected }
}

describe('a log as a store', () => {
  it('goes on behind its last entry when the connection breaks', async () => {
    const { gateway, log, has, reconnected } = await openStore()
    gateway.send(...range(1, 3).map((number) => event(number)))
    gateway.cut()
    await has(() => expect(log.getSnapshot().status).toBe('connecting'))
    await reconnected(2)
    expect(gateway.connection.after).toBe('c3')
    gateway.connection.sink.open()
    gateway.send(event(4))
    await has(() => expect(entriesOf(log)).toEqual(ids(1, 4)))
    expect(log.getSnapshot()).toMatchObject({ status: 'live', cursor: 'c4' })
  })

  it('keeps an entry that comes twice once', async () => {
    const { gateway, log, has } = await openStore()
    gateway.send(event(1), event(2), event(1), event(2), event(3))
    await has(() => expect(entriesOf(log)).toEqual(ids(1, 3)))
  })

  it('takes nothing from a connection that it has left', async () => {
    const { gateway, log, has, reconnected } = await openStore()
    gateway.send(event(1))
    const old = gateway.connection
    log.pause()
    expect(old.signal.aborted).toBe(true)
    log.resume()
    await reconnected(2)
    gateway.send(event(2))
    await has(() => expect(entriesOf(log)).toEqual(ids(1, 2)))
    expect(gateway.connection.after).toBe('c1')
  })

  it('puts a row that changed in its place, and leaves earlier snapshots as they are', async () => {
    const { gateway, log, has } = await openStore()
    gateway.send(event(1, 'draft'), event(2))
    await has(() => expect(log.getSnapshot().entries.length).toBe(2))
    const before = log.getSnapshot()
    gateway.send(event(1, 'done', 'c1 again'))
    await has(() => expect(log.getSnapshot().entries.at(0)).toMatchObject({ event: { text: 'done' } }))
    expect(before.entries.at(0)).toMatchObject({ event: { text: 'draft' } })
    expect(log.getSnapshot().version).toBeGreaterThan(before.version)
    expect(entriesOf(log)).toEqual(ids(1, 2))
  })

  it('reports a gap, and begins anew when the database is another one', async () => {
    const { gateway, log, has } = await openStore()
    gateway.send(event(1), gap('ROWS_REMOVED', 'g1'))
    await has(() => expect(log.getSnapshot()).toMatchObject({ status: 'gap', gap: 'ROWS_REMOVED' }))
    expect(entriesOf(log)).toEqual(['e1', 'gap'])
    gateway.send(event(2))
    await has(() => expect(log.getSnapshot().status).toBe('live'))
    gateway.send(gap('OTHER_DATABASE', 'g2'), event(1, 'restored', 'd1'))
    await has(() => expect(entriesOf(log)).toEqual(['gap', 'e1']))
    expect(log.getSnapshot()).toMatchObject({ status: 'live', gap: 'OTHER_DATABASE' })
  })

  it('ends with the log, and does not connect again', async () => {
    const { gateway, log, stop, has } = await openStore()
    gateway.send(event(1))
    gateway.connection.complete()
    await has(() => expect(log.getSnapshot()).toMatchObject({ status: 'ended', error: undefined }))
    stop()
    log.subscribe(() => {})
    expect(gateway.connections).toHaveLength(1)
  })

  it.each([
    ['NOT_FOUND', new GatewayError('NOT_FOUND', 'gone')],
    ['a refused token that cannot be renewed', new GatewayError('UNAUTHENTICATED', 'expired')],
    ['a limit of the operation', new GatewayError('LIMIT_EXCEEDED', '', { extensions: { limit: 'cost' } })],
  ])('ends with %s', async (_name, error) => {
    const { gateway, log, has } = await openStore()
    gateway.connection.fail(error)
    await has(() => expect(log.getSnapshot()).toMatchObject({ status: 'ended', error }))
  })

  it.each([
    ['a restart', new GatewayError('CLOSED', '', { closeCode: 1012 })],
    ['a gateway without its database', new GatewayError('SERVICE_UNAVAILABLE', '')],
    [
      'too many requests',
      new GatewayError('LIMIT_EXCEEDED', '', { extensions: { limit: 'viewerRequests' } }),
    ],
    ['a proxy without its gateway', new GatewayError('BAD_RESPONSE', '', { status: 502 })],
    ['a token that could not be got', new GatewayError('TOKEN', '')],
  ])('reconnects after %s', async (_name, error) => {
    const { gateway, reconnected } = await openStore()
    gateway.connection.fail(error)
    await reconnected(2)
  })

  it('waits as long as the gateway asks', async () => {
    const { gateway, reconnected } = await openStore()
    const from = performance.now()
    gateway.connection.fail(new GatewayError('SERVICE_UNAVAILABLE', '', { retryAfterMs: 200 }))
    await reconnected(2)
    expect(performance.now() - from).toBeGreaterThan(190)
  })

  it('disconnects while nobody listens, or while it is paused', async () => {
    const { gateway, log, stop, has } = await openStore()
    gateway.send(event(1))
    stop()
    expect(gateway.connection.signal.aborted).toBe(true)
    await has(() => expect(log.getSnapshot().status).toBe('paused'))
    log.pause()
    log.subscribe(() => {})
    expect(gateway.connections).toHaveLength(1)
    log.resume()
    expect(gateway.connections).toHaveLength(2)
    expect(gateway.connection.after).toBe('c1')
  })

  it('notifies once for all entries of a frame, and keeps the snapshot between', async () => {
    const { gateway, log, listener, has } = await openStore()
    await has(() => expect(log.getSnapshot().status).toBe('live'))
    listener.mockClear()
    const before = log.getSnapshot()
    gateway.send(...range(1, 5_000).map((number) => event(number)))
    expect(log.getSnapshot()).toBe(before)
    await has(() => expect(log.getSnapshot().entries.length).toBe(5_000))
    expect(listener).toHaveBeenCalledTimes(1)
    expect(log.getSnapshot()).toBe(log.getSnapshot())
  })

  it('drops cursors unless they are to be kept', async () => {
    const gateway = new ScriptedGateway('c0')
    const log = createFollow<TestEntry>(gateway.source, { keepCursors: true })
    log.subscribe(() => {})
    expect(gateway.connection.after).toBe('c0')
    gateway.send(event(1))
    await expect.poll(() => log.getSnapshot().entries.at(0)).toHaveProperty('cursor', 'c1')
    const other = await openStore()
    other.gateway.send(event(1))
    await other.has(() => expect(other.log.getSnapshot().entries.length).toBe(1))
    expect(other.log.getSnapshot().entries.at(0)).not.toHaveProperty('cursor')
  })
})

describe('a log as an async iterable', () => {
  it('yields each entry once, over broken connections, to the end of the log', async () => {
    const gateway = new ScriptedGateway()
    const seen: string[] = []
    const done = (async () => {
      for await (const entry of createFollow<TestEntry>(gateway.source, {})) seen.push(idOf(entry))
    })()
    await expect.poll(() => gateway.connections).toHaveLength(1)
    gateway.send(event(1), event(2))
    gateway.cut()
    await expect.poll(() => gateway.connections).toHaveLength(2)
    expect(gateway.connection.after).toBe('c2')
    gateway.send(event(3))
    gateway.connection.complete()
    await done
    expect(seen).toEqual(ids(1, 3))
  })

  it('disconnects while its consumer is slower than the log, and goes on behind what it has', async () => {
    const gateway = new ScriptedGateway()
    const entries = createFollow<TestEntry>(gateway.source, {})[Symbol.asyncIterator]()
    const first = entries.next()
    await expect.poll(() => gateway.connections).toHaveLength(1)
    gateway.send(...range(1, 1_000).map((number) => event(number)))
    expect((await first).value).toEqual(event(1))
    expect(gateway.connection.signal.aborted).toBe(true)
    for (let number = 2; number <= 1_000; number += 1)
      expect((await entries.next()).value).toEqual(event(number))
    const next = entries.next()
    await expect.poll(() => gateway.connections).toHaveLength(2)
    expect(gateway.connection.after).toBe('c1000')
    gateway.send(event(1_001))
    expect((await next).value).toEqual(event(1_001))
    await entries.return?.()
    expect(gateway.connection.signal.aborted).toBe(true)
  })

  it('throws what the log failed with, and the reason of its signal', async () => {
    const gateway = new ScriptedGateway()
    const controller = new AbortController()
    const read = (signal?: AbortSignal) =>
      createFollow<TestEntry>(gateway.source, { signal })[Symbol.asyncIterator]().next()
    const failed = read()
    await expect.poll(() => gateway.connections).toHaveLength(1)
    gateway.connection.fail(new GatewayError('NOT_FOUND', 'gone'))
    await expect(failed).rejects.toMatchObject({ code: 'NOT_FOUND' })
    const aborted = read(controller.signal)
    controller.abort(new Error('enough'))
    await expect(aborted).rejects.toThrow('enough')
    await expect(read(AbortSignal.abort(new Error('never')))).rejects.toThrow('never')
  })
})
