import { channel, tracingChannel } from 'node:diagnostics_channel'

/*
 * What goes on in here, for whoever measures or traces it. Node's own channels: nobody need be told who listens, and
 * where nobody does, next to nothing is spent.
 */

/** A statement on its way to the database and back. `name` is that of a prepared one. */
export type ObservedStatement = { readonly text: string; readonly name?: string }

/** Told of each statement of the pool, Prisma's included: `start`, `error`, and at its end `asyncEnd`. */
export const statements = tracingChannel<unknown, ObservedStatement>('ii-gateway:statement')

/** One call of a loader, for so many keys at once. */
export type ObservedBatch = { readonly keys: number }

/** Told of each `ObservedBatch`. */
export const batches = channel('ii-gateway:batch')
