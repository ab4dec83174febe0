import type { Logger } from 'pino'
import { cancelledCode } from '../errors/codes.ts'
import { requests } from './diagnostics.ts'
import type { RequestInfo } from './request.ts'

/** nginx's status for a client that disconnected before the response. */
const clientClosedRequest = 499

/**
 * Logs one line per request, without headers, variables or documents, which contain tokens and personal data.
 */
export function logRequest(log: Logger, request: RequestInfo, status?: number): void {
  const { requestId, via, operation, startedAt, errors, cancellation, context } = request
  const ms = Math.round((performance.now() - startedAt) * 10) / 10
  const viewer = context?.viewer
  const statements = context?.statements()
  const isCancelled = cancellation?.isCancelled
  const code = isCancelled ? cancelledCode : errors?.[0]?.extensions.code
  const shown = isCancelled ? clientClosedRequest : status
  log.info({ requestId, via, operation, status: shown, code, ms, statements, viewer: viewer?.id }, 'request')
  if (!requests.hasSubscribers) return
  requests.publish({ via, operation, outcome: String(code ?? 'OK'), ms, statements, viewer })
}
