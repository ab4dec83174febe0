import { GraphQLError } from 'graphql'
import { maskError } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { ByteLimitError } from '../data/byte-meter.ts'
import { CancelledError } from '../data/cancellation.ts'
import { DeadlineError } from '../data/deadline.ts'
import { hasSqlState } from '../data/sql-states.ts'
import { isTransient } from '../data/transient-errors.ts'
import {
  beforeExecution,
  ClientDisconnectedError,
  type Location,
  ServiceUnavailableError,
  UntranslatableCharacterError,
} from '../errors/client-errors.ts'
import { getCodeOfMessage, getCodeOfStatus, hasCode } from '../errors/codes.ts'
import { unexpectedMessage } from '../errors/execution-errors.ts'
import { createOverloadError, LimitError } from '../errors/limit-error.ts'
import { getRootCause } from '../errors/root-cause.ts'
import { errors } from './diagnostics.ts'
import { getInterruptionMessage, getTransientErrorMessage } from './transient-errors.ts'

/** Codes of the HTTP library that are replaced by ours. */
const foreignCodes: ReadonlySet<unknown> = new Set([undefined, 'BAD_REQUEST', 'REQUEST_ENTITY_TOO_LARGE'])

/** Suggestions that graphql-js appends to messages; they disclose names of a hidden schema. */
const suggestion = / ?Did you mean .*\?$/s

type Result = { readonly errors?: readonly GraphQLError[] | null; readonly data?: unknown }

/** Masks and annotates errors. */
export type ErrorHandler = {
  /** For Yoga's `maskedErrors`: passes errors intended for clients, and replaces all others. */
  mask(error: unknown): GraphQLError
  /** Assigns each error of a result its code; logs masked errors with the request id, and publishes all. */
  annotate(result: Result, requestId: string): void
}

/**
 * Returns the error for a stream that cannot start because of a transient failure, so that its client
 * reconnects; null for other errors.
 */
export function toInterruptionError(error: unknown): GraphQLError | null {
  if (isUnavailable(error)) return error
  const cause = getRootCause(error)
  return isTransient(cause) ? new ServiceUnavailableError(getInterruptionMessage(cause)) : null
}

/** True for a transient failure, after which clients may retry. */
export function isUnavailable(error: unknown): error is GraphQLError {
  return hasCode(error, 'SERVICE_UNAVAILABLE')
}

/**
 * Creates the error handler of all transports. Masked originals are kept only as long as their replacements.
 */
export function createErrorHandler(
  log: Logger,
  { limits, introspection }: Pick<Config, 'limits' | 'introspection'>,
): ErrorHandler {
  const hidden = new WeakMap<Error, unknown>()

  function mask(error: unknown): GraphQLError {
    const cause = getRootCause(error)
    const location = error instanceof GraphQLError ? getLocation(error) : undefined
    // Not a failure to log.
    if (cause instanceof CancelledError) return new ClientDisconnectedError()
    const transient = getTransientErrorMessage(cause)
    if (transient) return new ServiceUnavailableError(transient, {}, location)
    if (cause instanceof ByteLimitError && cause.limit === 'heldBytes')
      return createOverloadError(limits, location)
    const limit = exceededLimit(cause)
    if (limit) return new LimitError(limit, limits[limit], undefined, location)
    if (hasSqlState(cause, 'untranslatableCharacter')) return new UntranslatableCharacterError(location)
    const masked = maskError(error, unexpectedMessage, false) as GraphQLError
    if (masked !== error) hidden.set(masked, cause)
    return masked
  }

  /** Errors before execution, by graphql-js or the HTTP library, lack a code. */
  function nameError(error: GraphQLError, result: Result): void {
    const status = error.extensions.http?.status
    if (status === 413) {
      const { message, extensions } = new LimitError('bodyBytes', limits.bodyBytes)
      Object.assign(error, { message })
      Object.assign(error.extensions, extensions)
      return
    }
    error.extensions.code = getCodeOfMessage(error.message) ?? getCodeOfStatus(status)
    if (!('data' in result)) error.extensions.http ??= { ...beforeExecution }
  }

  function annotate(result: Result, requestId: string): void {
    for (const error of result.errors ?? []) {
      const masked = error.originalError && hidden.has(error.originalError) ? error.originalError : error
      if (hidden.has(masked)) {
        log.error({ requestId, path: error.path?.join('.'), err: hidden.get(masked) }, 'unexpected error')
        error.extensions.requestId = requestId
      } else if (foreignCodes.has(error.extensions.code)) {
        nameError(error, result)
      }
      if (!introspection) error.message = error.message.replace(suggestion, '')
      if (errors.hasSubscribers) errors.publish(error.extensions)
    }
  }

  return { mask, annotate }
}

function getLocation({ nodes, source, positions, path }: GraphQLError): Location {
  return { nodes, source, positions, path }
}

function exceededLimit(cause: unknown): 'requestMs' | 'statementMs' | ByteLimitError['limit'] | undefined {
  if (cause instanceof ByteLimitError) return cause.limit
  if (cause instanceof DeadlineError) return 'requestMs'
  return hasSqlState(cause, 'cancelled') ? 'statementMs' : undefined
}
