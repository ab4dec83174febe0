import { GraphQLError } from 'graphql'
import type { Location } from './client-errors.ts'

/** The message of every error that is masked. */
export const unexpectedMessage = 'Unexpected error.'

/** Wraps an error of the gateway, so that GraphQL returns it; the error handler masks it. */
export function wrapError(error: unknown): GraphQLError {
  const originalError = error instanceof Error ? error : new Error(String(error))
  return new GraphQLError(unexpectedMessage, { originalError })
}

/** Creates an error of execution as graphql-js does: without a code, which the error handler adds. */
export function createExecutionError(message: string, location?: Location): GraphQLError {
  return new GraphQLError(message, location)
}
