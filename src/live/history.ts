import type { Queryable } from '../data/database.ts'
import { toPostgresTimestamp } from '../data/values.ts'
import { findWitness, type WitnessRow } from './log-statements.ts'
import { type LogTopic, plainKey } from './log-topic.ts'
import { type Moment, toMoment } from './moment.ts'
import type { Position } from './position.ts'
import { renumber } from './read-snapshot.ts'

/** The size of an epoch: a row's xmin has 32 bits. */
const epochSize = 2 ** 32
/** Size of the smallest commit or abort record. */
const minCommitBytes = 34

/**
 * Converts a position to the server's current lifetime. Returns null if the history differs or cannot be
 * proved to be the same: rows that the reader has seen may be missing or changed. The witness survives a
 * crash only with its WAL, and is in a copy only if that was taken later. So no id up to the witness is
 * reused, while every greater id may be: the reader has seen no row of theirs. A transaction that was open when
 * the witness was committed may be lost nevertheless: `Witness.concurrent`.
 */
export async function carryOver(
  sql: Queryable,
  topic: LogTopic,
  position: Position,
): Promise<Position | null> {
  const { witness } = position
  const [time = '', rank = 0, key = ''] = witness?.place ?? []
  const model = topic.sources[rank]?.model
  if (!model) return null
  const distances = witness?.concurrent.map((xid) => witness.xid - xid) ?? []
  const values = witness ? [plainKey(model, key), toPostgresTimestamp(time), distances] : [null, null, []]
  const [row] = await sql.query<WitnessRow>(findWitness(topic, rank), values)
  if (!row) throw new Error('The search for a row answered nothing.')
  const now = toMoment(row)
  if (now.database !== position.database || now.flushed < position.flushed) return null
  const shift = witness ? Number(row.xid ?? Number.NaN) - witness.xid : 0
  // Some of the rows seen may have been renumbered.
  if (shift === 0 && witness && getEpoch(now) !== getEpoch(position)) return null
  if (shift !== 0 && !wasClockAdvanced(shift, now.flushed - position.flushed)) return null
  const last = witness?.xid ?? -1
  return {
    ...position,
    ...now,
    // Rows written since may carry timestamps of that clock.
    at: position.at,
    before: renumber(position.before, last, shift),
    upTo: renumber(position.upTo, last, shift),
    witness: witness && {
      ...witness,
      xid: last + shift,
      concurrent: witness.concurrent.map((xid) => xid + shift),
    },
  }
}

/** Number of transaction id epochs used up. */
const getEpoch = ({ lifetime }: Moment) => lifetime.split('/')[1]

/**
 * True if the transaction counter was advanced by whole epochs, as `pg_resetwal` does: less WAL was written
 * than that number of transactions needs. Otherwise 32-bit ids may have wrapped around.
 */
const wasClockAdvanced = (shift: number, walBytes: number) =>
  shift > 0 && shift % epochSize === 0 && walBytes < epochSize * minCommitBytes
