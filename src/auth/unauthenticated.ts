import { GraphQLError } from 'graphql'

/** The `WWW-Authenticate` challenge for invalid credentials (RFC 6750, section 3). */
const challenge = 'Bearer realm="ii-agent", error="invalid_token"'

/**
 * Creates the error for invalid credentials: `UNAUTHENTICATED`, HTTP 401 with `WWW-Authenticate`. A request
 * without credentials is signed out, which is not an error.
 */
export function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: { status: 401, headers: { 'www-authenticate': challenge } },
    },
  })
}
