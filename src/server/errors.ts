import { GraphQLError, type GraphQLFormattedError } from 'graphql'
import { isAsyncIterable, mapAsyncIterator, maskError, type Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import { limits as descriptions, type LimitName } from '../config/limits.ts'
import type { Config } from '../config.ts'
import { ByteLimitError } from '../data/byte-meter.ts'
import { CancelledError } from '../data/cancellation.ts'
import { DeadlineError } from '../data/deadline.ts'
import { isTransient } from '../data/transient-errors.ts'
import { LimitError } from '../schema/errors.ts'
import { errors } from './diagnostics.ts'
import type { RequestInfo } from './request.ts'
import { rootCause } from './root-cause.ts'
import { databaseAway, transientErrorMessage } from './transient-errors.ts'

/** Codes of the HTTP library that are replaced by ours. */
const foreignCodes: ReadonlySet<unknown> = new Set([undefined, 'BAD_REQUEST', 'REQUEST_ENTITY_TOO_LARGE'])

/** Error codes by HTTP status. */
const codesOfStatus: Record<number, string> = {
  403: 'FORBIDDEN',
  405: 'METHOD_NOT_ALLOWED',
  415: 'UNSUPPORTED_MEDIA_TYPE',
}

/** SQLSTATE 57014: statement timeout. */
const cancelled = '57014'

/** Suggestions that graphql-js appends to messages; they disclose names of a hidden schema. */
const suggestion = / ?Did you mean .*\?$/s

type Result = { readonly errors?: readonly GraphQLError[] | null; readonly data?: unknown }

/** Masks and annotates errors. */
export type ErrorHandler = {
  /** For Yoga's `maskedErrors`: passes errors intended for clients, and replaces all others. */
  mask(error: unknown, message: string): Error
  /** Assigns each error of a result its code; logs masked errors with the request id, and publishes all. */
  annotate(result: Result, requestId: string): void
}

/** Creates the error for a transient failure: HTTP 503, retryable. */
export function unavailable(message: string, at?: GraphQLError, limit?: LimitName): GraphQLError {
  return new GraphQLError(message, {
    nodes: at?.nodes,
    path: at?.path,
    extensions: {
      code: 'SERVICE_UNAVAILABLE',
      ...(limit && { limit }),
      http: { status: 503, headers: { 'retry-after': '1' } },
    },
  })
}

/**
 * Returns the error for a stream that cannot start because of a transient failure, so that its client
 * reconnects; null for other errors.
 */
export function interruption(error: unknown): GraphQLError | null {
  if (isUnavailable(error)) return error
  return isTransient(rootCause(error)) ? unavailable(databaseAway) : null
}

/** True for errors of `unavailable`. */
export function isUnavailable(error: unknown): error is GraphQLError {
  return error instanceof GraphQLError && error.extensions.code === 'SERVICE_UNAVAILABLE'
}

/**
 * Creates the error handler of all transports. Masked originals are kept only as long as their replacements.
 */
export function createErrorHandler(
  log: Logger,
  { limits, introspection }: Pick<Config, 'limits' | 'introspection'>,
): ErrorHandler {
  const hidden = new WeakMap<Error, unknown>()

  function mask(error: unknown, message: string): Error {
    const cause = rootCause(error)
    // The client has disconnected; not a failure to log.
    if (cause instanceof CancelledError)
      return new GraphQLError(cause.message, { extensions: { code: 'CANCELLED' } })
    const transient = transientErrorMessage(cause)
    if (transient) return unavailable(transient, error instanceof GraphQLError ? error : undefined)
    if (cause instanceof ByteLimitError && cause.limit === 'heldBytes') {
      const { heldBytes } = limits
      const message = descriptions.heldBytes.message(heldBytes.toLocaleString('en'))
      return unavailable(message, error instanceof GraphQLError ? error : undefined, 'heldBytes')
    }
    const bound = boundPassed(cause)
    if (bound) return at(error, new LimitError(bound, limits[bound]))
    const masked = maskError(error, message, false)
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
    const unreadable = error.message.startsWith('Syntax Error: ') && 'GRAPHQL_PARSE_FAILED'
    error.extensions.code = unreadable || ((status && codesOfStatus[status]) ?? 'BAD_USER_INPUT')
    if (!('data' in result)) error.extensions.http ??= { status: 400, spec: true }
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

/** Annotates HTTP results, and each event of a stream. */
export function useErrorHandler(errorHandler: ErrorHandler): Plugin<object, RequestInfo> {
  return {
    onResultProcess({ result, setResult, serverContext: { requestId } }) {
      const signed = <R extends Result>(one: R): R => {
        errorHandler.annotate(one, requestId)
        return one
      }
      if (isAsyncIterable(result)) setResult(mapAsyncIterator(result, signed))
      else if (Array.isArray(result)) result.forEach(signed)
      else signed(result)
    },
  }
}

/** Formats an error for clients, without the extensions that control the HTTP response. */
export function publicError(error: GraphQLError): GraphQLFormattedError {
  const { extensions = {}, ...rest } = error.toJSON()
  const { http: _http, unexpected: _unexpected, ...shown } = extensions
  return { ...rest, extensions: shown }
}

/** Returns the error with the location of another one. */
function at(place: unknown, error: LimitError): GraphQLError {
  if (!(place instanceof GraphQLError)) return error
  const { nodes, source, positions, path } = place
  return new GraphQLError(error.message, { nodes, source, positions, path, extensions: error.extensions })
}

function boundPassed(cause: unknown): 'requestMs' | 'statementMs' | 'readBytes' | undefined {
  if (cause instanceof ByteLimitError) return 'readBytes'
  if (cause instanceof DeadlineError) return 'requestMs'
  return cause instanceof Error && 'code' in cause && cause.code === cancelled ? 'statementMs' : undefined
}
