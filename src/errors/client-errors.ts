import { GraphQLError, type GraphQLErrorOptions } from 'graphql'
import { CancelledError } from '../data/cancellation.ts'
import { type ErrorCode, errorCodes } from './codes.ts'

/** Controls the HTTP response; never sent to the client. `spec`: see `beforeExecution`. */
type Http = GraphQLError['extensions']['http']

/** The `WWW-Authenticate` challenge (RFC 6750, section 3). */
const challenge = 'Bearer realm="ii-agent"'

/**
 * HTTP 400 for clients of the newer media type and 200 for others: the response to operations that are
 * rejected before execution.
 */
export const beforeExecution: Http = { status: 400, spec: true }

/** Where an error occurred in a document or result. */
export type Location = Pick<GraphQLErrorOptions, 'nodes' | 'source' | 'positions' | 'path'>

/** An error whose message is sent to the client unchanged. */
export class ClientError extends GraphQLError {
  constructor(
    code: ErrorCode,
    message: string,
    extensions: Record<string, unknown> = {},
    location: Location = {},
  ) {
    super(message, { ...location, extensions: { code, ...extensions } })
  }
}

/** The request has no valid credentials (HTTP 401). */
export class UnauthenticatedError extends ClientError {
  constructor(message = 'Sign in to ask for this.', authenticate = challenge) {
    super('UNAUTHENTICATED', message, {
      http: toHttp('UNAUTHENTICATED', { 'www-authenticate': authenticate }),
    })
  }
}

/**
 * The credentials of the request are invalid (HTTP 401). A request without credentials is signed out, which
 * is not an error.
 */
export class InvalidCredentialsError extends UnauthenticatedError {
  constructor(message: string) {
    super(message, `${challenge}, error="invalid_token"`)
  }
}

/** The viewer may not perform the operation. */
export class ForbiddenError extends ClientError {
  constructor(message: string) {
    super('FORBIDDEN', message)
  }
}

/** A value in the operation is not acceptable; the message names it. */
export class BadInputError extends ClientError {
  constructor(message: string, http?: Http) {
    super('BAD_USER_INPUT', message, http && { http })
  }
}

/** A text of the operation has a character that the encoding of the database lacks. */
export class UntranslatableCharacterError extends ClientError {
  constructor(location?: Location) {
    super('BAD_USER_INPUT', 'A text has a character that the encoding of the database lacks.', {}, location)
  }
}

/** The gateway runs without a variable, or its database without an index, that the operation needs. */
export class NotConfiguredError extends ClientError {
  constructor(missing: string) {
    super('NOT_CONFIGURED', `This gateway has no ${missing}, which this needs.`)
  }
}

/** A stored value does not fit the field's type; the field is null. */
export class ValueOutOfRangeError extends ClientError {
  constructor(type: string, value: unknown) {
    super('VALUE_OUT_OF_RANGE', `${type} cannot hold ${value}.`)
  }
}

/**
 * Ends a subscription whose row does not exist or is not visible to the viewer; the two are
 * indistinguishable.
 */
export class SubscriptionNotFoundError extends ClientError {
  constructor(model: string) {
    super('NOT_FOUND', `There is no such ${model}, or you may not see it.`)
  }
}

/** The document violates a rule of validation. */
export class InvalidDocumentError extends ClientError {
  constructor(message: string, location?: Location) {
    super('GRAPHQL_VALIDATION_FAILED', message, {}, location)
  }
}

/** The document has no operation of the given name, or several and no name is given. */
export class UnknownOperationError extends ClientError {
  constructor() {
    const message = 'Could not determine what operation to execute.'
    super('OPERATION_RESOLUTION_FAILURE', message, { http: beforeExecution })
  }
}

/** The hash is unknown. Clients recognize the message and retry with the text. */
export class UnknownHashError extends ClientError {
  constructor() {
    super('PERSISTED_QUERY_NOT_FOUND', 'PersistedQueryNotFound', {
      http: toHttp('PERSISTED_QUERY_NOT_FOUND'),
    })
  }
}

/** The client disconnected before the response. */
export class ClientDisconnectedError extends ClientError {
  constructor() {
    super('CANCELLED', new CancelledError().message)
  }
}

/** Codes of requests that HTTP rejects before GraphQL. */
type RefusalCode =
  | 'FORBIDDEN'
  | 'BAD_USER_INPUT'
  | 'METHOD_NOT_ALLOWED'
  | 'NOT_ACCEPTABLE'
  | 'UNSUPPORTED_MEDIA_TYPE'

/** Rejects an HTTP request with the status of its code, whatever media type the client accepts. */
export class RefusedRequestError extends ClientError {
  constructor(code: RefusalCode, message: string, headers?: Record<string, string>) {
    super(code, message, { http: toHttp(code, headers) })
  }
}

/** A transient failure: HTTP 503, retryable after `retryAfter` seconds. */
export class ServiceUnavailableError extends ClientError {
  constructor(
    message: string,
    { retryAfter = 1, ...extensions }: { retryAfter?: number; limit?: string } = {},
    location?: Location,
  ) {
    const http = toHttp('SERVICE_UNAVAILABLE', { 'retry-after': String(retryAfter) })
    super('SERVICE_UNAVAILABLE', message, { ...extensions, http }, location)
  }
}

function toHttp(code: Extract<ErrorCode, CodeWithStatus>, headers?: Record<string, string>): Http {
  return { status: errorCodes[code].status, ...(headers && { headers }) }
}

type CodeWithStatus = {
  [Code in ErrorCode]: (typeof errorCodes)[Code] extends { status: number } ? Code : never
}[ErrorCode]
