import { randomUUID } from 'node:crypto'
import type { ServerResponse } from 'node:http'
import { type DocumentNode, getOperationAST } from 'graphql'
import type { Plugin } from 'graphql-yoga'

/** What is known of a request besides its GraphQL parameters: Yoga's server context, and so a part of `context`. */
export type RequestInfo = {
  requestId: string
  /** Of `performance.now()`. */
  startedAt: number
  /** Set for GraphQL requests alone, not for pages and health checks. */
  via?: 'http' | 'websocket'
  /** The kind and name of the operation, `query Home`, once its document is parsed. */
  operation?: string
}

/** The same over HTTP, with Node's own response. */
export type HttpRequestInfo = RequestInfo & { res: ServerResponse }

/** What a client or a proxy before us may send as an id: short, and safe in any log. */
const acceptableId = /^[\w.:-]{1,128}$/

export function newRequest(givenId?: string | null): RequestInfo {
  const requestId = givenId && acceptableId.test(givenId) ? givenId : randomUUID()
  return { requestId, startedAt: performance.now() }
}

/** An operation as a log line names it. */
export function nameOperation(document: DocumentNode, operationName?: string | null): string | undefined {
  const operation = getOperationAST(document, operationName)
  return operation ? `${operation.operation} ${operation.name?.value ?? '(unnamed)'}` : undefined
}

type ExecutionArgs = { document: DocumentNode; operationName?: string | null; contextValue: object }

/** Takes `x-request-id` in, or makes an id, and gives it back with every answer. */
export function useRequestId(): Plugin<object, RequestInfo> {
  const note = ({ args }: { args: ExecutionArgs }) => {
    Object.assign(args.contextValue, { operation: nameOperation(args.document, args.operationName) })
  }
  return {
    onRequest({ request, serverContext }) {
      Object.assign(serverContext, newRequest(request.headers.get('x-request-id')))
    },
    onExecute: note,
    onSubscribe: note,
    onResponse({ response, serverContext }) {
      if (serverContext.requestId) response.headers.set('x-request-id', serverContext.requestId)
    },
  }
}
