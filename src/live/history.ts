import type { Queryable } from '../data/database.ts'
import { DatabaseUnavailableError } from '../data/unavailable.ts'
import { postgresTimestamp } from '../data/values.ts'
import { findWitness, type Place, type ReadingRow, type WitnessRow } from './log-statements.ts'
import { type LogTopic, plainKey } from './log-topic.ts'
import type { Position } from './position.ts'
import { renumber } from './read-snapshot.ts'

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
 * The row with the greatest transaction id that a reader has seen: if it still exists, so do all rows below
 * it.
 */
export type Witness = { readonly place: Place; readonly xid: number }

/** The size of an epoch: a row's xmin has 32 bits. */
const epochSize = 2 ** 32
/** Size of the smallest commit or abort record. */
const minCommitBytes = 34

/** Extracts the moment of a statement's result. */
export function toMoment({ database, lifetime, flushed, at }: ReadingRow | Moment): Moment {
  return { database, lifetime, flushed: Number(flushed), at }
}

/** True if transaction ids are comparable between both moments. */
export function isSameLifetime(one: Moment, other: Moment): boolean {
  return one.database === other.database && one.lifetime === other.lifetime
}

/** Throws a retryable error if the server restarted between two reads that must be consistent. */
export function assertSameLifetime(one: Moment, other: Moment): void {
  if (!isSameLifetime(one, other))
    throw new DatabaseUnavailableError('The database was restarted between two readings of a log.')
}

/**
 * Converts a position to the server's current lifetime. Returns null if the history differs or cannot be
 * proved to be the same: rows that the reader has seen may be missing or changed. The witness survives a
 * crash only with its WAL, and is in a copy only if that was taken later. So no id up to the witness is
 * reused, while every greater id may be: the reader has seen no row of theirs.
 */
export async function carryOver(
  sql: Queryable,
  topic: LogTopic,
  position: Position,
): Promise<Position | null> {
  const [time = '', rank = 0, key = ''] = position.witness?.place ?? []
  const model = topic.sources[rank]?.model
  if (!model) return null
  const values = position.witness ? [plainKey(model, key), postgresTimestamp(time)] : [null, null]
  const [row] = await sql.query<WitnessRow>(findWitness(topic, rank), values)
  if (!row) throw new Error('The search for a row answered nothing.')
  const now = toMoment(row)
  if (now.database !== position.database || now.flushed < position.flushed) return null
  const shift = position.witness ? Number(row.xid ?? Number.NaN) - position.witness.xid : 0
  // Some of the rows seen may have been renumbered.
  if (shift === 0 && position.witness && epochOf(now) !== epochOf(position)) return null
  if (shift !== 0 && !wasMovedForward(shift, now.flushed - position.flushed)) return null
  const last = position.witness?.xid ?? -1
  return {
    ...position,
    ...now,
    // Rows written since may carry timestamps of that clock.
    at: position.at,
    before: renumber(position.before, last, shift),
    upTo: renumber(position.upTo, last, shift),
    witness: position.witness && { ...position.witness, xid: last + shift },
  }
}

/** Number of transaction id epochs used up. */
const epochOf = ({ lifetime }: Moment) => lifetime.split('/')[1]

/**
 * True if the transaction counter was advanced by whole epochs, as `pg_resetwal` does: less WAL was written
 * than that number of transactions needs. Otherwise 32-bit ids may have wrapped around.
 */
const wasMovedForward = (shift: number, walBytes: number) =>
  shift > 0 && shift % epochSize === 0 && walBytes < epochSize * minCommitBytes
