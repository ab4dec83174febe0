import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { type ExecutionResult, OperationTypeNode } from 'graphql'
import { type FetchAPI, processRegularResult } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Limits } from '../config/limits.ts'
import { countValues, listValuesUpTo } from '../data/json.ts'
import { inputUnits, reserve } from '../data/turns.ts'
import { acceptsJson } from './accept.ts'
import type { AddressOf } from './address.ts'
import { encodeAnswer } from './answers.ts'
import { encodeJson } from './encode-json.ts'
import type { ErrorHandler } from './errors.ts'
import { explainHeader } from './explain.ts'
import type { SlowReaders } from './limits/slow-readers.ts'
import type { OperationParams, Pipeline, PreparedOperation, Rejection } from './pipeline.ts'
import { createCancellation, getCredentials, newRequest, type RequestInfo } from './request.ts'
import { logRequest } from './request-log.ts'
import { hasSerializedData } from './serialize.ts'
import type { Status } from './status.ts'
import type { createYogaHandler } from './yoga.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Options of the fast path. */
export type FastPathOptions = {
  readonly pipeline: Pipeline
  /** Handles all other requests. */
  readonly yoga: ReturnType<typeof createYogaHandler>
  readonly status: Status
  readonly errorHandler: ErrorHandler
  readonly log: Logger
  readonly slowReaders: SlowReaders
  readonly addressOf: AddressOf
  readonly limits: Pick<Limits, 'bodyBytes' | 'bodyValues' | 'parameters'>
}

/**
 * Creates the fast path for plain JSON POST requests of one query or mutation: the steps of the pipeline without
 * Request and Response objects, which cost more than a small query. Every other request is handled by `yoga`.
 */
export function createFastPath(options: FastPathOptions): Handler {
  const { pipeline, yoga, status, log, addressOf, limits } = options
  const sender = createSender(options)

  const fallBackToYoga = (request: IncomingMessage, response: ServerResponse, body?: Buffer) => {
    // Yoga reads an already consumed body from here. As a stream: the keys of a buffer, which Yoga's adapter lists, are one
    // string for each byte.
    if (body?.length) Object.assign(request, { body: Readable.from([body], { objectMode: false }) })
    yoga(request, response)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const turn = reserve(body.length * inputUnits)
    if (turn) await turn
    const params = parseParams(body, limits)
    const prepared = params && pipeline.prepare(params)
    const operation = prepared instanceof Promise ? await prepared : prepared
    if (!operation || isSubscription(operation)) return fallBackToYoga(request, response, body)
    const served = Object.assign(newRequest(addressOf(request), header(request, 'x-request-id')), {
      via: 'http' as const,
      cancellation: createCancellation(response),
      credentials: getCredentials(request),
    })
    try {
      const result = 'errors' in operation ? operation : await pipeline.answer(operation, served)
      if (served.cancellation?.isCancelled) return logRequest(log, served)
      logRequest(log, served, await sender(response, result as ExecutionResult, served))
    } finally {
      served.context?.bytes.release()
    }
  }

  return (request, response) => {
    if (status.phase !== 'serving' || !isSupported(request, limits)) return fallBackToYoga(request, response)
    readBody(request, (body) => {
      answer(request, response, body).catch((err) => {
        log.error({ err }, 'a request was not answered')
        response.destroy()
      })
    })
  }
}

const isSubscription = (operation: PreparedOperation | Rejection) =>
  'type' in operation && operation.type === OperationTypeNode.SUBSCRIPTION

function readBody(request: IncomingMessage, onEnd: (body: Buffer) => void): void {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const [body = Buffer.alloc(0), ...more] = chunks
    onEnd(more.length === 0 ? body : Buffer.concat(chunks))
  })
}

/**
 * Returns a function that sends a result, or an error if the result cannot be serialized, and resolves with the HTTP
 * status.
 */
