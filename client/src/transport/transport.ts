import type { OperationRequest, Response } from './http.ts'

/** What a subscription's events are passed to. */
export type StreamSink = {
  /** The gateway has the operation. */
  open(): void
  /** An event. What it throws ends the stream, and `Transport` rejects with it. */
  next(response: Response): void
}

/**
 * Runs a subscription over one connection. Resolves when the gateway completes it or the signal is aborted; rejects with
 * a `GatewayError` if it is refused or the connection breaks.
 */
export type Transport = (request: OperationRequest, sink: StreamSink, signal: AbortSignal) => Promise<void>
