import { type Client, createClient } from 'graphql-ws'
import { gatewayRoot } from '../shell/options.ts'
import { authHeaders, type Credentials, refuseCredentials, signIn } from './credentials.ts'
import { type AnswerError, AwayError, RefusedError, toError } from './errors.ts'
import { createStore } from './store.ts'

/** A typed document, as code generation makes it. */
export type Document<Data, Variables> = {
  toString(): string
  readonly __apiType?: (variables: Variables) => Data
}

export type Answer<Data> = { readonly data: Data; readonly errors: readonly AnswerError[] }

/** Whether the gateway can be reached, as far as the last request or socket knows. */
export type Connection = 'idle' | 'connecting' | 'connected' | 'away'

export const connection = createStore<Connection>('idle')

const endpoint = `${gatewayRoot}graphql`

/**
 * Asks once. The answer may have errors beside its data. Throws `AwayError` where asking again may help, `RefusedError`
 * (after the sign-in was asked for) for refused credentials, `FailedError` for an answer without data.
 */
export async function ask<Data, Variables>(
  document: Document<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Answer<Data>> {
  const { credentials } = signIn.get()
  const { status, body } = await post(document, variables, credentials, signal)
  const errors = body?.errors ?? []
  if (body?.data) return { data: body.data as Data, errors }
  if (errors.length === 0 && status >= 500) throw new AwayError(`The gateway answered ${status}.`)
  const error = toError(errors)
  if (error instanceof RefusedError) refuseCredentials(credentials, error.message)
  throw error
}

type Body = { data?: unknown; errors?: readonly AnswerError[] } | undefined

async function post(
  document: Document<unknown, never>,
  variables: unknown,
  credentials: Credentials | null,
  signal: AbortSignal | undefined,
): Promise<{ status: number; body: Body }> {
  try {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
        ...authHeaders(credentials),
      },
      body: JSON.stringify({ query: document.toString(), variables }),
      signal: signal ?? null,
    })
    const body = await response.json().catch(() => undefined)
    connection.set('connected')
    return { status: response.status, body }
  } catch (error) {
    if (signal?.aborted) throw error
    connection.set('away')
    throw new AwayError('The gateway cannot be reached.')
  }
}

/** The socket of the present credentials, for all subscriptions; it opens with the first and closes after the last. */
let socket: { readonly client: Client; readonly credentials: Credentials | null } | undefined

signIn.subscribe(() => {
  void socket?.client.dispose()
  socket = undefined
})

const maxBackoffMs = 10_000

function openSocket(): Client {
  const { credentials } = signIn.get()
  if (socket) return socket.client
  const client = createClient({
    url: endpoint.replace(/^http/, 'ws'),
    connectionParams: authHeaders(credentials),
    lazyCloseTimeout: 1_000,
    keepAlive: 10_000,
    retryAttempts: Number.POSITIVE_INFINITY,
    retryWait: (attempts) => pause(Math.min(250 * 2 ** attempts, maxBackoffMs) * (0.75 + Math.random() / 2)),
    shouldRetry: (event) => !isRefusal(event),
    on: {
      connecting: () => connection.set(connection.get() === 'away' ? 'away' : 'connecting'),
      connected: () => connection.set('connected'),
      closed: (event) => {
        if (isRefusal(event))
          refuseCredentials(credentials, 'The gateway does not accept this sign-in any longer.')
        else if (!(event as CloseEvent).wasClean || (event as CloseEvent).code !== 1000)
          connection.set('away')
      },
    },
  })
  socket = { client, credentials }
  return client
}

const isRefusal = (event: unknown) => (event as CloseEvent | undefined)?.code === 4403
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

export type Sink<Data> = {
  readonly next: (data: Data, errors: readonly AnswerError[]) => void
  /** The stream ended by itself. */
  readonly complete?: () => void
  /** The stream ended with an error. */
  readonly error?: (error: Error) => void
}

/**
 * Subscribes over the shared socket, again after each lost connection, with the values that `variables` has at that moment.
 * Returns what ends it.
 */
export function follow<Data, Variables extends Record<string, unknown>>(
  document: Document<Data, Variables>,
  variables: Variables,
  sink: Sink<Data>,
): () => void {
  let isOpen = true
  const stop = openSocket().subscribe<Data>(
    { query: document.toString(), variables },
    {
      next: ({ data, errors = [] }) => {
        if (!isOpen) return
        if (data) sink.next(data, errors as readonly AnswerError[])
        else fail(toError(errors as readonly AnswerError[]))
      },
      error: (cause) => fail(Array.isArray(cause) ? toError(cause) : new AwayError('The stream was lost.')),
      complete: () => {
        if (isOpen) sink.complete?.()
        isOpen = false
      },
    },
  )
  function fail(error: Error): void {
    if (!isOpen) return
    isOpen = false
    if (error instanceof RefusedError) refuseCredentials(signIn.get().credentials, error.message)
    sink.error?.(error)
  }
  return () => {
    isOpen = false
    stop()
  }
}
