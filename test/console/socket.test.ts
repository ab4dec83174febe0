import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { BatchedSocket } from '../../console/src/data/batched-socket.ts'
import { maxPaceMs, minPaceMs, paceAfter, timeRendering } from '../../console/src/data/pace.ts'
import {
  createSocketRelay,
  type SocketBatch,
  type SocketChange,
} from '../../console/src/data/socket-relay.ts'

/** A WebSocket whose events the test causes. */
class FakeSocket {
  static last: FakeSocket
  onopen = () => {}
  onmessage = (_event: { data: string }) => {}
  onerror = () => {}
  onclose = (_event: SocketChange) => {}
  readonly send = vi.fn()
  readonly close = vi.fn()
  readonly args: unknown[]

  constructor(...args: unknown[]) {
    this.args = args
    FakeSocket.last = this
  }
}

describe('the relay of a WebSocket', () => {
  let batches: SocketBatch[]
  let relay: ReturnType<typeof createSocketRelay>
  const receive = (...messages: string[]) => {
    for (const data of messages) FakeSocket.last.onmessage({ data })
  }

  beforeEach(() => {
    vi.useFakeTimers()
    vi.stubGlobal('WebSocket', FakeSocket)
    batches = []
    relay = createSocketRelay((batch) => batches.push(batch))
    relay({ type: 'open', url: 'ws://gateway/graphql', protocol: 'graphql-transport-ws' })
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('opens the socket, sends, and closes it on command', () => {
    expect(FakeSocket.last.args).toEqual(['ws://gateway/graphql', 'graphql-transport-ws'])
    relay({ type: 'send', data: 'hello' })
    relay({ type: 'close', code: 1000, reason: 'Normal Closure' })
    expect(FakeSocket.last.send).toHaveBeenCalledExactlyOnceWith('hello')
    expect(FakeSocket.last.close).toHaveBeenCalledExactlyOnceWith(1000, 'Normal Closure')
  })

  it('passes a lone message on at once, and those of a flood in 20 batches a second', () => {
    vi.advanceTimersByTime(minPaceMs)
    receive('lone')
    vi.advanceTimersByTime(5)
    expect(batches).toEqual([{ messages: ['lone'] }])
    const sent = Array.from({ length: 500 }, (_, index) => `${index}`)
    for (const message of sent) {
      receive(message)
      vi.advanceTimersByTime(2)
    }
    vi.advanceTimersByTime(minPaceMs)
    expect(batches.length).toBeLessThanOrEqual(1 + 1 + 1_000 / minPaceMs)
    expect(batches.flatMap(({ messages }) => messages)).toEqual(['lone', ...sent])
  })

  it('passes on at most 400 messages together', () => {
    receive(...Array.from({ length: 900 }, (_, index) => `${index}`))
    vi.advanceTimersByTime(minPaceMs)
    expect(batches.map(({ messages }) => messages.length)).toEqual([400, 400, 100])
  })

  it('passes a change of state on at once, behind the messages before it', () => {
    FakeSocket.last.onopen()
    receive('a', 'b')
    FakeSocket.last.onclose({ type: 'close', code: 1006, reason: 'lost', wasClean: false })
    vi.advanceTimersByTime(maxPaceMs)
    expect(batches).toEqual([
      { messages: [], change: { type: 'open' } },
      { messages: ['a', 'b'], change: { type: 'close', code: 1006, reason: 'lost', wasClean: false } },
    ])
  })

  it('passes messages on once a second to a hidden page, and those that wait as soon as it is shown', () => {
    relay({ type: 'pace', everyMs: maxPaceMs })
    FakeSocket.last.onopen()
    receive('a')
    vi.advanceTimersByTime(maxPaceMs - 1)
    expect(batches).toHaveLength(1)
    relay({ type: 'pace', everyMs: minPaceMs })
    vi.advanceTimersByTime(5)
    expect(batches[1]).toEqual({ messages: ['a'] })
  })

  it('keeps a pace that is set anew while messages wait', () => {
    FakeSocket.last.onopen()
    for (let ms = 0; ms < 2_000; ms += 10) {
      receive(`${ms}`)
      relay({ type: 'pace', everyMs: 500 })
      vi.advanceTimersByTime(10)
    }
    // The first is the change of state.
    expect(batches.map(({ messages }) => messages.length)).toEqual([0, 50, 50, 50, 50])
  })
})

describe('the pace of batches', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('leaves 95 % of frames to a page whose rendering takes 8 ms', async () => {
    vi.useFakeTimers()
    let busyMs = 0
    const passedMs = performance.now.bind(performance)
    vi.spyOn(performance, 'now').mockImplementation(() => passedMs() + busyMs)
    vi.stubGlobal('WebSocket', FakeSocket)
    vi.stubGlobal('document', { visibilityState: 'visible', addEventListener() {} })
    vi.stubGlobal('requestAnimationFrame', (render: () => void) => setTimeout(render, 16))
    const received: number[] = []
    const socket = new BatchedSocket('ws://gateway/graphql', 'graphql-transport-ws')
    socket.onmessage = () => {
      if (received.at(-1) !== passedMs()) busyMs += 8
      received.push(passedMs())
    }
    for (let ms = 0; ms < 10_000; ms += 10) {
      FakeSocket.last.onmessage({ data: `${ms}` })
      await vi.advanceTimersByTimeAsync(10)
    }
    const times = [...new Set(received.filter((time) => time > 5_000))]
    const between = times.slice(1).map((time, i) => time - (times[i] ?? 0))
    expect(between.length).toBeGreaterThan(5)
    // 36 frames of a display of 60 Hz, of which one or two are late.
    expect(Math.min(...between)).toBeGreaterThan(36 * 16.7)
    expect(Math.max(...between)).toBeLessThan(750)
  })

  it('is slower where rendering takes long, within its bounds', () => {
    expect([0.5, 2, 8, 20].map(paceAfter)).toEqual([minPaceMs, 160, 640, maxPaceMs])
  })

  it('counts the work and the frame behind it, without the wait for the frame', async () => {
    let now = 0
    vi.spyOn(performance, 'now').mockImplementation(() => now)
    vi.stubGlobal('requestAnimationFrame', (render: () => void) => {
      now += 16
      render()
      now += 3
    })
    const renderingMs = await new Promise((report) =>
      timeRendering(() => {
        now += 7
      }, report),
    )
    expect(renderingMs).toBe(10)
  })
})
