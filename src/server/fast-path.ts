import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { Readable } from 'node:stream'
import { type DocumentNode, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql'
import { processRegularResult, type YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import { dataUnits, inputUnits, reserve } from '../data/turns.ts'
import type { Context } from '../schema/context.ts'
import { acceptsJson } from './accept.ts'
import type { AddressOf } from './address.ts'
import type { InitialContext } from './context.ts'
import type { DocumentCache } from './document-cache.ts'
import type { DocumentParams, Documents } from './documents.ts'
import { type ErrorHandler, isUnavailable } from './errors.ts'
import { explainHeader } from './explain.ts'
import type { SlowReaders } from './limits/slow-readers.ts'
import { operationNameOf } from './operation.ts'

import {
  cancelledWith,
  type HttpRequestInfo,
  nameOperation,
  newRequest,
  type RequestInfo,
} from './request.ts'
import { logRequest } from './request-log.ts'
import type { Status } from './status.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

/** Options of the fast path. */
export type FastPathOptions = {
  readonly yoga: YogaServerInstance<HttpRequestInfo, object>
  /** Creates contexts equal to Yoga's. */
  readonly contextOf: (initial: InitialContext) => Promise<Context>
  readonly documents: Documents
  readonly cache: DocumentCache
  readonly status: Status
  readonly errorHandler: ErrorHandler
  readonly log: Logger
  readonly slowReaders: SlowReaders
  readonly addressOf: AddressOf
  readonly maxBodyBytes: number
}

/** The request information, and the context once created. */
type Served = RequestInfo & Partial<Context>

type Params = DocumentParams & {
  readonly operationName?: string | null
  readonly variables?: Record<string, unknown> | null
}

/** A parsed and validated operation. */
type Operation = {
  readonly document: DocumentNode
  readonly operationName: string | undefined
  /** For the log. */
  readonly name: string
}

/** From this length on, encoding a string separately from writing it is faster. */
const longTextLength = 131_072

/**
 * Creates the fast path for plain JSON POST requests of one query or mutation. Documents are parsed and
 * validated by Yoga once; execution uses Yoga's context and plugins, but no Request and Response objects,
 * which cost more than a small query. Every other request, and every error before execution, is handled by
 * `yoga`.
 */
export function createFastPath({
  yoga,
  contextOf,
  documents,
  cache,
  status,
  errorHandler,
  log,
  slowReaders,
  addressOf,
  maxBodyBytes,
}: FastPathOptions): Handler {
  const { schema, execute } = yoga.getEnveloped({})

  const fallBackToYoga = (request: IncomingMessage, response: ServerResponse, body?: Buffer) => {
    // Yoga reads an already consumed body from here. As a stream: the keys of a buffer, which Yoga's adapter lists, are one
    // string for each byte.
    if (body?.length) Object.assign(request, { body: Readable.from([body], { objectMode: false }) })
    yoga(request, response)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const turn = reserve(body.length * inputUnits)
    if (turn) await turn
    const params = paramsOf(body)
    const operation = params && (await operationOf(params))
    if (!operation) return fallBackToYoga(request, response, body)
    const info = newRequest(addressOf(request), header(request, 'x-request-id'))
    const served: Served = Object.assign(info, { via: 'http' as const, operation: operation.name })
    served.cancellation = cancelledWith(response)
    try {
      const result = await run(request, params, operation, served)
      if (served.cancellation.isCancelled) return logRequest(log, served)
      if (!result) return fallBackToYoga(request, response, body)
      const httpStatus = await deliver(response, result, served)
      if (served.bytes) slowReaders.addAnswer(response, served.bytes)
      logRequest(log, served, httpStatus)
    } finally {
      served.bytes?.release()
    }
  }

  /** Sends a result, or an error if it cannot be serialized. */
  async function deliver(response: ServerResponse, result: ExecutionResult, served: Served): Promise<number> {
    errorHandler.annotate(result, served.requestId)
    served.errors = result.errors
    try {
      // Zero for a small answer.
      if (served.bytes?.answered) await reserve(served.bytes.answered * dataUnits)
      return await send(response, result, served.requestId)
    } catch (error) {
      if (response.headersSent) throw error
      const failed: ExecutionResult = { errors: [errorHandler.mask(error)] }
      errorHandler.annotate(failed, served.requestId)
      served.errors = failed.errors
      return send(response, failed, served.requestId)
    }
  }

  /** Returns the operation; undefined if it is invalid or does not exist, which Yoga reports. */
  async function operationOf(params: Params): Promise<Operation | undefined> {
    try {
      const text = documents.textOf(params) ?? ''
      const document = cache.get(text) ?? (await validDocument(text))
      const operationName = operationNameOf(params.operationName)
      const name = document && nameOperation(document, operationName)
      if (!name || name.startsWith('subscription')) return undefined
      documents.register(params)
      return { document, operationName, name }
    } catch {
      return undefined
    }
  }

  async function validDocument(text: string): Promise<DocumentNode | undefined> {
    await cache.reserveTurn(text)
    const { parse, validate } = yoga.getEnveloped({})
    const document: DocumentNode = parse(text)
    return validate(schema, document).length === 0 ? document : undefined
  }

  /** Executes the operation; undefined if authentication failed unexpectedly, before any side effect. */
  async function run(
    request: IncomingMessage,
    { variables }: Params,
    { document, operationName }: Operation,
    served: Served,
  ): Promise<ExecutionResult | undefined> {
    const credentials = { authorization: request.headers.authorization, apiKey: header(request, 'x-api-key') }
    try {
      Object.assign(served, await contextOf({ ...served, credentials }))
    } catch (error) {
      const shown = errorHandler.mask(error)
      // Falling back to Yoga would wait for the database again, and count a rejected request twice.
      return error instanceof GraphQLError || isUnavailable(shown) ? { errors: [shown] } : undefined
    }
    const args: ExecutionArgs = {
      schema,
      document,
      contextValue: served,
      variableValues: variables,
      operationName,
    }
    try {
      return (await execute(args)) as ExecutionResult
    } catch (error) {
      return { errors: [errorHandler.mask(error)] }
    }
  }

  /** Sends a result. Yoga formats results with errors, which determine status and headers. */
  async function send(response: ServerResponse, result: ExecutionResult, requestId: string): Promise<number> {
    response.setHeader('x-request-id', requestId)
    if (!result.errors) {
      const text = JSON.stringify(result)
      response
        .setHeader('content-type', 'application/json; charset=utf-8')
        .end(text.length < longTextLength ? text : bytesOf(text))
      return 200
    }
    const worded = processRegularResult(result, yoga.fetchAPI, 'application/json')
    response.setHeaders(worded.headers as Headers)
    response.writeHead(worded.status).end(await worded.text())
    return worded.status
  }

  return (request, response) => {
    if (status.phase !== 'serving' || !isUsual(request, maxBodyBytes))
      return fallBackToYoga(request, response)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const [body = Buffer.alloc(0), ...more] = chunks
      answer(request, response, more.length === 0 ? body : Buffer.concat(chunks)).catch((err) => {
        log.error({ err }, 'a request was not answered')
        response.destroy()
      })
    })
  }
}

