import { channel } from 'node:diagnostics_channel'

/*
 * Events for metrics and tracing, published on Node's diagnostics channels, which cost next to nothing
 * without a subscriber.
 */

/** A completed statement, published in the asynchronous context of its caller. */
export type ObservedStatement = {
  readonly text: string
  /** Send time, of `performance.now()`. */
  readonly sentAt: number
  readonly failed: boolean
}

/** Publishes an `ObservedStatement` for each statement of the pool. */
export const statements = channel('ii-gateway:statement')

/** One call of a batch function, with its number of keys. */
export type ObservedBatch = { readonly keys: number }

/** Publishes an `ObservedBatch` for each batch. */
export const batches = channel('ii-gateway:batch')

/** Publishes `replica` or `primary` for each query, if replicas are configured. */
export const routes = channel('ii-gateway:route')

/** Publishes `1` for each statement that failed on a replica and was retried on the primary. */
export const repeats = channel('ii-gateway:repeat')
