import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from '@apollo/client'
import { SetContextLink } from '@apollo/client/link/context'
import { relayStylePagination } from '@apollo/client/utilities'
import type { Client } from '@ii-agent/gateway-client'
import { print } from 'graphql'
import { Observable } from 'rxjs'
import { possibleTypes, typePolicies } from '../../../docs/clients/apollo-cache.ts'
import type { Token } from './token.ts'

/** Subscriptions by the gateway's client, which reconnect by themselves, logs behind their last entry. */
export const createSubscriptionLink = (gateway: Pick<Client, 'observe'>): ApolloLink =>
  new ApolloLink(
    ({ query, variables }) =>
      new Observable((observer) => gateway.observe({ query: print(query), variables }, observer)),
  )

export function createApollo(url: string, token: Token, gateway: Client): ApolloClient {
  const authLink = new SetContextLink(async ({ headers }) => ({
    headers: { ...headers, authorization: `Bearer ${await token()}` },
  }))
  return new ApolloClient({
    link: ApolloLink.split(
      ({ operationType }) => operationType === 'subscription',
      createSubscriptionLink(gateway),
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
