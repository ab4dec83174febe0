import type { Cursors } from '../data/batching/cursor.ts'
import type { Moment, Witness } from './history.ts'
import type { Place } from './log-statements.ts'
import { type ReadSnapshot, readSeen, writeSeen } from './read-snapshot.ts'

/**
 * Where a reader of a log stands: it has had everything seen `before`, and of what was seen up to `upTo` all up to `place`.
 * Entries are handed out in the order of their places within one reading, and reading after reading.
 */
export type Position = Moment & {
  readonly before: ReadSnapshot
  readonly upTo: ReadSnapshot
  /** Of the rows seen up to `upTo`; null if there were none. */
  readonly witness: Witness | null
  readonly place: Place
  /** The run's status as the reader knows it, where the log has one. */
  readonly status: string
  /** The reader was told that the log has ended. */
  readonly ended: boolean
  /** The reader was told that the row at `place` is gone. */
  readonly removed: boolean
}

/** What entries of one reading have in common. */
export type ReadingPosition = Omit<Position, 'place' | 'ended' | 'removed'>

/** Names a log in its cursors. */
const orderOf = (topic: string) => ({ key: `live:${topic}` })

const writePlace = (place: Place) => place.map(String)
const readPlace = ([time = '', rank = '', key = '']: readonly string[]): Place => [time, Number(rank), key]

/** A position as an opaque text for clients; see `Cursors`. */
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
    ...(witness ? [witness.xid.toString(36), ...writePlace(witness.place)] : []),
  ])
}

/** Throws `InvalidCursorError` for a text that was not made here, or for another log. */
export function readPosition(cursors: Cursors, topic: string, cursor: string): Position {
  const [database = '', lifetime = '', flushed = '', at = '', ...parts] = cursors.decode(
    orderOf(topic),
    cursor,
  )
  const [status = '', flag = '', xid] = parts.slice(11)
  return {
    database,
    lifetime,
    flushed: Number.parseInt(flushed, 36),
    at,
    before: readSeen(parts.slice(0, 4)),
    upTo: readSeen(parts.slice(4, 8)),
    place: readPlace(parts.slice(8, 11)),
    witness: xid === undefined ? null : { xid: Number.parseInt(xid, 36), place: readPlace(parts.slice(14)) },
    status,
    ended: flag === 'ended',
    removed: flag === 'removed',
  }
}
