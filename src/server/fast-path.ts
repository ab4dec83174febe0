import { isUtf8 } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type DocumentNode, type ExecutionArgs, type ExecutionResult, GraphQLError } from 'graphql'
import { processRegularResult, type YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Context } from '../schema/context.ts'
import { acceptsJson } from './accept.ts'
import type { AddressOf } from './address.ts'
import type { InitialContext } from './context.ts'
import type { DocumentCache } from './document-cache.ts'
import type { DocumentParams, Documents } from './documents.ts'
import { type ErrorHandler, isUnavailable } from './errors.ts'
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

export type FastPathOptions = {
  readonly yoga: YogaServerInstance<HttpRequestInfo, object>
  /** Makes the same contexts as Yoga is given. */
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

/** What is known of a request as it goes on; its context in the end. */
type Served = RequestInfo & Partial<Context>

type Params = DocumentParams & {
  readonly operationName?: string | null
  readonly variables?: Record<string, unknown> | null
}

/** An operation that was parsed and validated. */
type Operation = {
  readonly document: DocumentNode
  readonly operationName: string | undefined
  /** For the log. */
  readonly name: string
}

/** From this length on, encoding a text apart from writing it is faster. */
const longTextLength = 131_072

/**
 * The fast path for the usual request, a plain JSON POST of one query or mutation: parsed and validated by Yoga when its
 * document first comes, executed with the same context and plugins as Yoga's, without a Request and a Response in
 * between, which cost more than a small query. Whatever is not plainly usual, errors of every kind before execution
 * included, goes the Yoga path: `yoga` answers it.
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
    // Yoga takes a body that was read before from here.
    if (body) Object.assign(request, { body })
    yoga(request, response)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const params = paramsOf(body)
    const operation = params && operationOf(params)
    if (!operation) return fallBackToYoga(request, response, body)
    const info = newRequest(addressOf(request), header(request, 'x-request-id'))
    const served: Served = Object.assign(info, { via: 'http' as const, operation: operation.name })
    served.cancellation = cancelledWith(response)
    const result = await run(request, response, params, operation, served)
    if (served.cancellation.isCancelled) return logRequest(log, served)
    if (!result) return fallBackToYoga(request, response, body)
    const httpStatus = await deliver(response, result, served)
    if (served.bytes) slowReaders.addAnswer(response, served.bytes)
    logRequest(log, served, httpStatus)
  }

  /** Writes an answer, or, where it cannot be written, an error in its place. */
  async function deliver(response: ServerResponse, result: ExecutionResult, served: Served): Promise<number> {
    errorHandler.annotate(result, served.requestId)
    served.errors = result.errors
    try {
      return await send(response, result, served.requestId)
    } catch (error) {
      if (response.headersSent) throw error
      const failed: ExecutionResult = { errors: [failure(error)] }
      errorHandler.annotate(failed, served.requestId)
      served.errors = failed.errors
      return send(response, failed, served.requestId)
    }
  }

  /** What was thrown instead of answered, as a client may see it. */
  function failure(error: unknown): GraphQLError {
    return errorHandler.mask(error, 'Unexpected error.') as GraphQLError
  }

  /** Undefined where it does not go smoothly, or there is no such operation. */
  function operationOf(params: Params): Operation | undefined {
    try {
      const text = documents.textOf(params) ?? ''
      const document = cache.get(text) ?? validDocument(text)
      const operationName = operationNameOf(params.operationName)
      const name = document && nameOperation(document, operationName)
      if (!name || name.startsWith('subscription')) return undefined
      documents.register(params)
      return { document, operationName, name }
    } catch {
      return undefined
    }
  }

  function validDocument(text: string): DocumentNode | undefined {
    const { parse, validate } = yoga.getEnveloped({})
    const document: DocumentNode = parse(text)
    return validate(schema, document).length === 0 ? document : undefined
  }

  /** Undefined where it cannot be known who asks. Nothing was done then but to look. */
  async function run(
    request: IncomingMessage,
    res: ServerResponse,
    { variables }: Params,
    { document, operationName }: Operation,
    served: Served,
  ): Promise<ExecutionResult | undefined> {
    const credentials = { authorization: request.headers.authorization, apiKey: header(request, 'x-api-key') }
    try {
      Object.assign(served, await contextOf({ ...served, credentials, res }))
    } catch (error) {
      const shown = errorHandler.mask(error, '')
      // Asked again the Yoga path, whoever waited in vain would wait once more, and who was refused would count twice.
      return error instanceof GraphQLError || isUnavailable(shown)
        ? { errors: [shown as GraphQLError] }
        : undefined
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
      return { errors: [failure(error)] }
    }
  }

  /** Writes an answer. One with errors is Yoga's to word: its status and headers depend on them. */
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

/** The text in UTF-8. Where it is ASCII throughout, which is found out quickly, its characters need only be copied. */
function bytesOf(text: string): Buffer {
  return Buffer.from(text, Buffer.byteLength(text) === text.length ? 'latin1' : 'utf8')
}

/** A JSON POST of a known size from a program, or from a page of our own: nothing that needs CORS, and no stream. */
function isUsual(request: IncomingMessage, largestBody: number): boolean {
  const { method, url, headers } = request
  const { host, origin } = headers
  return (
    method === 'POST' &&
    url === '/graphql' &&
    /^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
    acceptsJson(request) &&
    headers['content-encoding'] === undefined &&
    Number(headers['content-length'] ?? Number.NaN) <= largestBody &&
    (origin === undefined || origin.endsWith(`://${host}`))
  )
}

type Given = Readonly<Record<string, unknown>>

/** The parameters of one operation; undefined for everything else that a body can be. */
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
