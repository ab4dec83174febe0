import { Position } from './position.ts'
import { keepStreaming, type StreamSettings } from './stream.ts'
import type { OperationRequest, Response } from './transport/http.ts'

/** What GraphQL libraries call their side of a subscription. */
export type Observer = {
  next(response: Response & { readonly data: object }): void
  /** A `GatewayError`, or what `next` threw. */
  error(error: Error): void
  complete(): void
}

/**
 * Subscribes for another library. A log (whose field has `cursor`, and whose operation has the variable `after`) goes on
 * behind its last entry when the connection was lost; the library sees one subscription. Returns the function that ends it.
 */
export function observe(
  settings: StreamSettings,
  { variables = {}, ...operation }: OperationRequest,
  observer: Observer,
): () => void {
  const { after } = variables as { after?: unknown }
  const position = new Position(typeof after === 'string' ? after : undefined)
  const stopping = new AbortController()
  const { signal } = stopping
  const events = {
    request: () => ({
      ...operation,
      variables: position.cursor ? { ...variables, after: position.cursor } : variables,
    }),
    connecting() {},
    live() {},
    next(response: Response & { readonly data: object }) {
      const cursor = findCursor(response.data)
      if (cursor === undefined || position.advance(cursor)) observer.next(response)
    },
  }
  keepStreaming(settings, events, signal).then(
    () => signal.aborted || observer.complete(),
    (error: Error) => signal.aborted || observer.error(error),
  )
  return () => stopping.abort()
}

/** Returns the cursor of a log's entry, whatever the alias of the field. */
function findCursor(data: object): string | undefined {
  const [entry] = Object.values(data) as ({ cursor?: unknown } | null)[]
  return typeof entry?.cursor === 'string' ? entry.cursor : undefined
}
