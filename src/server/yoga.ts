import { type GraphQLError, OperationTypeNode } from 'graphql'
import { createYoga, isAsyncIterable, mapAsyncIterator, type Plugin } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { RefusedRequestError } from '../errors/client-errors.ts'
import { unexpectedMessage } from '../errors/execution-errors.ts'
import type { AddressOf } from './address.ts'
import { useEncodingInTurns } from './answers.ts'
import { getRuntime } from './context.ts'
import { createCors } from './cors.ts'
import { useCsrfPrevention } from './csrf.ts'
import type { ErrorHandler } from './errors.ts'
import { useEventStreams } from './event-stream.ts'
import { explainHeader } from './explain.ts'
import { useRefusals } from './ingress.ts'
import { type SlowReaders, useUnsentAnswers } from './limits/slow-readers.ts'
import type { OpenConnections } from './open-connections.ts'
import { useParameters } from './parameters.ts'
import type { Answer, Pipeline } from './pipeline.ts'
import { getCredentials, type HttpRequestInfo, useRequestId } from './request.ts'
import { logRequest } from './request-log.ts'
import type { Status } from './status.ts'

/** Options of `createYogaHandler`. */
export type YogaParts = {
  readonly pipeline: Pipeline
  readonly config: Pick<Config, 'corsOrigins' | 'limits'>
  readonly status: Status
  readonly errorHandler: ErrorHandler
  readonly log: Logger
  readonly addressOf: AddressOf
  readonly slowReaders: SlowReaders
  readonly connections: OpenConnections
}

/**
 * Creates the handler of GraphQL over HTTP in all its forms. Yoga translates between HTTP and parameters or
 * results; the pipeline does what lies between.
 */
export function createYogaHandler(parts: YogaParts) {
  const { pipeline, config, status, errorHandler, log, addressOf, slowReaders, connections } = parts
  return createYoga<HttpRequestInfo, object>({
    maskedErrors: { maskError: errorHandler.mask, errorMessage: unexpectedMessage },
    logging: false,
    graphiql: false,
    landingPage: false,
    multipart: false,
    parserAndValidationCache: false,
    extraParamNames: ['documentId'],
    maxRequestBodySize: config.limits.bodyBytes,
    // Yoga matches the path at the end of the URL, parameters included; no URL ends with a line feed.
    healthCheckEndpoint: '\n',
    cors: createCors(config.corsOrigins, log),
    plugins: [
      useRequestId(addressOf),
      useRequestLog(log),
      useUnsentAnswers(slowReaders),
      useRefusals(),
      useRuntime(status),
      useCsrfPrevention(),
      useParameters(config.limits),
      usePipeline(pipeline, errorHandler),
      useAnnotatedErrors(errorHandler),
      useEncodingInTurns(),
      useEventStreams(connections.streams),
    ],
  })
}

/** Logs each GraphQL request over HTTP; a stream when it starts. */
function useRequestLog(log: Logger): Plugin<object, HttpRequestInfo> {
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

/** Rejects GraphQL requests while there is no runtime. */
function useRuntime(status: Status): Plugin {
  return {
    onRequestParse: () => {
      getRuntime(status)
    },
  }
}

/** Answers the parameters of a request by the pipeline. */
function usePipeline(pipeline: Pipeline, { mask }: ErrorHandler): Plugin<object, HttpRequestInfo> {
  async function answer(params: object, request: HttpRequestInfo): Promise<Answer> {
    const operation = await pipeline.prepare(params)
    if ('errors' in operation) return operation
    const { req } = request
    if (req.method === 'GET' && operation.type === OperationTypeNode.MUTATION)
      return { errors: [mutationByGet()] }
    const credentials = getCredentials(req)
    const isExplainRequested = req.headers[explainHeader] !== undefined
    const result = await pipeline.answer(
      operation,
      Object.assign(request, { credentials, isExplainRequested }),
    )
    if (!isAsyncIterable(result)) return result
    return mapAsyncIterator(
      result,
      (event) => event,
      (error: unknown) => ({ errors: [mask(error)] }),
    )
  }
  return {
    onParams({ params, setParams, setParamsHandler }) {
      // Yoga requires a text of the document.
      setParams(pipeline.resolve(params))
      setParamsHandler(({ params: resolved, context }) => answer(resolved, context))
    },
  }
}

/** Annotates the errors of results, and of each event of a stream. */
function useAnnotatedErrors({ annotate }: ErrorHandler): Plugin<object, HttpRequestInfo> {
  return {
    onResultProcess({ result, setResult, serverContext: { requestId } }) {
      const annotated = <R extends { readonly errors?: readonly GraphQLError[] | null }>(one: R): R => {
        annotate(one, requestId)
        return one
      }
      if (isAsyncIterable(result)) setResult(mapAsyncIterator(result, annotated))
      else if (Array.isArray(result)) result.forEach(annotated)
      else annotated(result)
    },
  }
}

function mutationByGet(): GraphQLError {
  const message = 'Can only perform a mutation operation from a POST request.'
  return new RefusedRequestError('METHOD_NOT_ALLOWED', message, { allow: 'POST' })
}
