import { GatewayError, type ResponseError, toGatewayError } from '../errors.ts'
import { type TokenSource, toCredentials } from '../token.ts'

/** The body of a GraphQL request. */
export type OperationRequest = {
  readonly query: string
  readonly variables?: object | undefined
  readonly extensions?: object | undefined
}

/** An answer as GraphQL has it. */
export type Response = {
  readonly data?: unknown
  readonly errors?: readonly ResponseError[]
}

/** Where requests over HTTP go, and with which token. */
export type HttpOptions = {
  readonly url: string
  readonly tokens: TokenSource
  readonly fetch: typeof fetch
}

/** An answer's errors, with what its HTTP status and headers add. */
export type HttpResult = {
  readonly data: unknown
  readonly errors: readonly GatewayError[]
}

/** Sends an operation with a token. Throws the signal's reason if it is aborted, a `GatewayError` if no answer comes. */
export async function send(
  { url, fetch }: HttpOptions,
  request: OperationRequest,
  accept: string,
  token: string | null,
  signal: AbortSignal | undefined,
): Promise<globalThis.Response> {
  try {
    return await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept, ...toCredentials(token) },
      // An empty text stands for a document that `extensions` names.
      body: JSON.stringify({ ...request, query: request.query || undefined }),
      signal: signal ?? null,
    })
  } catch (cause) {
    throw toNetworkError(cause, signal)
  }
}

/** Converts a failed fetch: returns the reason of the caller's abort unchanged, everything else as a `GatewayError`. */
export function toNetworkError(cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  return new GatewayError('NETWORK', 'The gateway was not reached, or the connection broke.', { cause })
}

/**
 * Executes a query or mutation, and again with a renewed token if the gateway refused it. Throws a `GatewayError` if there is
 * no answer with data.
 */
export async function execute(
  options: HttpOptions,
  request: OperationRequest,
  signal: AbortSignal | undefined,
): Promise<HttpResult> {
  const { tokens } = options
  const accept = 'application/graphql-response+json, application/json'
  for (let attempt = 1; ; attempt += 1) {
    const token = await tokens.get(signal)
    const response = await send(options, request, accept, token, signal)
    const { data, errors: answered = [] } = await readJson(response, signal)
    const errors = answered.map((error) => toGatewayError(error, getDetails(response)))
    const [first] = errors
    if (!first || (data !== null && data !== undefined)) return { data, errors }
    // A refused operation was not executed, so that a mutation may be sent again.
    const isRefused = first.code === 'UNAUTHENTICATED' && tokens.refuse(token)
    if (!isRefused || attempt > 1) throw first
  }
}

/** Throws the first error of an answer that is no event stream. */
export async function throwResponse(
  response: globalThis.Response,
  signal: AbortSignal | undefined,
): Promise<never> {
  throw toResponseError(await readJson(response, signal), response)
}

/** The first error of an answer, with what its HTTP status and headers add. */
export function toResponseError(
  { errors: [first] = [] }: Response,
  response: globalThis.Response,
): GatewayError {
  return first ? toGatewayError(first, getDetails(response)) : badResponse(response)
}

function getDetails(response: globalThis.Response): { status: number; retryAfterMs?: number } {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return { status: response.status, ...(seconds >= 0 && { retryAfterMs: seconds * 1000 }) }
}

async function readJson(response: globalThis.Response, signal: AbortSignal | undefined): Promise<Response> {
  let text: string
  try {
    text = await response.text()
  } catch (cause) {
    throw toNetworkError(cause, signal)
  }
  try {
    const answer = JSON.parse(text) as Response | null
    if (answer && ('data' in answer || Array.isArray(answer.errors))) return answer
  } catch {
    // Answered by something else than the gateway.
  }
  throw badResponse(response)
}

const badResponse = (response: globalThis.Response) =>
  new GatewayError(
    'BAD_RESPONSE',
    `The answer is not one of GraphQL (HTTP status ${response.status}).`,
    getDetails(response),
  )
