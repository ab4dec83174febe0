import { GraphQLError } from 'graphql'
import { type LimitName, limits } from '../config/limits.ts'

/** Every value of `extensions.code` in a top-level error, with its meaning for clients. */
export const errorCodes = {
  UNAUTHENTICATED: 'There is no valid token or key, or it has expired: sign in and try again.',
  FORBIDDEN: 'The viewer is known, but may not do this.',
  BAD_USER_INPUT: 'The query is well-formed, but a value in it is not acceptable: the message says which.',
  LIMIT_EXCEEDED: 'The operation asks for more than one client may have at a time.',
  NOT_FOUND: 'What a subscription is about does not exist (any more), or you may not see it (any more).',
  NOT_CONFIGURED:
    'The gateway was started without the variable, or its database has not the index, that this needs; the message names it.',
  VALUE_OUT_OF_RANGE:
    'The database holds a value here that the type of the field cannot hold; the message has it.',
  INTERNAL_SERVER_ERROR: 'The gateway failed. `extensions.requestId` names the log line that says why.',
} as const

/** A value of `extensions.code`. */
export type ErrorCode = keyof typeof errorCodes

/** The `WWW-Authenticate` challenge for a request without credentials (RFC 6750, section 3). */
const challenge = 'Bearer realm="ii-agent"'

/** An error whose message is sent to the client unchanged. */
export class ClientError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } })
  }
}

/** The request has no valid credentials (HTTP 401). */
export class UnauthenticatedError extends ClientError {
  constructor(message = 'Sign in to ask for this.') {
    super('UNAUTHENTICATED', message, { http: { status: 401, headers: { 'www-authenticate': challenge } } })
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
  constructor(message: string) {
    super('BAD_USER_INPUT', message)
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

/**
 * Rejects a request that exceeds a limit of `src/config/limits.ts`, and names the limit. `http` sets the
 * response's status and headers.
 */
export class LimitError extends ClientError {
  constructor(limit: LimitName, bound: number, http?: GraphQLErrorHttpExtensions) {
    const message = limits[limit].message(bound.toLocaleString('en'))
    super('LIMIT_EXCEEDED', message, { limit, bound, ...(http && { http }) })
  }
}

type GraphQLErrorHttpExtensions = GraphQLError['extensions']['http']
