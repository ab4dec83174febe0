import {
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type FormattedExecutionResult,
  type GraphQLError,
  OperationTypeNode,
} from 'graphql'
import type { ServerOptions, SubscribePayload } from 'graphql-ws'
import type { Extra } from 'graphql-ws/use/ws'
import { isAsyncIterable } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Credentials } from '../../auth/authenticate.ts'
import type { Limits } from '../../config/limits.ts'
import { Cancellation } from '../../data/cancellation.ts'
import { listValuesUpTo } from '../../data/json.ts'
import { hasCode } from '../../errors/codes.ts'
import { LimitError } from '../../errors/limit-error.ts'
import { toPublicError } from '../../errors/public-error.ts'
import type { Context } from '../../schema/context.ts'
import type { AddressOf } from '../address.ts'
import { getRuntime, type InitialContext, identify } from '../context.ts'
import { type ErrorHandler, isUnavailable, toInterruptionError } from '../errors.ts'
import type { ConnectionLimiter } from '../limits/connections.ts'
import type { RateLimiter } from '../limits/rate.ts'
import { selectOperation } from '../operation.ts'
import type { Pipeline, PreparedOperation } from '../pipeline.ts'
import { newRequest } from '../request.ts'
import { logRequest } from '../request-log.ts'
import { hasSerializedData, type SerializedData } from '../serialize.ts'
import type { Status } from '../status.ts'
import { closeAt, closeBecause, closeBeyond } from './close.ts'
import { readCredentials } from './credentials.ts'
import { createIdleAccessCheck, type IdleAccessCheck } from './idle-access-check.ts'
import { createSerializedSink, sendEncoded } from './serialized-sink.ts'

type Socket = Extra & { credentials?: Credentials }

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

type Options = ServerOptions<Record<string, unknown>, Socket>

/**
 * The graphql-ws options for GraphQL over WebSocket (`graphql-transport-ws`), with the same execution as HTTP. Its
 * callbacks do not throw: graphql-ws would close the socket with 4500, after which clients do not reconnect.
 */
class SocketProtocol {
  readonly #pipeline: Pipeline
  readonly #parts: ProtocolParts
  readonly #requests = new WeakMap<SubscribePayload, InitialContext>()
  readonly #checkWhileIdle: IdleAccessCheck

  constructor(pipeline: Pipeline, parts: ProtocolParts) {
    this.#pipeline = pipeline
    this.#parts = parts
    this.#checkWhileIdle = createIdleAccessCheck(parts.status, parts.log)
  }

  readonly execute = async ({ rootValue, contextValue }: ExecutionArgs) => {
    const context = contextValue as Context
    const result = await this.#pipeline.execute(rootValue as PreparedOperation, context)
    // The response was written by then; `SlowReaders` bounds what is pending in the socket.
    setImmediate(() => context.bytes.release())
    return result
  }

  readonly onConnect: Options['onConnect'] = async ({ connectionParams, extra, subscriptions }) => {
    const { status, log, limits, rate, addressOf, connectionLimiter } = this.#parts
    try {
      const address = addressOf(extra.request)
      const credentials = readCredentials(connectionParams, extra.request, limits)
      extra.credentials = credentials
      // Rejects addresses with too many failed attempts; messages over the socket are counted later.
      if (credentials.authorization || credentials.apiKey) await rate.take('addressRequests', address, 0)
      const viewer = await identify(getRuntime(status), rate, { credentials, address })
      const owner = viewer?.id ?? address
      if (!connectionLimiter(owner, extra.socket)) {
        closeBeyond(extra.socket, 'viewerSockets', limits)
        return false
      }
      const isIdle = () => Object.keys(subscriptions).length === 0
      if (viewer) this.#checkWhileIdle(extra.socket, { viewer, isIdle })
      if (viewer?.expiresAt) closeAt(viewer.expiresAt, extra.socket)
      return true
    } catch (error) {
      log.debug({ err: error }, 'connection refused')
      closeBecause(extra.socket, error)
      return false
    }
  }

  readonly onSubscribe: Options['onSubscribe'] = async ({ extra, subscriptions }, id, payload) => {
    const { limits, addressOf } = this.#parts
    if (Object.keys(subscriptions).length > limits.socketOperations)
      return [new LimitError('socketOperations', limits.socketOperations)]
    if (id.length > limits.operationIdLength)
      return [new LimitError('operationIdLength', limits.operationIdLength)]
    if (!listValuesUpTo(limits.parameters, payload)) return [new LimitError('parameters', limits.parameters)]
    const cancellation = new Cancellation()
    subscriptions[id] = cancelledOnReturn(cancellation)
    const context: InitialContext = {
      cancellation,
      ...newRequest(addressOf(extra.request)),
      via: 'websocket',
      credentials: extra.credentials,
      direct: createSerializedSink(extra.socket, extra.request.socket, id),
    }
    this.#requests.set(payload, context)
    return this.#prepare(extra.socket, context, payload)
  }

