import { type Exchange, subscriptionExchange } from '@urql/core'
import type { Client } from './client.ts'

/**
 * An urql exchange for subscriptions: they reconnect by themselves, logs behind their last entry. Place it behind the
 * exchanges for queries and mutations.
 */
export const resumingExchange = (client: Pick<Client, 'observe'>): Exchange =>
  subscriptionExchange({
    forwardSubscription: ({ query = '', variables }) => ({
      subscribe: ({ next, error, complete }) => ({
        unsubscribe: client.observe(
          { query, variables: variables as object | undefined },
          { next: (response) => next(response as Parameters<typeof next>[0]), error, complete },
        ),
      }),
    }),
  })
