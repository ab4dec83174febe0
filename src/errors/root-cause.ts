import { GraphQLError } from 'graphql'

/** Returns the error that the GraphQL errors around it wrap. */
export function rootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? rootCause(error.originalError) : error
}
