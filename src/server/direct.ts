import { AsyncResource } from 'node:async_hooks'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ExecutionArgs, ExecutionResult } from 'graphql'
import { processRegularResult, type YogaServerInstance } from 'graphql-yoga'
import type { Logger } from 'pino'
import type { Context } from '../schema/context.ts'
import type { AddressOf } from './address.ts'
import type { InitialContext } from './context.ts'
import type { DocumentParams, Documents } from './documents.ts'
import { type ErrorDesk, isUnavailable } from './errors.ts'
import { type HttpRequestInfo, nameOperation, newRequest, type RequestInfo } from './request.ts'
import { logRequest } from './request-log.ts'
import type { Status } from './status.ts'

type Handler = (request: IncomingMessage, response: ServerResponse) => void

export type DirectParts = {
  readonly yoga: YogaServerInstance<HttpRequestInfo, object>
  readonly documents: Documents
  readonly status: Status
  readonly desk: ErrorDesk
  readonly log: Logger
  readonly addressOf: AddressOf
  readonly largestBody: number
}

type Params = DocumentParams & {
  readonly operationName?: string | null
  readonly variables?: Record<string, unknown> | null
}

/**
 * The short way for the usual request, a plain JSON POST of one query or mutation: the same parsing, validation, context,
 * execution and plugins as Yoga's, without a Request and a Response in between, which cost more than a small query.
 * Whatever is not plainly usual, errors of every kind included, goes the long way: `yoga` answers it.
 */
export function createDirectHandler({
  yoga,
  documents,
  status,
  desk,
  log,
  addressOf,
  largestBody,
}: DirectParts): Handler {
  const theLongWay = (request: IncomingMessage, response: ServerResponse, body?: Buffer) => {
    // Yoga takes a body that was read before from here.
    if (body) Object.assign(request, { body })
    yoga(request, response)
  }

  async function answer(request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    const params = paramsOf(body)
    const prepared = params && (await prepare(request, params))
    if (!prepared) return theLongWay(request, response, body)
    const { info, contextValue, execute } = prepared
    const result: ExecutionResult = await execute()
    desk.sign(result, info.requestId)
    const code = await send(response, result, info.requestId)
    logRequest(log, Object.assign(contextValue, { via: 'http' as const, errors: result.errors }), code)
  }

  /** Writes an answer. One with errors is Yoga's to word: its status and headers depend on them. */
  async function send(response: ServerResponse, result: ExecutionResult, requestId: string): Promise<number> {
    response.setHeader('x-request-id', requestId)
    if (!result.errors) {
      response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify(result))
      return 200
    }
    const worded = processRegularResult(result, yoga.fetchAPI, 'application/json')
    response.setHeaders(worded.headers as Headers)
    response.writeHead(worded.status).end(await worded.text())
    return worded.status
  }

  /** Everything up to the execution; undefined where it does not go smoothly. Nothing was done then but to look. */
  async function prepare(request: IncomingMessage, params: Params) {
    const info = newRequest(addressOf(request), header(request, 'x-request-id'))
    const credentials = { authorization: request.headers.authorization, apiKey: header(request, 'x-api-key') }
    const initial: InitialContext = { ...info, credentials }
    const { schema, parse, validate, contextFactory, execute } = yoga.getEnveloped({ ...initial, params })
    try {
      const document = parse(documents.textOf(params) ?? '')
      const operation = nameOperation(document, params.operationName)
      if (!operation || operation.startsWith('subscription') || validate(schema, document).length > 0)
        return undefined
      const contextValue = Object.assign((await contextFactory()) as unknown as Context & RequestInfo, {
        operation,
      })
      const args: ExecutionArgs = {
        schema,
        document,
        contextValue,
        variableValues: params.variables,
        operationName: params.operationName,
      }
      return { info, contextValue, execute: async () => (await execute(args)) as ExecutionResult }
    } catch (error) {
      if (!isUnavailable(error)) return undefined
      // Asked again the long way, whoever waited in vain would wait once more.
      return { info, contextValue: { ...info }, execute: async () => ({ errors: [error] }) }
    }
  }

  return (request, response) => {
    if (status.phase !== 'serving' || !isUsual(request, largestBody)) return theLongWay(request, response)
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    const end = () => {
      answer(request, response, Buffer.concat(chunks)).catch((err) => {
        log.error({ err }, 'a request was not answered')
        response.destroy()
      })
    }
    // The event comes from the connection, outside of the trace that the request belongs to.
    request.on('end', AsyncResource.bind(end))
  }
}

/** A JSON POST of a known size from a program, or from a page of our own: nothing that needs CORS, and no stream. */
function isUsual(request: IncomingMessage, largestBody: number): boolean {
  const { method, url, headers } = request
  const { accept = '*/*', host, origin } = headers
  return (
    method === 'POST' &&
    url === '/graphql' &&
    /^application\/json(; ?charset=utf-8)?$/i.test(headers['content-type'] ?? '') &&
    (accept === '*/*' || accept.startsWith('application/json')) &&
    headers['content-encoding'] === undefined &&
    Number(headers['content-length'] ?? Number.NaN) <= largestBody &&
    (origin === undefined || origin.endsWith(`://${host}`))
  )
}

type Given = Readonly<Record<string, unknown>>

/** The parameters of one operation; undefined for everything else that JSON can be. */
function paramsOf(body: Buffer): Params | undefined {
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
