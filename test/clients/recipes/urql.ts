import { Client, fetchExchange, subscriptionExchange } from '@urql/core'
import { authExchange } from '@urql/exchange-auth'
import { type CacheExchangeOpts, cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import type { Client as Socket } from 'graphql-ws'
import { keys } from '../../../docs/clients/graphcache-keys.ts'
import { cursorOf, type Token } from './socket.ts'

/** `schema` is the minified introspection: with it, fragments on unions and interfaces are matched exactly. */
export function createUrql(
  url: string,
  token: Token,
  socket: Socket,
  schema: CacheExchangeOpts['schema'],
): Client {
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({ schema, keys, resolvers: { User: { sessions: relayPagination() } } }),
      authExchange(async ({ appendHeaders }) => {
        let current = await token()
        return {
          addAuthToOperation: (operation) => appendHeaders(operation, { Authorization: `Bearer ${current}` }),
          didAuthError: ({ graphQLErrors }) =>
            graphQLErrors.some(({ extensions }) => extensions.code === 'UNAUTHENTICATED'),
          refreshAuth: async () => {
            current = await token()
          },
        }
      }),
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ query = '', variables: given }) => {
          // The socket sends these again after a break: with the cursor of the last entry.
          const variables: Record<string, unknown> = { ...given }
          return {
            subscribe: (sink) => ({
              unsubscribe: socket.subscribe<Record<string, unknown>>(
                { query, variables },
                {
                  ...sink,
                  next(result) {
                    variables.after = cursorOf(result.data) ?? variables.after
                    sink.next(result as Parameters<typeof sink.next>[0])
                  },
                },
              ),
            }),
          }
        },
      }),
    ],
  })
}
