import { gql } from '@apollo/client'
import type { Client as Gateway } from '@ii-agent/gateway-client'
import { createOperationDescriptor, fetchQuery, getRequest } from 'relay-runtime'
import sessionsRequest from './generated/relay/relaySessionsQuery.graphql.ts'
import { createApollo } from './recipes/apollo.ts'
import { renameSession as renameByApollo } from './recipes/apollo-rename.ts'
import { createRelay, renameSession as renameByRelay } from './recipes/relay.ts'
import { sessionsQuery } from './recipes/relay-sessions.ts'
import type { Session } from './recipes/rename-session.ts'
import type { Token } from './recipes/token.ts'
import { createUrql } from './recipes/urql.ts'
import { renameSession as renameByUrql } from './recipes/urql-rename.ts'
import { schema } from './schema.ts'

/** What the tests do with every library that has a cache. */
export type CacheAdapter = {
  /** Shows the user's sessions, and again whenever the cache has others. */
  show(next: (sessions: readonly Session[]) => void): () => void
  rename(session: Session): Promise<{ readonly __typename: string }>
}

type Connect = (url: string, token: Token, gateway: Gateway) => CacheAdapter
type Data = { viewer: { sessions: { edges: { node: Session }[] } } }

const document = `query Sessions($first: Int!) {
  viewer { id sessions(first: $first) { edges { node { id name version } } } }
}`
const variables = { first: 20 }
const sessionsOf = (data: Data) => data.viewer.sessions.edges.map(({ node }) => node)

const apollo: Connect = (url, token, gateway) => {
  const client = createApollo(url, token, gateway)
  return {
    show(next) {
      const query = client.watchQuery<Data>({ query: gql(document), variables })
      const subscription = query.subscribe(({ data, dataState }) => {
        if (dataState === 'complete') next(sessionsOf(data as Data))
      })
      return () => subscription.unsubscribe()
    },
    rename: (session) => renameByApollo(client, session),
  }
}

const urql: Connect = (url, token, gateway) => {
  const client = createUrql(url, token, gateway, schema)
  return {
    show: (next) =>
      client.query<Data>(document, variables).subscribe(({ data }) => {
        if (data) next(sessionsOf(data))
      }).unsubscribe,
    rename: (session) => renameByUrql(client, session),
  }
}

const relay: Connect = (_url, _token, gateway) => {
  const environment = createRelay(gateway)
  return {
    show(next) {
      const operation = createOperationDescriptor(getRequest(sessionsRequest), variables)
      const retained = environment.retain(operation)
      const emit = () => next(sessionsOf(environment.lookup(operation.fragment).data as unknown as Data))
      const fetching = fetchQuery(environment, sessionsQuery, variables).subscribe({ next: emit })
      const watching = environment.subscribe(environment.lookup(operation.fragment), ({ data }) =>
        next(sessionsOf(data as unknown as Data)),
      )
      return () => {
        fetching.unsubscribe()
        watching.dispose()
        retained.dispose()
      }
    },
    rename: (session) => renameByRelay(environment, session),
  }
}

export const cacheAdapters: readonly { name: string; connect: Connect }[] = [
  { name: 'Apollo Client 4', connect: apollo },
  { name: 'urql with graphcache', connect: urql },
  { name: 'Relay', connect: relay },
]
