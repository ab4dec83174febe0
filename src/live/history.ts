import type { Queryable } from '../data/database.ts'
import { DatabaseUnavailableError } from '../data/unavailable.ts'
import { postgresTimestamp } from '../data/values.ts'
import { findWitness, type Place, type ReadingRow, type WitnessRow } from './log-statements.ts'
import { type LogTopic, plainKey } from './log-topic.ts'
import type { Position } from './position.ts'
import { renumber } from './read-snapshot.ts'

/**
 * When and where a statement read. Transaction numbers of two readings mean the same only if `database` and `lifetime`
 * are equal: a crash makes the server use numbers again that no flushed WAL record holds, and a restored copy goes on
 * from older ones.
 */
export type Moment = {
  /** Cluster, database in it, and timeline. */
  readonly database: string
  /** Changes with each start of the server, with each crash recovery, and when 32 bits of numbers are used up. */
  readonly lifetime: string
  /** WAL position that was on disk, in bytes. It never falls within one history. */
  readonly flushed: number
  /** The server's clock: ISO 8601. */
  readonly at: string
}

/** The row with the greatest transaction number that a reader has seen: while it exists, so does all below it. */
export type Witness = { readonly place: Place; readonly xid: number }

/** Transaction numbers of a row have 32 bits. */
const epochSize = 2 ** 32
/** The least WAL that a transaction with a number writes: its commit or abort record. */
const minCommitBytes = 34

export function toMoment({ database, lifetime, flushed, at }: ReadingRow | Moment): Moment {
  return { database, lifetime, flushed: Number(flushed), at }
}

/** True if transaction numbers mean the same in both. */
export function isSameLifetime(one: Moment, other: Moment): boolean {
  return one.database === other.database && one.lifetime === other.lifetime
}

/** Throws if the server was restarted between two readings that belong together; they are worth repeating then. */
export function assertSameLifetime(one: Moment, other: Moment): void {
  if (!isSameLifetime(one, other))
    throw new DatabaseUnavailableError('The database was restarted between two readings of a log.')
}

/**
 * Carries a position over to the lifetime that the server is in now. Null if the server's history is another one, or
 * cannot be told to be the same: rows that the reader has seen are not there as they were.
 *
 * The witness survived a crash only with its WAL, and a copy only if it was taken later. So no number up to the witness
 * is used again, and every number above it may be: the reader has seen no row of theirs.
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
  // Of the rows that were seen, some may have other numbers now than others.
  if (shift === 0 && position.witness && epochOf(now) !== epochOf(position)) return null
  if (shift !== 0 && !wasMovedForward(shift, now.flushed - position.flushed)) return null
  const last = position.witness?.xid ?? -1
  return {
    ...position,
    ...now,
    // Rows that were written since then may be dated by that clock.
    at: position.at,
    before: renumber(position.before, last, shift),
    upTo: renumber(position.upTo, last, shift),
    witness: position.witness && { ...position.witness, xid: last + shift },
  }
}

/** How often 32 bits of transaction numbers were used up. */
const epochOf = ({ lifetime }: Moment) => lifetime.split('/')[1]

/**
 * True if the counter of transactions was set forward by whole epochs, as `pg_resetwal` does: too little WAL was written
 * for so many transactions. Otherwise numbers of 32 bits may have come round.
 */
const wasMovedForward = (shift: number, walBytes: number) =>
  shift > 0 && shift % epochSize === 0 && walBytes < epochSize * minCommitBytes
