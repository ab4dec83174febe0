import { delay, graphql, HttpResponse, type RequestHandler } from 'msw'
import { printDocument, type TypedDocument } from './document.ts'
import type { ErrorCode, ResponseError } from './errors.ts'
import * as fixtures from './generated/fixtures.ts'

export type { Fixture } from './generated/fixtures.ts'
/** The answers of the gateway to its example queries on the demo, by the names of the operations. */
export { fixtures }

type Answer = { readonly data: Record<string, unknown>; readonly errors?: readonly ResponseError[] }

/** Answers every query that has a fixture with it, whatever its variables are. */
export const createHandlers = (): RequestHandler[] => [
  graphql.operation(({ operationName = '' }) => {
    const fixture = (fixtures as Readonly<Record<string, Answer>>)[operationName]
    return fixture && HttpResponse.json({ data: fixture.data, errors: fixture.errors })
  }),
]

export type StreamOptions = {
  /** Milliseconds before each event. */
  readonly delayMs?: number
  /** Whether the subscription completes behind its last event, as a run's log does, or stays open. */
  readonly isComplete?: boolean
}

/** Handlers of one operation, by its name. Place them before `createHandlers`. */
export type OperationHandlers<Data, Variables> = {
  /** Answers with the data that `resolve` makes of the variables. */
  answer(resolve: (variables: Variables) => Data): RequestHandler
  /** Answers with an error that has this code, and no data. */
  refuse(code: ErrorCode, message?: string): RequestHandler
  /**
   * Answers a subscription with events, and a log that is resumed with those behind its cursor. Clients read it as an event
   * stream: `createClient({ webSocket: false })`.
   */
  stream(events: readonly Data[], options?: StreamOptions): RequestHandler
}

/** Handles an operation in a test's own way. Throws a TypeError if it has no name. */
export function on<Data, Variables>(
  document: TypedDocument<Data, Variables>,
): OperationHandlers<Data, Variables> {
  const name = /^\s*(?:query|mutation|subscription)\s+(\w+)/m.exec(printDocument(document))?.[1]
  if (!name) throw new TypeError('The operation has no name.')
  const handle = (resolve: (variables: Variables, signal: AbortSignal) => Response) =>
    graphql.operation(({ operationName, variables, request }) =>
      // Any response will do: the types of MSW know no event streams.
      operationName === name
        ? (resolve(variables as Variables, request.signal) as HttpResponse<Answer>)
        : undefined,
    )
  return {
    answer: (resolve) => handle((variables) => Response.json({ data: resolve(variables) })),
    refuse: (code, message = code) =>
      handle(() => Response.json({ data: null, errors: [{ message, extensions: { code } }] })),
    stream: (events, options) =>
      handle((variables, signal) => {
        const { after } = variables as { after?: string }
        const first = after === undefined ? 0 : events.findIndex((data) => cursorOf(data) === after) + 1
        const body = streamEvents(events.slice(first), signal, options)
        return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
      }),
  }
}

function streamEvents(
  events: readonly unknown[],
  signal: AbortSignal,
  { delayMs = 0, isComplete = false }: StreamOptions = {},
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async start(controller) {
      const send = (event: string, data: string) =>
        controller.enqueue(encoder.encode(`event: ${event}\ndata: ${data}\n\n`))
      for (const data of events) {
        await delay(delayMs)
        if (signal.aborted) return
        send('next', JSON.stringify({ data }))
      }
      if (!isComplete) return
      send('complete', '')
      controller.close()
    },
  })
}

function cursorOf(data: unknown): unknown {
  const [entry] = Object.values(data as object) as ({ cursor?: unknown } | null)[]
  return entry?.cursor
}
