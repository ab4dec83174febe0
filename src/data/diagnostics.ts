import { channel } from 'node:diagnostics_channel'

/*
 * What goes on in here, for whoever measures or traces it. Node's own channels: nobody need be told who listens, and
 * where nobody does, next to nothing is spent.
 */

/** A statement that was answered, told in the asynchronous context of whoever sent it. */
export type ObservedStatement = {
  readonly text: string
  /** When it was sent; of `performance.now()`. */
  readonly sentAt: number
  readonly failed: boolean
}

/** Told of each `ObservedStatement` of the pool, Prisma's included. */
export const statements = channel('ii-gateway:statement')

/** One call of a loader, for so many keys at once. */
export type ObservedBatch = { readonly keys: number }

/** Told of each `ObservedBatch`. */
export const batches = channel('ii-gateway:batch')

/** Told `replica` or `primary` for each query, where there are replicas to choose from. */
export const routes = channel('ii-gateway:route')

/** Told `1` of each statement that failed on a replica and was sent to the primary. */
export const repeats = channel('ii-gateway:repeat')
