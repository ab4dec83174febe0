import type { Duplex } from 'node:stream'
import type { PoolClient } from 'pg'
import type { ByteMeter } from './byte-meter.ts'
import type { Cancellation } from './cancellation.ts'

/** Receives the result of a statement. */
export type QueryCallback = (error: Error | null, result?: { readonly rows: never[] }) => void

/** A read that was not answered yet. */
export type PendingQuery = {
  readonly name: string | undefined
  readonly send: (client: PoolClient, callback: QueryCallback) => void
  readonly deadline: number | undefined
  readonly cancellation: Cancellation | undefined
  readonly meter: ByteMeter | undefined
  readonly resolve: (rows: never[]) => void
  readonly reject: (error: unknown) => void
  /** Number of retries so far. */
  retries: number
  /** True once its promise is settled; its result is then discarded. */
  settled: boolean
}

/** A connection and its pending reads, in the order of sending. */
export type PipelinedConnection = {
  /** Undefined until the pool provides one. */
  client: PoolClient | undefined
  waiting: PendingQuery[]
  /**
   * An array and not a Set: tables that a Set outgrows keep their entries alive until V8's next major
   * collection.
   */
  sent: readonly PendingQuery[]
  /** When the server started the first sent read; without any, when the connection became idle. */
  activeSince: number
  /** Stops counting the connection's received bytes. */
  unmeter: () => void
  /** Called if the connection breaks while idle; pending reads receive their own error. */
  readonly onBreak: (error: Error) => void
}

/** Returns the stream of a client's connection, which the driver's types do not declare. */
export function getStream(client: PoolClient): Duplex {
  return (client as PoolClient & { readonly connection: { readonly stream: Duplex } }).connection.stream
}

/** Returns the number of pending reads of a connection. */
export const load = (connection: PipelinedConnection) => connection.sent.length + connection.waiting.length
