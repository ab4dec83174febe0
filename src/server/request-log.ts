import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Context } from '../schema/context.ts'
import { requests } from './diagnostics.ts'
import type { RequestInfo } from './request.ts'

/** What a line says of a request. The statement count and the viewer are there once its context was made. */
type Served = RequestInfo & Partial<Pick<Context, 'viewer' | 'statements'>>

/** As nginx has it: nobody was there to be answered. */
const clientClosedRequest = 499

/** One line for one request: never a header, a variable or a document, where tokens and people's texts are. */
export function logRequest(log: Logger, request: Served, status?: number): void {
  const { requestId, via, operation, startedAt, viewer, errors, cancellation } = request
  const ms = Math.round((performance.now() - startedAt) * 10) / 10
  const statements = request.statements?.()
  const isCancelled = cancellation?.isCancelled
  const code = isCancelled ? 'CANCELLED' : errors?.[0]?.extensions.code
  const shown = isCancelled ? clientClosedRequest : status
  log.info({ requestId, via, operation, status: shown, code, ms, statements, viewer: viewer?.id }, 'request')
  if (!requests.hasSubscribers) return
  requests.publish({ via, operation, outcome: String(code ?? 'OK'), ms, statements, viewer })
}

/** Logs each GraphQL request over HTTP. A stream's line is written when it begins. */
export function useRequestLog(log: Logger): Plugin<object, RequestInfo> {
  return {
    onRequestParse({ serverContext }) {
      serverContext.via = 'http'
    },
    onResultProcess({ result, serverContext }) {
      if ('errors' in result) serverContext.errors = result.errors
    },
    onResponse({ response, serverContext }) {
      if (serverContext.via) logRequest(log, serverContext, response.status)
    },
  }
}
