import type { RequestHandler, WebSocketHandler } from 'msw'
import { printDocument, type TypedDocument } from './document.ts'
import type { ErrorCode } from './errors.ts'
import * as fixtures from './generated/fixtures.ts'
import { createHttpHandler } from './testing/http.ts'
import { type Answer, answerOnce, type FindScript, playEvents, type StreamOptions } from './testing/script.ts'
import { createSocketHandler, getOperationName } from './testing/web-socket.ts'

export type { Fixture, StreamFixture } from './generated/fixtures.ts'
export type { StreamOptions } from './testing/script.ts'
/** The answers of the gateway to its example operations on the demo, by the names of the operations. */
export { fixtures }

/** Handlers of the same operations, over HTTP and over WebSocket. */
export type Handlers = readonly [RequestHandler, WebSocketHandler]

const createBoth = (find: FindScript): Handlers => [createHttpHandler(find), createSocketHandler(find)]

/**
 * Answers every operation that has a fixture with it, whatever its variables are. Other operations over a WebSocket are
 * refused; those over HTTP are left to MSW's `onUnhandledRequest`.
 */
export function createHandlers(): Handlers {
  const find: FindScript = (name) => {
    const fixture = (
      fixtures as Readonly<
        Record<string, Answer | { readonly events: readonly object[]; readonly isComplete: boolean }>
      >
    )[name]
    if (!fixture) return undefined
    if ('events' in fixture) return playEvents(fixture.events, fixture)
    return answerOnce(() => ({ data: fixture.data, ...(fixture.errors && { errors: fixture.errors }) }))
  }
  const refuse = (name: string) =>
    answerOnce(() => ({ data: null, errors: [{ message: `No handler answers "${name}".` }] }))
  return [createHttpHandler(find), createSocketHandler((name) => find(name) ?? refuse(name))]
}

/** Handlers of one operation, by its name. Place them before `createHandlers`. */
export type OperationHandlers<Data, Variables> = {
  /** Answers with the data that `resolve` makes of the variables. */
  answer(resolve: (variables: Variables) => Data): Handlers
  /** Answers with an error that has this code, and no data. */
  refuse(code: ErrorCode, message?: string): Handlers
  /** Answers a subscription with events, and a log that is resumed with those behind its cursor. */
  stream(events: readonly Data[], options?: StreamOptions): Handlers
}

/** Handles an operation in a test's own way. Throws a TypeError if it has no name. */
export function on<Data extends object, Variables>(
  document: TypedDocument<Data, Variables>,
): OperationHandlers<Data, Variables> {
  const name = getOperationName(printDocument(document))
  if (!name) throw new TypeError('The operation has no name.')
  const handle = (script: ReturnType<FindScript>) =>
    createBoth((operationName) => (operationName === name ? script : undefined))
  return {
    answer: (resolve) => handle(answerOnce((variables) => ({ data: resolve(variables as Variables) }))),
    refuse: (code, message = code) =>
      handle(answerOnce(() => ({ data: null, errors: [{ message, extensions: { code } }] as const }))),
    stream: (events, options) => handle(playEvents(events, options)),
  }
}
