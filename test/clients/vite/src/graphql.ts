import { initGraphQLTada } from 'gql.tada'
import type { introspection } from './graphql-env.d.ts'

/** Types a document from its text. */
export const graphql = initGraphQLTada<{
  introspection: introspection
  scalars: { BigInt: string; DateTime: string; Decimal: string; JSON: unknown }
}>()
