import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DocumentNode, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { Cancellation } from '../data/cancellation.ts'
import type { AddressOf } from './address.ts'
import { operationOf } from './operation.ts'

/** What is known of a request besides its GraphQL parameters: Yoga's server context, and so a part of `context`. */
export type RequestInfo = {
  requestId: string
  /** Of the client; see `addressReader`. */
  address: string
  /** Of `performance.now()`. */
  startedAt: number
  /** Set for GraphQL requests alone, not for pages and health checks. */
  via?: 'http' | 'websocket'
  /** The kind and name of the operation, `query Home`, once its document is parsed. */
  operation?: string
  /** Those of its answer, once there is one. */
  errors?: readonly GraphQLError[]
  /** Cancelled when the client leaves before it has its answer. */
  cancellation?: Cancellation
}

/** The same over HTTP, with Node's own request and response. */
export type HttpRequestInfo = RequestInfo & { req: IncomingMessage; res: ServerResponse }

/** What a client or a proxy before us may send as an id: short, and safe in any log. */
const acceptableId = /^[\w.:-]{1,128}$/

export function newRequest(address: string, givenId?: string | null): RequestInfo {
  const requestId = givenId && acceptableId.test(givenId) ? givenId : randomUUID()
  return { requestId, address, startedAt: performance.now() }
}

/** A client may name an operation by as much as a document holds; a line of the log needs no more of it. */
const maxNameLength = 100

/** An operation as a log line names it. */
export function nameOperation(document: DocumentNode, operationName?: string | null): string | undefined {
  const operation = operationOf({ document, operationName })
  return operation
    ? `${operation.operation} ${operation.name?.value.slice(0, maxNameLength) ?? '(unnamed)'}`
    : undefined
}

/** Cancelled when a response's connection closes before the whole answer was sent. */
export function cancelledWith(response: ServerResponse): Cancellation {
  const cancellation = new Cancellation()
  if (response.destroyed) cancellation.cancel()
  else {
    response.once('close', () => {
      if (!response.writableFinished) cancellation.cancel()
    })
  }
  return cancellation
}

type ExecutionArgs = { document: DocumentNode; operationName?: string | null; contextValue: object }

/** Takes `x-request-id` in, or makes an id, and gives it back with every answer. */
export function useRequestId(addressOf: AddressOf): Plugin<object, HttpRequestInfo> {
  const note = ({ args }: { args: ExecutionArgs }) => {
    Object.assign(args.contextValue, { operation: nameOperation(args.document, args.operationName) })
  }
  return {
    onRequest({ request, serverContext }) {
      Object.assign(
        serverContext,
        newRequest(addressOf(serverContext.req), request.headers.get('x-request-id')),
        { cancellation: cancelledWith(serverContext.res) },
      )
    },
    onExecute(execution) {
      note(execution)
      return {
        onExecuteDone({ args, result }) {
          if ('errors' in result) Object.assign(args.contextValue as object, { errors: result.errors })
        },
      }
    },
    onSubscribe: note,
    onResponse({ response, serverContext }) {
      if (serverContext.requestId) response.headers.set('x-request-id', serverContext.requestId)
    },
  }
}
