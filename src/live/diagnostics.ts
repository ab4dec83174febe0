import { channel } from 'node:diagnostics_channel'

/** Rows that a log has just got, on their way to those who watch it. */
export type ObservedRows = {
  /** When the first of the signals came that they were found by; of `performance.now()`. */
  readonly signalledAt: number
  /** When each says that it was written: ISO 8601, by the clock of its writer. */
  readonly times: readonly string[]
}

/** Told of `ObservedRows`. */
export const foundRows = channel('ii-gateway:found-rows')
