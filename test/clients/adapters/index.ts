import { type Ability, type LibraryName, librariesThat } from '../libraries.ts'
import { keepToken } from '../recipes/token.ts'
import type { Adapter, Connect } from './adapter.ts'
import { apollo3, apollo4 } from './apollo.ts'
import { hasJava, java } from './java.ts'
import { gatewayClient, graphqlRequest, graphqlSse, graphqlWs } from './plain.ts'
import { relay } from './relay.ts'
import { tanstackQuery } from './tanstack-query.ts'
import { urqlWithDocumentCache, urqlWithGraphcache } from './urql.ts'

/** How each library is connected; `graphql-sse, single connection` is refused (single-connection.test.ts). */
const connects: Record<Exclude<LibraryName, 'graphql-sse, single connection'>, Connect> = {
  'the gateway’s own client': gatewayClient,
  'graphql-ws': graphqlWs,
  'graphql-request': graphqlRequest,
  'graphql-sse, distinct connections': graphqlSse,
  'TanStack Query with graphql-request and graphql-sse': tanstackQuery,
  'Apollo Client 4': apollo4,
  'Apollo Client 3': apollo3,
  'urql with its document cache': urqlWithDocumentCache,
  'urql with graphcache': urqlWithGraphcache,
  Relay: relay,
  'Java’s HttpClient': java,
}

/** True if the machine has what the library needs beyond npm. */
export const isInstalled = (name: LibraryName): boolean => name !== 'Java’s HttpClient' || hasJava

if (!hasJava) console.warn('No Java Development Kit is installed: Java’s HttpClient is skipped.')

/** The libraries whose tests of an ability run on this machine. */
export const installedThat = (ability: Ability): LibraryName[] => librariesThat(ability).filter(isInstalled)

/** Connects a library with the code of docs/how-to/clients.md. */
export function connect(
  name: LibraryName,
  url: string,
  signIn: () => Promise<string>,
): Adapter | Promise<Adapter> {
  const create = (connects as Partial<Record<LibraryName, Connect>>)[name]
  if (!create) throw new Error(`${name} has no adapter.`)
  return create({ url, signIn, token: keepToken(signIn) })
}
