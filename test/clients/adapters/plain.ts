import { createClient } from '@ii-agent/gateway-client'
import { WebSocket } from 'ws'
import { request as requestByHttp } from '../recipes/graphql-request.ts'
import { createEventStreams, followLogBySse, requestBySse } from '../recipes/graphql-sse.ts'
import { followLog, request as requestBySocket } from '../recipes/graphql-ws.ts'
import { type RenameSessionPayload, renameSessionDocument } from '../recipes/rename-session.ts'
import { sessionsDocument } from '../recipes/sessions.ts'
import { createSocket } from '../recipes/socket.ts'
import {
  type Adapter,
  type Connect,
  type FollowData,
  followDocument,
  joinPages,
  startAborting,
} from './adapter.ts'

type Request = <Data extends Record<string, unknown>>(
  document: string,
  variables: Record<string, unknown>,
  signal?: AbortSignal,
) => Promise<Data>

/** What is common to libraries that send a document and keep no answers. */
const withoutCache = (request: Request): Omit<Adapter, 'follow'> => ({
  openList: (start, size) => joinPages(request, start, size),
  rename: async ({ id, name, version }) =>
    (
      await request<{ renameSession: RenameSessionPayload }>(renameSessionDocument, {
        input: { id, name, expectedVersion: version },
      })
    ).renameSession,
  startReading: () => startAborting((signal) => request(sessionsDocument, { first: 2 }, signal)),
})

const listener =
  (onEvent: (type: string) => void) =>
  ({ sessionEvents: { event } }: FollowData) => {
    if (event) onEvent(event.eventType)
  }

/** The gateway's own client package. */
export const gatewayClient: Connect = ({ url, signIn }) => {
  const client = createClient({ url, token: signIn, webSocket: WebSocket })
  const request: Request = async <Data>(document: string, variables: object, signal?: AbortSignal) =>
    (await client.query<Data, object>(document, variables, { signal })).data
  return {
    ...withoutCache(request),
    follow(session, onEvent) {
      const stopping = new AbortController()
      const read = async () => {
        for await (const entry of client.followSession(session, { signal: stopping.signal }))
          if (entry.__typename === 'EventAdded') onEvent(entry.event.eventType)
      }
      read().catch((error) => stopping.signal.aborted || console.error(error))
      return () => stopping.abort()
    },
    dispose: () => client.dispose(),
  }
}

/** graphql-ws, without a cache. */
export const graphqlWs: Connect = ({ url, token }) => {
  const socket = createSocket(url.replace('http', 'ws'), token, WebSocket)
  return {
    ...withoutCache((document, variables, signal) => requestBySocket(socket, document, variables, signal)),
    follow: (session, onEvent) => followLog(socket, followDocument, { session }, listener(onEvent)),
    dispose: () => socket.dispose(),
  }
}

/** graphql-request, without a cache and without streams. */
export const graphqlRequest: Connect = ({ url, token }) => ({
  ...withoutCache((document, variables, signal) => requestByHttp(url, token, document, variables, signal)),
  follow() {
    throw new Error('It has no streams.')
  },
})

/** graphql-sse, without a cache. */
export const graphqlSse: Connect = ({ url, token }) => {
  const events = createEventStreams(url, token)
  return {
    ...withoutCache((document, variables, signal) => requestBySse(events, document, variables, signal)),
    follow: (session, onEvent) => followLogBySse(events, followDocument, { session }, listener(onEvent)),
    dispose: () => events.dispose(),
  }
}