function createSender({ yoga, errorHandler, slowReaders }: FastPathOptions) {
  function write(response: ServerResponse, result: ExecutionResult, served: RequestInfo) {
    response.setHeader('x-request-id', served.requestId)
    if (result.errors) return writeFormatted(response, result)
    const body = serialize(result, served.context?.bytes.answered ?? 0)
    return body instanceof Promise
      ? body.then((bytes) => writeJson(response, bytes))
      : writeJson(response, body)
  }

  /** Yoga formats results with errors, which determine status and headers. */
  async function writeFormatted(response: ServerResponse, result: ExecutionResult): Promise<number> {
    const { status, headers, body } = await format(result, yoga.fetchAPI)
    response.setHeaders(headers)
    response.writeHead(status).end(body)
    return status
  }

  function annotate(result: ExecutionResult, served: RequestInfo): void {
    errorHandler.annotate(result, served.requestId)
    served.errors = result.errors
  }

  return async (response: ServerResponse, result: ExecutionResult, served: RequestInfo): Promise<number> => {
    annotate(result, served)
    try {
      const written = write(response, result, served)
      return written instanceof Promise ? await written : written
    } catch (error) {
      if (response.headersSent) throw error
      const failed: ExecutionResult = { errors: [errorHandler.mask(error)] }
      annotate(failed, served)
      return await write(response, failed, served)
    } finally {
      if (served.context) slowReaders.addAnswer(response, served.context.bytes)
    }
  }
}

/** Returns a result with errors as Yoga answers it. */
async function format(result: ExecutionResult, fetchAPI: FetchAPI) {
  if (hasSerializedData(result)) return encodeAnswer(result, fetchAPI, 'application/json')
  const formatted = processRegularResult(result, fetchAPI, 'application/json')
  return { status: formatted.status, headers: formatted.headers as Headers, body: await formatted.text() }
}

function writeJson(response: ServerResponse, body: string | Buffer): number {
  response.setHeader('content-type', 'application/json; charset=utf-8').end(body)
  return 200
}

/** Returns the JSON of a result; encoded if it is large, of which `answered` bytes were counted: zero for a small one. */
function serialize(result: ExecutionResult, answered: number): string | Buffer | Promise<Buffer> {
  if (hasSerializedData(result)) return result.encode(result)
  return answered > 0 ? encodeJson(result) : JSON.stringify(result)
}

/**
 * True for a JSON POST with a content length from a program or same-origin page, without CORS or streaming.
 */
function isSupported(request: IncomingMessage, { bodyBytes }: Pick<Limits, 'bodyBytes'>): boolean {
  const { method, url, headers } = request
  const { host, origin } = headers
  return (
    method === 'POST' &&
    url === '/graphql' &&
    /^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
    acceptsJson(request) &&
    headers['content-encoding'] === undefined &&
    headers[explainHeader] === undefined &&
    Number(headers['content-length'] ?? Number.NaN) <= bodyBytes &&
    (origin === undefined || origin.endsWith(`://${host}`))
  )
}

type Given = Readonly<Record<string, unknown>>

/** Parses the parameters of one operation; undefined for any other body. */
function parseParams(
  body: Buffer,
  limits: Pick<Limits, 'bodyValues' | 'parameters'>,
): OperationParams | undefined {
  if (!isUtf8(body)) return undefined
  const text = body.toString()
  if (countValues(text) > limits.bodyValues) return undefined
  try {
    const params: unknown = JSON.parse(text)
    if (typeof params !== 'object' || params === null || Array.isArray(params)) return undefined
    // A copy of 49,000 parameters takes 100 ms.
    if (!listValuesUpTo(limits.parameters, params)) return undefined
    const { query, documentId, operationName, variables, extensions, ...unknown } = params as Given
    const supported =
      (query == null || typeof query === 'string') &&
      (operationName == null || typeof operationName === 'string') &&
      (variables == null || (typeof variables === 'object' && !Array.isArray(variables))) &&
      (extensions == null || hasOnlyHash(extensions)) &&
      Object.keys(unknown).length === 0
    return supported ? (params as OperationParams) : undefined
  } catch {
    return undefined
  }
}

const hasOnlyHash = (extensions: unknown): boolean =>
  typeof extensions === 'object' &&
  extensions !== null &&
  Object.hasOwn(extensions, 'persistedQuery') &&
  listValuesUpTo(1, extensions) !== undefined

const header = (request: IncomingMessage, name: string) => request.headers[name] as string | undefined
