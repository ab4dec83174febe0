import { DatabaseUnavailableError } from '../data/unavailable.ts'
import type { Place, ReadingRow } from './log-statements.ts'

/**
 * When and where a statement read. Transaction ids of two moments are comparable only if `database` and
 * `lifetime` are equal: after a crash the server reuses ids without flushed WAL records, and a restored copy
 * continues from older ones.
 */
export type Moment = {
  /** Identifies cluster, database and timeline. */
  readonly database: string
  /** Changes with each start and crash recovery of the server, and with each transaction id epoch. */
  readonly lifetime: string
  /** Flushed WAL position in bytes, which is monotonic within one history. */
  readonly flushed: number
  /** The server's clock: ISO 8601. */
  readonly at: string
}

/**
 * Proof of what a reader has seen: the row with the greatest transaction id, and the smaller ids of its last
 * read that found rows. If the row still exists, none of these ids was reused; if all are committed too, so is
 * everything that earlier reads found, because it was visible before.
 */
export type Witness = {
  readonly place: Place
  readonly xid: number
  /** Smaller ids, descending: at most `maxConcurrent`. */
  readonly concurrent: readonly number[]
}

/** Extracts the moment of a statement's result. */
export function toMoment({ database, lifetime, flushed, at }: ReadingRow | Moment): Moment {
  return { database, lifetime, flushed: Number(flushed), at }
}

/** True if transaction ids are comparable between both moments. */
export function isSameLifetime(a: Moment, b: Moment): boolean {
  return a.database === b.database && a.lifetime === b.lifetime
}

/** Throws a retryable error if the server restarted between two reads that must be consistent. */
export function assertSameLifetime(a: Moment, b: Moment): void {
  if (!isSameLifetime(a, b))
    throw new DatabaseUnavailableError('The database was restarted between two readings of a log.')
}
