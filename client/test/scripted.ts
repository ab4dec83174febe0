import { GatewayError } from '../src/errors.ts'
import type { LogSource } from '../src/log-reader.ts'
import { createTokenSource } from '../src/token.ts'
import type { Response } from '../src/transport/http.ts'
import type { StreamSink } from '../src/transport/transport.ts'

type Variables = { readonly after?: string | undefined }

/** A connection of the client: what it asked for, and what a test sends and breaks. */
export type Connection = {
  readonly after: string | undefined
  readonly signal: AbortSignal
  readonly sink: StreamSink
  complete(): void
  fail(error: unknown): void
}

export type TestEntry =
  | {
      readonly __typename: 'EventAdded'
      readonly cursor: string
      readonly event: { readonly id: string; readonly text?: string }
    }
  | { readonly __typename: 'StreamGap'; readonly cursor: string; readonly reason: string }

/** A gateway whose connections a test makes and breaks itself. */
export class ScriptedGateway {
  readonly connections: Connection[] = []
  readonly source: LogSource

  constructor(after?: string) {
    this.source = {
      operation: { query: 'subscription { log }' },
      variables: {},
      after,
      settings: {
        retry: { minDelayMs: 1, maxDelayMs: 2 },
        tokens: createTokenSource('a token'),
        transport: ({ variables }, sink, signal) =>
          new Promise((resolve, reject) => {
            signal.addEventListener('abort', () => resolve())
            const { after } = variables as Variables
            this.connections.push({ after, signal, sink, complete: resolve, fail: reject })
          }),
      },
    }
  }

  /** The newest connection. */
  get connection(): Connection {
    const connection = this.connections.at(-1)
    if (!connection) throw new Error('Nobody is connected.')
    return connection
  }

  send(...entries: TestEntry[]): void {
    for (const log of entries) this.connection.sink.next({ data: { log } } as Response)
  }

  cut(): void {
    this.connection.fail(new GatewayError('NETWORK', 'cut'))
  }
}

export const event = (number: number, text?: string, cursor = `c${number}`): TestEntry => ({
  __typename: 'EventAdded',
  cursor,
  event: { id: `e${number}`, ...(text !== undefined && { text }) },
})

export const gap = (reason: string, cursor = 'gap'): TestEntry => ({
  __typename: 'StreamGap',
  cursor,
  reason,
})