/** Encodes text as UTF-8. ASCII text, which is detected quickly, is only copied. */
function bytesOf(text: string): Buffer {
  return Buffer.from(text, Buffer.byteLength(text) === text.length ? 'latin1' : 'utf8')
}

/**
 * True for a JSON POST with a content length from a program or same-origin page, without CORS or streaming.
 */
function isUsual(request: IncomingMessage, largestBody: number): boolean {
  const { method, url, headers } = request
  const { host, origin } = headers
  return (
    method === 'POST' &&
    url === '/graphql' &&
    /^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
    acceptsJson(request) &&
    headers['content-encoding'] === undefined &&
    headers[explainHeader] === undefined &&
    Number(headers['content-length'] ?? Number.NaN) <= largestBody &&
    (origin === undefined || origin.endsWith(`://${host}`))
  )
}

type Given = Readonly<Record<string, unknown>>

/** Parses the parameters of one operation; undefined for any other body. */
function paramsOf(body: Buffer): Params | undefined {
  if (!isUtf8(body)) return undefined
  try {
    const params: unknown = JSON.parse(body.toString())
    if (typeof params !== 'object' || params === null) return undefined
    const { query, documentId, operationName, variables, extensions, ...unknown } = params as Given
    const usual =
      (query == null || typeof query === 'string') &&
      (operationName == null || typeof operationName === 'string') &&
      (variables == null || (typeof variables === 'object' && !Array.isArray(variables))) &&
      (extensions == null || Object.keys(extensions).join() === 'persistedQuery') &&
      Object.keys(unknown).length === 0
    return usual ? (params as Params) : undefined
  } catch {
    return undefined
  }
}

const header = (request: IncomingMessage, name: string) => request.headers[name] as string | undefined
