import type { Client as Gateway } from '@ii-agent/gateway-client'
import { resumingExchange } from '@ii-agent/gateway-client/urql'
import { Client, cacheExchange, fetchExchange } from '@urql/core'
import type { Token } from './token.ts'
import { authentication } from './urql-auth.ts'

/**
 * urql's default cache: a mutation reads every query again whose last answer had one of its types. An empty list has
 * none: name its type in `context: { additionalTypenames: ['Session'] }`.
 */
export const createUrqlWithDocumentCache = (url: string, token: Token, gateway: Gateway): Client =>
  new Client({
    url,
    preferGetMethod: false,
    exchanges: [cacheExchange, authentication(token), fetchExchange, resumingExchange(gateway)],
  })
