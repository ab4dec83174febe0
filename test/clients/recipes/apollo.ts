import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client'
import { SetContextLink } from '@apollo/client/link/context'
import { GraphQLWsLink } from '@apollo/client/link/subscriptions'
import { relayStylePagination } from '@apollo/client/utilities'
import type { Client } from 'graphql-ws'
import { tap } from 'rxjs'
import { possibleTypes, typePolicies } from '../../../docs/clients/apollo-cache.ts'
import { cursorOf, type Token } from './socket.ts'

/** Apollo copies the variables, so the socket sends those of the operation again: they get each entry's cursor. */
const resumeLink = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    tap(({ data }) => {
      const after = cursorOf(data)
      if (after) operation.variables.after = after
    }),
  ),
)

export function createApollo(url: string, token: Token, socket: Client): ApolloClient {
  const authLink = new SetContextLink(async ({ headers }) => ({
    headers: { ...headers, authorization: `Bearer ${await token()}` },
  }))
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      resumeLink.concat(new GraphQLWsLink(socket)),
      authLink.concat(new HttpLink({ uri: url })),
    ),
    cache: new InMemoryCache({
      possibleTypes,
      typePolicies: {
        ...typePolicies,
        // Pages are joined where `edges` are asked for: with `nodes` alone, only the last page is kept.
        User: { fields: { sessions: relayStylePagination(['filter', 'orderBy']) } },
      },
    }),
  })
}
