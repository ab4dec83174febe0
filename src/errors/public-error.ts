import type { GraphQLError, GraphQLFormattedError } from 'graphql'

/** Formats an error for clients, without the extensions that control the HTTP response. */
export function toPublicError(error: GraphQLError): GraphQLFormattedError {
  const { extensions = {}, ...rest } = error.toJSON()
  const { http: _http, unexpected: _unexpected, ...shown } = extensions
  return { ...rest, extensions: shown }
}
