import { once } from 'node:events'
import { WebSocket } from 'ws'
import type { TestGateway } from '../support/gateway.ts'
import type { Outcome } from '../support/outcome.ts'
import { type Asked, transports as allTransports, type Transport } from '../transports/transports.ts'

/** An operation and the token that it is sent with. */
export type Operation = Omit<Asked, 'credentials' | 'address'> & { readonly token?: string }

const withToken =
  (send: Transport) =>
  (gateway: TestGateway, { token, ...operation }: Operation): Promise<Outcome> =>
    send(gateway, { ...operation, ...(token && { credentials: { authorization: `Bearer ${token}` } }) })

/** The transports that the gateway answers in ways of their own; the others differ in how an operation is written. */
export const transports = {
  'the fast path': withToken(allTransports['fast path']),
  'the Yoga path': withToken(allTransports['Yoga path']),
  'Server-Sent Events': withToken(allTransports['Server-Sent Events']),
  WebSocket: withToken(allTransports.WebSocket),
}

/** The name of a transport by which operations are sent. */
export type TransportName = keyof typeof transports
export const transportNames = Object.keys(transports) as TransportName[]

/** Connects by hand, sends messages, and says with which code the socket was closed. */
export async function readCloseCode(
  url: string,
  messages: readonly unknown[],
  headers = {},
): Promise<number> {
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
