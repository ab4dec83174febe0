import { afterEach, expect, it, vi } from 'vitest'
import { createTokenSource } from '../src/token.ts'
import { createEventStreams } from '../src/transport/server-sent-events.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** A connection whose bytes a test sends. */
function connect(signal = new AbortController().signal) {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  const cancelled = vi.fn()
  const body = new ReadableStream<Uint8Array>({
    start(given) {
      controller = given
    },
    cancel: cancelled,
  })
  const fetch = async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  const sink = { open: vi.fn(), next: vi.fn() }
  const subscribe = createEventStreams({
    url: 'http://gateway.test',
    tokens: createTokenSource('a token'),
    fetch,
  })
  const done = subscribe({ query: 'subscription { x }' }, sink, signal)
  // A test looks at it later than it may fail.
  done.catch(() => {})
  const send = (bytes: Uint8Array | string) =>
    controller?.enqueue(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes)
  return { sink, done, send, cancelled, close: () => controller?.close() }
}

it('reads events however their bytes are cut', async () => {
  const { sink, done, send } = connect()
  const text =
    ':\n\nevent: next\ndata: {"data":{"x":"…ü"}}\n\n:\n\nevent: next\r\ndata: {"data":{"x":2}}\r\n\r\nevent: complete\ndata\n\n'
  for (const byte of new TextEncoder().encode(text)) send(Uint8Array.of(byte))
  await done
  expect(sink.open).toHaveBeenCalledTimes(1)
  expect(sink.next.mock.calls).toEqual([[{ data: { x: '…ü' } }], [{ data: { x: 2 } }]])
})

it('takes nothing behind the end of its operation', async () => {
  const { sink, done, send, cancelled } = connect()
  send('event: complete\ndata:\n\nevent: next\ndata: {"data":{"x":1}}\n\n')
  await done
  expect(sink.next).not.toHaveBeenCalled()
  await expect.poll(() => cancelled).toHaveBeenCalled()
})

it('rejects when the stream ends before its operation, without half an event', async () => {
  const { sink, done, send, close } = connect()
  send('event: next\ndata: {"data":{"x":1}}\n')
  close()
  await expect(done).rejects.toMatchObject({ code: 'NETWORK' })
  expect(sink.next).not.toHaveBeenCalled()
})

it('rejects when not even the gateway’s comments come any longer', async () => {
  vi.useFakeTimers()
  const { done, send } = connect()
  const settled = vi.fn()
  done.catch(settled)
  for (let count = 0; count < 5; count += 1) {
    await vi.advanceTimersByTimeAsync(12_000)
    send(':\n\n')
  }
  await vi.advanceTimersByTimeAsync(29_000)
  expect(settled).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(2_000)
  expect(settled).toHaveBeenCalledWith(expect.objectContaining({ code: 'NETWORK' }))
})

it('resolves and lets the connection go when it is aborted, or its events are refused', async () => {
  const controller = new AbortController()
  const aborted = connect(controller.signal)
  await expect.poll(() => aborted.sink.open).toHaveBeenCalled()
  controller.abort()
  await aborted.done
  const refused = connect()
  refused.sink.next.mockImplementation(() => {
    throw new Error('not this')
  })
  refused.send('event: next\ndata: {"data":{"x":1}}\n\n')
  await expect(refused.done).rejects.toThrow('not this')
  await expect.poll(() => refused.cancelled).toHaveBeenCalled()
  expect(aborted.cancelled).toHaveBeenCalled()
})
