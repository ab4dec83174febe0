import { GraphQLError } from 'graphql'

/** Which challenge goes with it: RFC 6750, section 3. */
const challenge = 'Bearer realm="ii-agent", error="invalid_token"'

/**
 * The error for whoever shows a credential that does not hold: `UNAUTHENTICATED`, HTTP 401 with `WWW-Authenticate`.
 * Who shows none at all is nobody, and no error.
 */
export function unauthenticated(message: string): GraphQLError {
  return new GraphQLError(message, {
    extensions: {
      code: 'UNAUTHENTICATED',
      http: { status: 401, headers: { 'www-authenticate': challenge } },
    },
  })
}
