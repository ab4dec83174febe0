import { GatewayError } from './errors.ts'

/** Exponential back-off between attempts to reconnect. */
export type RetryOptions = {
  /** The first wait, in milliseconds; it doubles with each failure. */
  readonly minDelayMs?: number
  /** The longest wait, in milliseconds. */
  readonly maxDelayMs?: number
}

const defaultMinDelayMs = 500
const defaultMaxDelayMs = 15_000

/** Returns the wait in milliseconds after `failures` in a row: 30 to 100 % of the back-off, so that clients do not reconnect all at once. */
export function toDelay(failures: number, options: RetryOptions, retryAfterMs = 0): number {
  const { minDelayMs = defaultMinDelayMs, maxDelayMs = defaultMaxDelayMs } = options
  const delay = Math.min(minDelayMs * 2 ** Math.min(failures - 1, 20), maxDelayMs)
  return Math.max(delay * (0.3 + 0.7 * Math.random()), retryAfterMs)
}

/** Limits that depend on load or time, by `extensions.limit`; the others depend on the operation alone. */
const temporaryLimits = new Set([
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
/** Close codes of graphql-ws for a client that violates the protocol. */
const protocolCloseCodes = new Set([4400, 4401, 4406, 4409])

/** True if the same operation may succeed later. The caller decides about `UNAUTHENTICATED`, by the token. */
export function isTransient(error: unknown): error is GatewayError {
  if (!(error instanceof GatewayError)) return false
  const { code, status = 0, closeCode = 0, retryAfterMs, extensions } = error
  if (retryAfterMs !== undefined) return true
  switch (code) {
    case 'NETWORK':
    case 'TOKEN':
    case 'SERVICE_UNAVAILABLE':
    case 'INTERNAL_SERVER_ERROR':
      return true
    case 'CLOSED':
      return !protocolCloseCodes.has(closeCode)
    case 'LIMIT_EXCEEDED':
      return temporaryLimits.has(String(extensions.limit))
    // A proxy whose gateway is away.
    case 'BAD_RESPONSE':
      return status >= 500
    default:
      return false
  }
}

/** Waits; a signal that is aborted, and a device that is online again, end the wait early. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const scope = globalThis as Partial<Pick<EventTarget, 'addEventListener' | 'removeEventListener'>>
    const finish = () => {
      clearTimeout(timer)
      scope.removeEventListener?.('online', finish)
      signal.removeEventListener('abort', finish)
      resolve()
    }
    const timer = setTimeout(finish, ms)
    if (signal.aborted) return finish()
    signal.addEventListener('abort', finish)
    scope.addEventListener?.('online', finish)
  })
}
