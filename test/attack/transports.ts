import { once } from 'node:events'
import { createClient } from 'graphql-ws'
import { WebSocket } from 'ws'
import type { TestGateway } from '../support/gateway.ts'

/** An error of an answer. */
export type Problem = { readonly message: string; readonly extensions: Record<string, unknown> }

/** What came of one operation, whichever way it was sent. */
export type Outcome = { readonly data?: unknown; readonly errors?: readonly Problem[] }

/** An operation and the token that it is sent with. */
export type Operation = {
  readonly query: string
  readonly variables?: Record<string, unknown>
  readonly token?: string
}

type Transport = (gateway: TestGateway, operation: Operation) => Promise<Outcome>

const headersOf = (token?: string) => ({
  'content-type': 'application/json',
  ...(token && { authorization: `Bearer ${token}` }),
})

const post =
  (accept: string): Transport =>
  async ({ url }, { token, ...body }) => {
    const headers = { ...headersOf(token), accept }
    const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
    return response.json() as Promise<Outcome>
  }

const eventStream: Transport = async ({ url }, { token, ...body }) => {
  const headers = { ...headersOf(token), accept: 'text/event-stream' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  let text = ''
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk
    const [, first] = /data: ?(\{.*\})\n/.exec(text) ?? []
    if (first) return JSON.parse(first) as Outcome
  }
  return JSON.parse(text) as Outcome
}

const webSocket: Transport = async ({ socketUrl }, { token, ...operation }) => {
  const client = createClient({
    url: socketUrl,
    webSocketImpl: WebSocket,
    connectionParams: token ? { token } : {},
    retryAttempts: 0,
  })
  try {
    return (await client.iterate(operation).next()).value as Outcome
  } catch (error) {
    if (Array.isArray(error)) return { errors: error as Problem[] }
    throw error
  } finally {
    await client.dispose()
  }
}

/** Every way in which an operation can come in. */
export const transports = {
  'the fast path': post('application/json'),
  'the Yoga path': post('application/graphql-response+json'),
  'Server-Sent Events': eventStream,
  WebSocket: webSocket,
} satisfies Record<string, Transport>

/** The name of a transport by which operations are sent. */
export type TransportName = keyof typeof transports
export const transportNames = Object.keys(transports) as TransportName[]

/** What refused it: the limit, or else the code of the first error; `answered` where nothing did. */
export function verdict({ errors }: Outcome): string {
  const [first] = errors ?? []
  return first ? String(first.extensions.limit ?? first.extensions.code) : 'answered'
}

/** Connects by hand, sends messages, and says with which code the socket was closed. */
export async function closeOf(url: string, messages: readonly unknown[], headers = {}): Promise<number> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers })
  const closed = once(socket, 'close')
  await once(socket, 'open')
  for (const message of messages) {
    socket.send(typeof message === 'string' ? message : JSON.stringify(message))
    // What comes after connection_init comes after its answer, as clients do.
    if (isInit(message)) await Promise.race([once(socket, 'message'), closed])
  }
  const [code] = await closed
  return code
}

const isInit = (message: unknown) =>
  typeof message === 'object' && message !== null && 'type' in message && message.type === 'connection_init'
