import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLError } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import type { Credentials } from '../auth/authenticate.ts'
import { Cancellation } from '../data/cancellation.ts'
import type { Context } from '../schema/context.ts'
import type { AddressOf } from './address.ts'

/**
 * Properties of a request besides its GraphQL parameters: Yoga's server context, and so a part of `context`.
 */
export type RequestInfo = {
  requestId: string
  /** The client's address; see `createAddressReader`. */
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
  /** The context of its operation, once the viewer is known. */
  context?: Context
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

/** Returns the credentials in the headers of a request. */
export function getCredentials({ headers }: IncomingMessage): Credentials {
  return { authorization: headers.authorization, apiKey: headers['x-api-key'] as string | undefined }
}

/**
 * Returns a cancellation that is triggered if a response's connection closes before it was sent completely.
 */
export function createCancellation(response: ServerResponse): Cancellation {
  const cancellation = new Cancellation()
  if (response.destroyed) cancellation.cancel()
  else {
    response.once('close', () => {
      if (!response.writableFinished) cancellation.cancel()
    })
  }
  return cancellation
}

/** Adopts `x-request-id` or creates an id, and returns it with every response. */
export function useRequestId(addressOf: AddressOf): Plugin<object, HttpRequestInfo> {
  return {
    onRequest({ request, serverContext }) {
      Object.assign(
        serverContext,
        newRequest(addressOf(serverContext.req), request.headers.get('x-request-id')),
        { cancellation: createCancellation(serverContext.res) },
      )
    },
    onResponse({ response, serverContext }) {
      if (serverContext.requestId) response.headers.set('x-request-id', serverContext.requestId)
    },
  }
}
