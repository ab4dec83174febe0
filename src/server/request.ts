import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DocumentNode, GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { Cancellation } from '../data/cancellation.ts'
import type { AddressOf } from './address.ts'
import { operationOf } from './operation.ts'

/**
 * Properties of a request besides its GraphQL parameters: Yoga's server context, and so a part of `context`.
 */
export type RequestInfo = {
  requestId: string
  /** The client's address; see `addressReader`. */
  address: string
  /** Of `performance.now()`. */
  startedAt: number
  /** Set for GraphQL requests only, not for pages and health checks. */
  via?: 'http' | 'websocket'
  /** The operation's type and name, `query Home`, once its document is parsed. */
  operation?: string
  /** The errors of the result, once available. */
  errors?: readonly GraphQLError[]
  /** Cancelled if the client disconnects before the response. */
  cancellation?: Cancellation
}

/** The same over HTTP, with Node's request and response. */
export type HttpRequestInfo = RequestInfo & { req: IncomingMessage; res: ServerResponse }

/** The accepted format of a client's or proxy's request id: short, and safe to log. */
const acceptableId = /^[\w.:-]{1,128}$/

/** Creates the properties of a request, with the given id if acceptable or a new one. */
export function newRequest(address: string, givenId?: string | null): RequestInfo {
  const requestId = givenId && acceptableId.test(givenId) ? givenId : randomUUID()
  return { requestId, address, startedAt: performance.now() }
}

/** Maximum length of an operation name in a log line. */
const maxNameLength = 100

/** Formats an operation for a log line. */
export function nameOperation(document: DocumentNode, operationName?: string | null): string | undefined {
  const operation = operationOf({ document, operationName })
  return operation
    ? `${operation.operation} ${operation.name?.value.slice(0, maxNameLength) ?? '(unnamed)'}`
    : undefined
}

/**
 * Returns a cancellation that is triggered if a response's connection closes before it was sent completely.
 */
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

/** Adopts `x-request-id` or creates an id, and returns it with every response. */
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
