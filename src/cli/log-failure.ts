import type { LimitName } from '../config/limits.ts'
import type { ErrorCode } from '../errors/codes.ts'
import { describeUnreachable } from './gateway-url.ts'

/** Close code of the gateway: the credentials are invalid or expired. */
const refused = 4403
/** Close codes of graphql-ws for a client that violates the protocol. */
const protocolCloseCodes: ReadonlySet<number> = new Set([4400, 4401, 4406, 4409])
/** Codes of errors after which the same operation may succeed. */
const transientCodes: ReadonlySet<unknown> = new Set<ErrorCode>([
  'SERVICE_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
])
/** Limits that depend on load or time, by `extensions.limit`; the others depend on the operation alone. */
const temporaryLimits: ReadonlySet<unknown> = new Set<LimitName>([
  'viewerRequests',
  'addressRequests',
  'viewerSockets',
  'addressSockets',
  'socketOperations',
  'socketMessages',
  'requestMs',
  'statementMs',
  'heldBytes',
  'subscriptionBytes',
])

/** Why the subscription of `ii-gateway logs` broke. */
export class LogFailure extends Error {
  /** `retry`: the same may succeed later. `renew`: with another token. `end`: never. */
  readonly remedy: 'retry' | 'renew' | 'end'

  constructor(message: string, remedy: LogFailure['remedy'], cause?: unknown) {
    super(message, { cause })
    this.remedy = remedy
  }
}

/** The part of a GraphQL error that decides the remedy. */
export type OperationError = {
  readonly message: string
  readonly extensions?: Readonly<Record<string, unknown>> | undefined
}

/** Converts a rejection of graphql-ws: errors of the operation, the close event of the connection, or an `Error`. */
export function toLogFailure(failure: unknown): LogFailure {
  if (Array.isArray(failure)) return ofOperation(failure)
  const { code, reason } = (failure ?? {}) as Partial<CloseEvent>
  if (typeof code !== 'number') return new LogFailure(describeUnreachable(failure), 'retry', failure)
  const message = `The connection is gone (${`${code} ${reason}`.trim()}).`
  if (code === refused) return new LogFailure(message, 'renew')
  return new LogFailure(message, protocolCloseCodes.has(code) ? 'end' : 'retry')
}

function ofOperation(errors: readonly OperationError[]): LogFailure {
  const { code, limit } = errors[0]?.extensions ?? {}
  const message = errors.map((error) => error.message).join(' ')
  if (code === 'UNAUTHENTICATED') return new LogFailure(message, 'renew')
  const isTransient = transientCodes.has(code) || (code === 'LIMIT_EXCEEDED' && temporaryLimits.has(limit))
  return new LogFailure(message, isTransient ? 'retry' : 'end')
}