  /** Prepares and authenticates an operation, which graphql-ws then executes. */
  async #prepare(
    socket: Socket['socket'],
    context: InitialContext,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> {
    const { rate, errorHandler } = this.#parts
    let operation: PreparedOperation | undefined
    try {
      await rate.take('addressRequests', context.address)
      const prepared = await this.#pipeline.prepare(payload)
      if ('errors' in prepared) return prepared.errors
      operation = prepared
      const contextValue = await this.#pipeline.authenticate(operation, context)
      const { document, operationName } = operation
      return { schema: this.#pipeline.schema, document, operationName, contextValue, rootValue: operation }
    } catch (error) {
      const hidden = errorHandler.mask(error)
      const isStream = operation?.type === OperationTypeNode.SUBSCRIPTION
      if (hasCode(hidden, 'UNAUTHENTICATED') || (isStream && toInterruptionError(error)))
        closeBecause(socket, hidden)
      return [hidden]
    }
  }

  readonly onOperation: Options['onOperation'] = (connection, id, payload, { document }, result) => {
    const { extra, subscriptions } = connection
    const request = this.#requests.get(payload)
    if (request) logRequest(this.#parts.log, request)
    // After an error, a client considers its stream completed; after a close, it reconnects once the
    // database is available.
    const [error] = 'errors' in result ? (result.errors ?? []) : []
    if (error && isUnavailable(error) && isSubscription(document, payload)) closeBecause(extra.socket, error)
    // In the place of graphql-ws, which would serialize it again by one call.
    const send = (large: SerializedData) => {
      const final = this.#toPublic(large, payload)
      const encode = (before: string, after: string) => large.encode(final, before, after)
      return sendEncoded(extra.socket, id, encode, () => id in subscriptions)
    }
    if (!(id in subscriptions)) return undefined
    if (isAsyncIterable(result)) return withoutLarge(result as AsyncGenerator<ExecutionResult, void>, send)
    return hasSerializedData(result) ? send(result).then(noResults) : undefined
  }

  readonly onNext: Options['onNext'] = ({ extra }, _id, payload, { document }, result) => {
    const [error] = result.errors ?? []
    // The same for an interrupted stream.
    if (error && !result.data && isUnavailable(error) && isSubscription(document, payload))
      closeBecause(extra.socket, error)
    return this.#toPublic(result, payload)
  }

  readonly onError: Options['onError'] = (_socket, _id, payload, errors) => {
    this.#annotate({ errors }, payload)
    return errors.map(toPublicError)
  }

  #toPublic(result: ExecutionResult, payload: SubscribePayload): FormattedExecutionResult {
    this.#annotate(result, payload)
    return result.errors ? { ...result, errors: result.errors.map(toPublicError) } : result
  }

  #annotate(result: { readonly errors?: readonly GraphQLError[] }, payload: SubscribePayload): void {
    this.#parts.errorHandler.annotate(result, this.#requests.get(payload)?.requestId ?? '')
  }
}

/** Returns the options of graphql-ws that answer operations by the pipeline: see `SocketProtocol`. */
export function createSocketProtocol(pipeline: Pipeline, parts: ProtocolParts): Options {
  const protocol = new SocketProtocol(pipeline, parts)
  const { onConnect, onSubscribe, onOperation, onNext, onError } = protocol
  const execute = protocol.execute as ServerOptions['execute']
  const connectionInitWaitTimeout = parts.limits.initMs
  return {
    connectionInitWaitTimeout,
    execute,
    subscribe: execute,
    onConnect,
    onSubscribe,
    onOperation,
    onNext,
    onError,
  }
}

/** The results of an operation whose only one was sent: graphql-ws completes it. */
async function* noResults(): AsyncGenerator<never, void> {}

/** Returns the events of a subscription without the large ones, each of which `send` sends in its turn. */
function withoutLarge(
  events: AsyncGenerator<ExecutionResult, void>,
  send: (large: SerializedData) => Promise<void>,
): AsyncGenerator<ExecutionResult, void> {
  return {
    async next() {
      let step = await events.next()
      for (; !step.done && hasSerializedData(step.value); step = await events.next()) await send(step.value)
      return step
    },
    return: () => events.return(),
    throw: (error) => events.throw(error),
    [Symbol.asyncIterator]() {
      return this
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
  return selectOperation({ document, operationName })?.operation === OperationTypeNode.SUBSCRIPTION
}
