/** Codes of `extensions.code`, and those that the client adds: `NETWORK`, `BAD_RESPONSE`, `CLOSED` and `TOKEN`. */
export type ErrorCode =
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'NOT_CONFIGURED'
  | 'BAD_USER_INPUT'
  | 'GRAPHQL_VALIDATION_FAILED'
  | 'LIMIT_EXCEEDED'
  | 'SERVICE_UNAVAILABLE'
  | 'INTERNAL_SERVER_ERROR'
  /** The gateway was not reached, or the connection broke. */
  | 'NETWORK'
  /** The answer is not one of GraphQL, as of a proxy in between. */
  | 'BAD_RESPONSE'
  /** The WebSocket was closed; `closeCode` says with which code. */
  | 'CLOSED'
  /** The token function failed; `cause` has its error. */
  | 'TOKEN'
  | (string & {})

/** An error as GraphQL answers it. */
export type ResponseError = {
  readonly message: string
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
}

type Details = {
  readonly path?: readonly (string | number)[]
  readonly extensions?: Readonly<Record<string, unknown>>
  readonly status?: number
  readonly closeCode?: number
  readonly retryAfterMs?: number
  readonly cause?: unknown
}

/** An error of the gateway, or on the way to it. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError'
  readonly code: ErrorCode
  /** The field that the error nulled; undefined if it is about the whole operation. */
  readonly path: readonly (string | number)[] | undefined
  readonly extensions: Readonly<Record<string, unknown>>
  /** The HTTP status of the answer, if there was one. */
  readonly status: number | undefined
  /** The close code of the WebSocket, if it was closed. */
  readonly closeCode: number | undefined
  /** Milliseconds to wait before another attempt, if the gateway named them. */
  readonly retryAfterMs: number | undefined

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause })
    this.code = code
    this.path = details.path
    this.extensions = details.extensions ?? {}
    this.status = details.status
    this.closeCode = details.closeCode
    this.retryAfterMs = details.retryAfterMs
  }

  /** The id that names the line in the gateway's log, for errors that are the gateway's fault. */
  get requestId(): string | undefined {
    const { requestId } = this.extensions
    return typeof requestId === 'string' ? requestId : undefined
  }
}

/** Converts an error of an answer. */
export function toGatewayError(error: ResponseError, details: Details = {}): GatewayError {
  const { message, path, extensions } = error
  const code = typeof extensions?.code === 'string' ? extensions.code : 'BAD_RESPONSE'
  return new GatewayError(code, message, { ...details, path, extensions })
}
