import type { ApolloClient } from '@apollo/client'
import { createClient } from '@ii-agent/gateway-client'
import { parse } from 'graphql'
import { vi } from 'vitest'
import { WebSocket } from 'ws'
import { createApollo } from '../recipes/apollo.ts'
import { createApollo3 } from '../recipes/apollo-3.ts'
import { renameSession } from '../recipes/apollo-rename.ts'
import {
  nextPage,
  type PageArgs,
  previousPage,
  type SessionsData,
  sessionsDocument,
} from '../recipes/sessions.ts'
import { createSocket } from '../recipes/socket.ts'
import {
  type Adapter,
  type Connect,
  type FollowData,
  followDocument,
  namesOf,
  startAborting,
} from './adapter.ts'

const sessions = parse(sessionsDocument)
const unset = { first: undefined, after: undefined, last: undefined, before: undefined }

const adapt = (client: ApolloClient): Adapter => ({
  async openList(variables, size) {
    const query = client.watchQuery<SessionsData>({ query: sessions, variables })
    query.subscribe(() => {})
    const isSettled = () => vi.waitUntil(() => !query.getCurrentResult().loading, { timeout: 20_000 })
    await isSettled()
    const shown = () => query.getCurrentResult().data as SessionsData
    async function read(page?: PageArgs): Promise<void> {
      await query.fetchMore({ variables: { ...unset, ...page } })
      await isSettled()
    }
    return {
      names: () => namesOf(shown()),
      readNext: () => read(nextPage(shown(), size)),
      readPrevious: () => read(previousPage(shown(), size)),
    }
  },
  rename: (session) => renameSession(client, session),
  startReading: () =>
    startAborting((signal) =>
      client.query({
        query: sessions,
        variables: { first: 2 },
        context: { fetchOptions: { signal }, queryDeduplication: false },
      }),
    ),
  follow(session, onEvent) {
    const results = client.subscribe<FollowData>({
      query: parse(followDocument),
      variables: { session },
      fetchPolicy: 'no-cache',
    })
    const subscription = results.subscribe(({ data }) => {
      if (data?.sessionEvents.event) onEvent(data.sessionEvents.event.eventType)
    })
    return () => subscription.unsubscribe()
  },
  dispose: () => client.stop(),
})

/** Apollo Client 4, connected as its recipe says. */
export const apollo4: Connect = ({ url, signIn, token }) => {
  const gateway = createClient({ url, token: signIn, webSocket: WebSocket })
  return { ...adapt(createApollo(url, token, gateway)), dispose: () => gateway.dispose() }
}

/** Apollo Client 3, connected as its recipe says. */
export const apollo3: Connect = ({ url, token }) => {
  const socket = createSocket(url.replace('http', 'ws'), token, WebSocket)
  // What is called here is the same in both versions; the types are nominal.
  const client = createApollo3(url, token, socket) as unknown as ApolloClient
  return { ...adapt(client), dispose: () => socket.dispose() }
}
