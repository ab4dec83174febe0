import { GraphQLError } from 'graphql'
import { type LimitName, limits } from '../config/limits.ts'

/** Every code that `extensions.code` of a top-level error may have, and what it means to a client. */
export const errorCodes = {
  UNAUTHENTICATED: 'There is no valid token or key, or it has expired: sign in and try again.',
  FORBIDDEN: 'The viewer is known, but may not do this.',
  BAD_USER_INPUT: 'The query is well-formed, but a value in it is not acceptable: the message says which.',
  LIMIT_EXCEEDED: 'The operation asks for more than one client may have at a time.',
  NOT_FOUND: 'What a subscription is about does not exist (any more), or you may not see it (any more).',
  VALUE_OUT_OF_RANGE:
    'The database holds a value here that the type of the field cannot hold; the message has it.',
  INTERNAL_SERVER_ERROR: 'The gateway failed. `extensions.requestId` names the log line that says why.',
} as const

export type ErrorCode = keyof typeof errorCodes

/** For whoever shows no credential at all: RFC 6750, section 3. */
const challenge = 'Bearer realm="ii-agent"'

/** An error that is meant for the client: its message is sent as it is. */
export class ClientError extends GraphQLError {
  constructor(code: ErrorCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { code, ...extensions } })
  }
}

export class UnauthenticatedError extends ClientError {
  constructor(message = 'Sign in to ask for this.') {
    super('UNAUTHENTICATED', message, { http: { status: 401, headers: { 'www-authenticate': challenge } } })
  }
}

export class ForbiddenError extends ClientError {
  constructor(message: string) {
    super('FORBIDDEN', message)
  }
}

export class BadInputError extends ClientError {
  constructor(message: string) {
    super('BAD_USER_INPUT', message)
  }
}

/** A value that other programs stored and that the field's type has no room for; the field is null. */
export class ValueOutOfRangeError extends ClientError {
  constructor(type: string, value: unknown) {
    super('VALUE_OUT_OF_RANGE', `${type} cannot hold ${value}.`)
  }
}

/** Ends a subscription whose subject is not there, or is not for this viewer: the two look the same. */
export class SubscriptionNotFoundError extends ClientError {
  constructor(model: string) {
    super('NOT_FOUND', `There is no such ${model}, or you may not see it.`)
  }
}

/** Refuses what goes beyond a bound of `src/config/limits.ts`, and names it. `http` is the answer's status and headers. */
export class LimitError extends ClientError {
  constructor(limit: LimitName, bound: number, http?: GraphQLErrorHttpExtensions) {
    const message = limits[limit].message(bound.toLocaleString('en'))
    super('LIMIT_EXCEEDED', message, { limit, bound, ...(http && { http }) })
  }
}

type GraphQLErrorHttpExtensions = GraphQLError['extensions']['http']
