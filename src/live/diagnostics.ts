import { channel } from 'node:diagnostics_channel'

/** New rows of a log on their way to its subscribers. */
export type ObservedRows = {
  /** Arrival of the first notification that led to them; of `performance.now()`. */
  readonly signalledAt: number
  /** The rows' own timestamps: ISO 8601, by the writers' clocks. */
  readonly times: readonly string[]
}

/** Publishes `ObservedRows`. */
export const foundRows = channel('ii-gateway:found-rows')
