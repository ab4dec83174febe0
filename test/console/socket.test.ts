import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  createSocketRelay,
  hiddenPaceMs,
  paceMs,
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
    vi.advanceTimersByTime(paceMs)
    receive('lone')
    vi.advanceTimersByTime(5)
    expect(batches).toEqual([{ messages: ['lone'] }])
    const sent = Array.from({ length: 500 }, (_, index) => `${index}`)
    for (const message of sent) {
      receive(message)
      vi.advanceTimersByTime(2)
    }
    vi.advanceTimersByTime(paceMs)
    expect(batches.length).toBeLessThanOrEqual(1 + 1 + 1_000 / paceMs)
    expect(batches.flatMap(({ messages }) => messages)).toEqual(['lone', ...sent])
  })

  it('passes on at most 200 messages together', () => {
    receive(...Array.from({ length: 450 }, (_, index) => `${index}`))
    vi.advanceTimersByTime(paceMs)
    expect(batches.map(({ messages }) => messages.length)).toEqual([200, 200, 50])
  })

  it('passes a change of state on at once, behind the messages before it', () => {
    FakeSocket.last.onopen()
    receive('a', 'b')
    FakeSocket.last.onclose({ type: 'close', code: 1006, reason: 'lost', wasClean: false })
    vi.advanceTimersByTime(hiddenPaceMs)
    expect(batches).toEqual([
      { messages: [], change: { type: 'open' } },
      { messages: ['a', 'b'], change: { type: 'close', code: 1006, reason: 'lost', wasClean: false } },
    ])
  })

  it('passes messages on once a second to a hidden page, and those that wait as soon as it is shown', () => {
    relay({ type: 'pace', everyMs: hiddenPaceMs })
    FakeSocket.last.onopen()
    receive('a')
    vi.advanceTimersByTime(hiddenPaceMs - 1)
    expect(batches).toHaveLength(1)
    relay({ type: 'pace', everyMs: paceMs })
    expect(batches[1]).toEqual({ messages: ['a'] })
  })
})
