import type { Client as Gateway } from '@ii-agent/gateway-client'
import { resumingExchange } from '@ii-agent/gateway-client/urql'
import { Client, fetchExchange } from '@urql/core'
import { type CacheExchangeOpts, cacheExchange } from '@urql/exchange-graphcache'
import { relayPagination } from '@urql/exchange-graphcache/extras'
import { keys } from '../../../docs/clients/graphcache-keys.ts'
import { optimisticPayload, type Session } from './rename-session.ts'
import type { Token } from './token.ts'
import { authentication } from './urql-auth.ts'

/** What the cache shows until the answer comes, from the input of the mutation. */
const optimistic: CacheExchangeOpts['optimistic'] = {
  renameSession({ input }) {
    const { id, name, expectedVersion } = input as Session & { expectedVersion: string }
    return optimisticPayload({ id, name, version: expectedVersion })
  },
}

/** `schema` is the minified introspection: with it, fragments on unions and interfaces are matched exactly. */
export function createUrql(
  url: string,
  token: Token,
  gateway: Gateway,
  schema: CacheExchangeOpts['schema'],
): Client {
  return new Client({
    url,
    preferGetMethod: false,
    exchanges: [
      cacheExchange({ schema, keys, optimistic, resolvers: { User: { sessions: relayPagination() } } }),
      authentication(token),
      fetchExchange,
      resumingExchange(gateway),
    ],
  })
}
