import type { Cursors } from '../data/batching/cursor.ts'
import type { Place } from './log-statements.ts'
import type { Moment, Witness } from './moment.ts'
import { type ReadSnapshot, readSeen, readSteps, writeSeen, writeSteps } from './read-snapshot.ts'

/**
 * The position of a log's reader: it has had everything in the snapshot `before`, and of `upTo` everything up
 * to `place`. Entries are ordered by place within one read, and read after read.
 */
export type Position = Moment & {
  readonly before: ReadSnapshot
  readonly upTo: ReadSnapshot
  /** Of the rows in `upTo`; null if there are none. */
  readonly witness: Witness | null
  readonly place: Place
  /** The run's status as the reader knows it, if the log has one. */
  readonly status: string
  /** True if the reader has received the end of the log. */
  readonly ended: boolean
  /** True if the reader was notified that the row at `place` is gone. */
  readonly removed: boolean
}

/** The part of a position shared by all entries of one read. */
export type ReadingPosition = Omit<Position, 'place' | 'ended' | 'removed'>

/** Identifies a log in its cursors. */
const orderOf = (topic: string) => ({ key: `live:${topic}` })

const writePlace = (place: Place) => place.map(String)

function readPlace(parts: readonly string[]): Place {
  const [time, rank, key] = parts as [string, string, string]
  return [time, Number(rank), key]
}

const writeWitness = ({ xid, place, concurrent }: Witness) => [
  xid.toString(36),
  ...writePlace(place),
  writeSteps(0, concurrent.toReversed()),
]

/** Cursors of earlier versions have no concurrent transactions. */
function readWitness([
  xid,
  time = '',
  rank = '',
  key = '',
  concurrent = '',
]: readonly string[]): Witness | null {
  if (xid === undefined) return null
  return {
    xid: Number.parseInt(xid, 36),
    place: readPlace([time, rank, key]),
    concurrent: readSteps(0, concurrent).toReversed(),
  }
}

type Parts = [database: string, lifetime: string, flushed: string, at: string, ...rest: string[]]

/** Encodes a position as an opaque cursor; see `Cursors`. */
export function writePosition(cursors: Cursors, topic: string, position: Position): string {
  const { database, lifetime, flushed, at, before, upTo, place, witness, status, ended, removed } = position
  return cursors.encode(orderOf(topic), [
    database,
    lifetime,
    flushed.toString(36),
    at,
    ...writeSeen(before),
    ...writeSeen(upTo),
    ...writePlace(place),
    status,
    ended ? 'ended' : removed ? 'removed' : '',
    ...(witness ? writeWitness(witness) : []),
  ])
}

/** Decodes a cursor. Throws `InvalidCursorError` if it was not issued for this log. */
export function readPosition(cursors: Cursors, topic: string, cursor: string): Position {
  // A cursor is signed: it has the parts that `writePosition` gave it.
  const [database, lifetime, flushed, at, ...parts] = cursors.decode(orderOf(topic), cursor) as Parts
  const [status, flag] = parts.slice(11) as [string, string]
  return {
    database,
    lifetime,
    flushed: Number.parseInt(flushed, 36),
    at,
    before: readSeen(parts.slice(0, 4)),
    upTo: readSeen(parts.slice(4, 8)),
    place: readPlace(parts.slice(8, 11)),
    witness: readWitness(parts.slice(13)),
    status,
    ended: flag === 'ended',
    removed: flag === 'removed',
  }
}
