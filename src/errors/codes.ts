import { GraphQLError } from 'graphql'

/** What clients and transports may rely on for a value of `extensions.code`. */
export type CodeDescription = {
  /** For docs/reference/security.md. */
  readonly meaning: string
  /** HTTP status where the whole request is refused; undefined if it never is. */
  readonly status?: number
  /**
   * Origin of the message: `gateway` (written where it is thrown), `limits` (`src/config/limits.ts`),
   * `graphql-js`, or `masked` (one text for every cause, which stands in the log only).
   */
  readonly text: 'gateway' | 'limits' | 'graphql-js' | 'masked'
}

/** Every value of `extensions.code` in a top-level error. */
export const errorCodes = {
  UNAUTHENTICATED: {
    meaning: 'There is no valid token or key, or it has expired: sign in and try again.',
    status: 401,
    text: 'gateway',
  },
  FORBIDDEN: { meaning: 'The viewer is known, but may not do this.', status: 403, text: 'gateway' },
  BAD_USER_INPUT: {
    meaning: 'The query is well-formed, but a value in it is not acceptable: the message says which.',
    status: 400,
    text: 'gateway',
  },
  LIMIT_EXCEEDED: {
    meaning:
      'The operation exceeds the limit that `extensions.limit` names. HTTP 413 for a body that is too large, 408 for one that is too slow, 431 for too large headers, 429 for too many requests.',
    status: 400,
    text: 'limits',
  },
  NOT_FOUND: {
    meaning: 'What a subscription is about does not exist (any more), or you may not see it (any more).',
    text: 'gateway',
  },
  NOT_CONFIGURED: {
    meaning:
      'The gateway was started without the variable, or its database has not the index, that this needs; the message names it.',
    text: 'gateway',
  },
  VALUE_OUT_OF_RANGE: {
    meaning: 'The database holds a value here that the type of the field cannot hold; the message has it.',
    text: 'gateway',
  },
  INTERNAL_SERVER_ERROR: {
    meaning: 'The gateway failed. `extensions.requestId` names the log line that says why.',
    status: 500,
    text: 'masked',
  },
  SERVICE_UNAVAILABLE: {
    meaning: 'The database, or the keys of tokens, cannot be reached: try again after `Retry-After`.',
    status: 503,
    text: 'gateway',
  },
  GRAPHQL_PARSE_FAILED: { meaning: 'The document is no GraphQL.', status: 400, text: 'graphql-js' },
  GRAPHQL_VALIDATION_FAILED: {
    meaning: 'The document asks for what the schema does not have.',
    status: 400,
    text: 'graphql-js',
  },
  OPERATION_RESOLUTION_FAILURE: {
    meaning: 'The document has several operations, and none was named.',
    status: 400,
    text: 'gateway',
  },
  PERSISTED_QUERY_NOT_FOUND: {
    meaning: 'The hash is not known: send the document with it.',
    status: 200,
    text: 'gateway',
  },
  METHOD_NOT_ALLOWED: {
    meaning: 'GraphQL is asked by GET or POST, and writes need POST.',
    status: 405,
    text: 'gateway',
  },
  NOT_ACCEPTABLE: {
    meaning:
      '`Accept` names no media type of answers; that of subscriptions over HTTP is `text/event-stream`.',
    status: 406,
    text: 'gateway',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    meaning: 'The body is compressed, in another charset than UTF-8, or of a type that is not taken.',
    status: 415,
    text: 'gateway',
  },
  CANCELLED: {
    meaning: 'The client disconnected before the answer: in the log and the metrics only.',
    status: 499,
    text: 'gateway',
  },
} as const satisfies Record<string, CodeDescription>

/** A value of `extensions.code`. */
export type ErrorCode = keyof typeof errorCodes

/** True if an error has the code, wrapped by GraphQL or not. */
export function hasCode(error: unknown, code: ErrorCode): error is GraphQLError {
  return error instanceof GraphQLError && error.extensions.code === code
}

/** Returns the code for an error that the HTTP library rejects a request with. */
export function getCodeOfStatus(status: number | undefined): ErrorCode {
  if (status === 403) return 'FORBIDDEN'
  if (status === 405) return 'METHOD_NOT_ALLOWED'
  return status === 415 ? 'UNSUPPORTED_MEDIA_TYPE' : 'BAD_USER_INPUT'
}

/** Returns the code for an error of graphql-js before execution, which has none. */
export function getCodeOfMessage(message: string): ErrorCode | undefined {
  return message.startsWith('Syntax Error: ') ? 'GRAPHQL_PARSE_FAILED' : undefined
}

/** The code of cancelled requests in the log and the metrics. */
export const cancelledCode: ErrorCode = 'CANCELLED'
