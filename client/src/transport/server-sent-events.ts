import { createParser } from 'eventsource-parser'
import { GatewayError } from '../errors.ts'
import { type HttpOptions, send, throwResponse, toNetworkError, toResponseError } from './http.ts'
import type { StreamSink, Transport } from './transport.ts'

/** The gateway sends a comment every 12 seconds: a stream silent for longer than this is dead. */
const maxSilenceMs = 30_000

/** Subscriptions as event streams (GraphQL over Server-Sent Events, one request for each). */
export const createEventStreams =
  (options: HttpOptions): Transport =>
  async (request, sink, signal) => {
    const silence = new AbortController()
    const either = AbortSignal.any([signal, silence.signal])
    const token = await options.tokens.get(signal)
    try {
      const response = await send(options, request, 'text/event-stream', token, either)
      await readEvents(response, sink, either, () => silence.abort())
    } catch (error) {
      if (signal.aborted) return
      if (silence.signal.aborted) throw new GatewayError('NETWORK', 'The event stream fell silent.')
      if (error instanceof GatewayError && error.code === 'UNAUTHENTICATED') options.tokens.refuse(token)
      throw error
    }
  }

async function readEvents(
  response: Response,
  sink: StreamSink,
  signal: AbortSignal,
  giveUp: () => void,
): Promise<void> {
  const isStream = response.headers.get('content-type')?.startsWith('text/event-stream')
  if (!isStream || !response.body) return throwResponse(response, signal)
  if (response.ok) sink.open()
  let isComplete = false
  const parser = createParser({
    onEvent({ event, data }) {
      if (event === 'complete') isComplete = true
      if (event !== 'next' || isComplete || signal.aborted) return
      const answer = JSON.parse(data)
      // The one event of an operation that was refused.
      if (!response.ok) throw toResponseError(answer, response)
      sink.next(answer)
    },
  })
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
  const cancel = () => void reader.cancel().catch(() => {})
  // A `fetch` of the application's own may not heed the signal.
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  let timer: ReturnType<typeof setTimeout> | undefined
  try {
    while (!isComplete) {
      clearTimeout(timer)
      timer = setTimeout(giveUp, maxSilenceMs)
      const { done, value } = await readChunk(reader, signal)
      if (done) throw new GatewayError('NETWORK', 'The event stream ended before its operation did.')
      parser.feed(value)
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', cancel)
    cancel()
  }
}

async function readChunk(reader: ReadableStreamDefaultReader<string>, signal: AbortSignal) {
  try {
    return await reader.read()
  } catch (cause) {
    throw toNetworkError(cause, signal)
  }
}
