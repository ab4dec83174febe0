import type { Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Context } from '../schema/context.ts'
import type { RequestInfo } from './request.ts'

/** What a line says of a request. The statement count and the viewer are there once its context was made. */
type Served = RequestInfo & Partial<Pick<Context, 'viewer' | 'statements'>>

/** One line for one request: never a header, a variable or a document, where tokens and people's texts are. */
export function logRequest(log: Logger, request: Served, status?: number): void {
  const { requestId, via, operation, startedAt, statements, viewer } = request
  const ms = Math.round((performance.now() - startedAt) * 10) / 10
  log.info(
    { requestId, via, operation, status, ms, statements: statements?.(), viewer: viewer?.id },
    'request',
  )
}

/** Logs each GraphQL request over HTTP. A stream's line is written when it begins. */
export function useRequestLog(log: Logger): Plugin<object, RequestInfo> {
  return {
    onRequestParse({ serverContext }) {
      serverContext.via = 'http'
    },
    onResponse({ response, serverContext }) {
      if (serverContext.via) logRequest(log, serverContext, response.status)
    },
  }
}
