import { GraphQLError } from 'graphql'

/** Returns the error that the GraphQL errors around it wrap. */
export function getRootCause(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? getRootCause(error.originalError) : error
}
