import { type DocumentNode, type ExecutionArgs, OperationTypeNode } from 'graphql'
import type { ServerOptions, SubscribePayload } from 'graphql-ws'
import type { Extra } from 'graphql-ws/use/ws'
import type { Logger } from 'pino'
import type { Credentials } from '../../auth/authenticate.ts'
import type { Limits } from '../../config/limits.ts'
import { Cancellation } from '../../data/cancellation.ts'
import { BadInputError } from '../../errors/client-errors.ts'
import { hasCode } from '../../errors/codes.ts'
import { LimitError, limitMessage } from '../../errors/limit-error.ts'
import { publicError } from '../../errors/public-error.ts'
import type { Context } from '../../schema/context.ts'
import type { AddressOf } from '../address.ts'
import { type InitialContext, identify, runtimeOf } from '../context.ts'
import { type ErrorHandler, interruption, isUnavailable } from '../errors.ts'
import type { ConnectionLimiter } from '../limits/connections.ts'
import type { RateLimiter } from '../limits/rate.ts'
import { operationOf } from '../operation.ts'
import type { Pipeline, PreparedOperation } from '../pipeline.ts'
import { newRequest } from '../request.ts'
import { logRequest } from '../request-log.ts'
import type { Status } from '../status.ts'
import { closeAt, closeBecause, closeCodes } from './close.ts'
import { credentialsOf } from './credentials.ts'
import { createIdleAccessCheck } from './idle-access-check.ts'
import { createSerializedSink } from './serialized-sink.ts'

type Socket = Extra & { credentials?: Credentials }

/** Maximum length of an operation's id, which each of its messages repeats. */
const maxIdLength = 1_000

/** Options of the protocol. */
export type ProtocolParts = {
  readonly status: Status
  readonly errorHandler: ErrorHandler
  readonly log: Logger
  readonly limits: Limits
  readonly rate: RateLimiter
  readonly addressOf: AddressOf
  /** Counts the sockets per viewer. */
  readonly connectionLimiter: ConnectionLimiter
}

/**
 * Returns the graphql-ws options for GraphQL over WebSocket (`graphql-transport-ws`), with the same execution
 * as HTTP. Its callbacks do not throw: graphql-ws would close the socket with 4500, after which clients do
 * not reconnect.
 */
export function socketProtocol(
  pipeline: Pipeline,
  { status, errorHandler, log, limits, rate, addressOf, connectionLimiter }: ProtocolParts,
): ServerOptions<Record<string, unknown>, Socket> {
  const requests = new WeakMap<SubscribePayload, InitialContext>()
  const mind = createIdleAccessCheck(status, log)

  const execute = async ({ rootValue, contextValue }: ExecutionArgs) => {
    const context = contextValue as Context
    const result = await pipeline.execute(rootValue as PreparedOperation, context)
    // The response was written by then; `SlowReaders` bounds what is pending in the socket.
    setImmediate(() => context.bytes.release())
    return result
  }

  return {
    execute: execute as ServerOptions['execute'],
    subscribe: execute as ServerOptions['subscribe'],

    async onConnect({ connectionParams, extra, subscriptions }) {
      try {
        const address = addressOf(extra.request)
        const credentials = credentialsOf(connectionParams, extra.request)
        extra.credentials = credentials
        // Rejects addresses with too many failed attempts; messages over the socket are counted later.
        if (credentials.authorization || credentials.apiKey) await rate.take('addressRequests', address, 0)
        const viewer = await identify(runtimeOf(status), rate, { credentials, address })
        const owner = viewer?.id ?? address
        if (!connectionLimiter(owner, extra.socket)) {
          extra.socket.close(closeCodes.tryLater, limitMessage('viewerSockets', limits.viewerSockets))
          return false
        }
        if (viewer) mind(extra.socket, { viewer, isIdle: () => Object.keys(subscriptions).length === 0 })
        if (viewer?.expiresAt) closeAt(viewer.expiresAt, extra.socket)
        return true
      } catch (error) {
        log.debug({ err: error }, 'connection refused')
        closeBecause(extra.socket, error)
        return false
      }
    },

    async onSubscribe({ extra, subscriptions }, id, payload) {
      if (Object.keys(subscriptions).length > limits.socketOperations)
        return [new LimitError('socketOperations', limits.socketOperations)]
      if (id.length > maxIdLength)
        return [new BadInputError(`The id of an operation may have at most ${maxIdLength} characters.`)]
      const cancellation = new Cancellation()
      subscriptions[id] = cancelledOnReturn(cancellation)
      const context: InitialContext = {
        cancellation,
        ...newRequest(addressOf(extra.request)),
        via: 'websocket',
        credentials: extra.credentials,
        direct: createSerializedSink(extra.socket, id),
      }
      requests.set(payload, context)
      let operation: PreparedOperation | undefined
      try {
        await rate.take('addressRequests', context.address)
        const prepared = await pipeline.prepare(payload)
        if ('errors' in prepared) return prepared.errors
        operation = prepared
        const contextValue = await pipeline.authenticate(operation, context)
        const { document, operationName } = operation
        return { schema: pipeline.schema, document, operationName, contextValue, rootValue: operation }
      } catch (error) {
        const hidden = errorHandler.mask(error)
        const isStream = operation?.type === OperationTypeNode.SUBSCRIPTION
        if (hasCode(hidden, 'UNAUTHENTICATED') || (isStream && interruption(error)))
          closeBecause(extra.socket, hidden)
        return [hidden]
      }
    },

    onOperation({ extra }, _id, payload, { document }, result) {
      const request = requests.get(payload)
      if (request) logRequest(log, request)
      // After an error, a client considers its stream completed; after a close, it reconnects once the
      // database is available.
      const [error] = 'errors' in result ? (result.errors ?? []) : []
      if (error && isUnavailable(error) && isSubscription(document, payload))
        closeBecause(extra.socket, error)
    },

    onNext({ extra }, _id, payload, { document }, result) {
      const [error] = result.errors ?? []
      // The same for an interrupted stream.
      if (error && !result.data && isUnavailable(error) && isSubscription(document, payload))
        closeBecause(extra.socket, error)
      errorHandler.annotate(result, requests.get(payload)?.requestId ?? '')
      return result.errors ? { ...result, errors: result.errors.map(publicError) } : undefined
    },

    onError(_socket, _id, payload, errors) {
      errorHandler.annotate({ errors }, requests.get(payload)?.requestId ?? '')
      return errors.map(publicError)
    },
  }
}

/**
 * Returns the iterator that graphql-ws returns when the client completes an operation, or its socket closes,
 * before there is a result.
 */
function cancelledOnReturn(cancellation: Cancellation): AsyncGenerator<never, void> {
  const end = async () => {
    cancellation.cancel()
    return { done: true, value: undefined } as const
  }
  return {
    next: end,
    return: end,
    throw: end,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}

function isSubscription(document: DocumentNode, { operationName }: SubscribePayload): boolean {
  return operationOf({ document, operationName })?.operation === OperationTypeNode.SUBSCRIPTION
}
