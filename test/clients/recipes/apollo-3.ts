import {
  ApolloClient,
  ApolloLink,
  HttpLink,
  InMemoryCache,
  type NormalizedCacheObject,
  split,
} from 'apollo3/core'
import { setContext } from 'apollo3/link/context'
import { GraphQLWsLink } from 'apollo3/link/subscriptions'
import { getMainDefinition, relayStylePagination } from 'apollo3/utilities'
import type { Client } from 'graphql-ws'
import { possibleTypes, typePolicies } from '../../../docs/clients/apollo-cache.ts'
import { cursorOf } from './cursor.ts'
import type { Token } from './token.ts'

const resumeLink = new ApolloLink((operation, forward) =>
  forward(operation).map((result) => {
    const after = cursorOf(result.data)
    if (after) operation.variables.after = after
    return result
  }),
)

export function createApollo3(
  url: string,
  token: Token,
  socket: Client,
): ApolloClient<NormalizedCacheObject> {
  const authLink = setContext(async (_operation, { headers }) => ({
    headers: { ...headers, authorization: `Bearer ${await token()}` },
  }))
  return new ApolloClient({
    link: split(
      ({ query }) => {
        const definition = getMainDefinition(query)
        return definition.kind === 'OperationDefinition' && definition.operation === 'subscription'
      },
      resumeLink.concat(new GraphQLWsLink(socket)),
      authLink.concat(new HttpLink({ uri: url })),
    ),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        ...typePolicies,
        User: { fields: { sessions: relayStylePagination(['filter', 'orderBy']) } },
      },
    }),
  })
}
