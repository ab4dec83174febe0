import { toGatewayError } from './errors.ts'
import { isTransient, pause, type RetryOptions, toDelay } from './retry.ts'
import type { TokenSource } from './token.ts'
import type { OperationRequest, Response } from './transport/http.ts'
import type { Transport } from './transport/transport.ts'

/** What the streams of a client share. */
export type StreamSettings = {
  readonly transport: Transport
  readonly tokens: TokenSource
  readonly retry: RetryOptions
}

/** What a stream asks of its reader and reports to it. */
export type StreamEvents = {
  /** The operation of each connection, with the cursor that its variables have then. */
  request(): OperationRequest
  /** A connection is being made, or made again. */
  connecting(): void
  /** The gateway has the operation. */
  live(): void
  next(response: Response & { readonly data: object }): void
}

/** A connection that was open for longer begins the back-off anew, even if nothing came. */
const stableMs = 10_000
/** Refused tokens in a row after which the function is not called again; not counted are those that expired on the way. */
const maxRefusals = 2

/**
 * Keeps a subscription open over any number of connections. Resolves when the gateway completes it (one that stops breaks
 * connections instead) or the signal is aborted; rejects with an error that a retry cannot resolve.
 */
export async function keepStreaming(
  { transport, tokens, retry }: StreamSettings,
  events: StreamEvents,
  signal: AbortSignal,
): Promise<void> {
  let failures = 0
  let refusals = 0
  while (!signal.aborted) {
    events.connecting()
    let openedAt = Number.POSITIVE_INFINITY
    let retryAfterMs: number | undefined
    try {
      await transport(
        events.request(),
        {
          open() {
            refusals = 0
            openedAt = Date.now()
            events.live()
          },
          next(response) {
            const { data, errors: [error] = [] } = response
            if (data === null || typeof data !== 'object')
              throw toGatewayError(error ?? { message: 'The event has neither data nor errors.' })
            failures = 0
            events.next({ ...response, data })
          },
        },
        signal,
      )
      return
    } catch (error) {
      if (signal.aborted) return
      const isRefused = (error as { code?: unknown }).code === 'UNAUTHENTICATED'
      if (isRefused && !tokens.hasExpiredOnTheWay) refusals += 1
      const mayRenew = isRefused && tokens.canRenew && refusals < maxRefusals
      if (!mayRenew && !isTransient(error)) throw error
      retryAfterMs = isTransient(error) ? error.retryAfterMs : undefined
    }
    if (Date.now() - openedAt > stableMs) failures = 0
    failures += 1
    await pause(toDelay(failures, retry, retryAfterMs), signal)
  }
}
