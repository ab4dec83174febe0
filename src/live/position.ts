import type { Cursors } from '../data/batching/cursor.ts'
import type { Place } from './log-statements.ts'
import { readSeen, type Seen, writeSeen } from './seen.ts'

/**
 * Where a reader of a log stands: it has had everything seen `before`, and of what was seen up to `upTo` all up to `place`.
 * Entries are handed out in the order of their places within one reading, and reading after reading.
 */
export type Position = {
  /** Which database the transactions are of. */
  readonly database: string
  readonly before: Seen
  readonly upTo: Seen
  readonly place: Place
  /** The run's status as the reader knows it, where the log has one. */
  readonly status: string
  /** The reader was told that the log has ended. */
  readonly ended: boolean
}

/** Names a log in its cursors. */
const orderOf = (topic: string) => ({ key: `live:${topic}` })

/** A position as an opaque text for clients; see `Cursors`. */
export function writePosition(cursors: Cursors, topic: string, position: Position): string {
  const { database, before, upTo, place, status, ended } = position
  return cursors.encode(orderOf(topic), [
    database,
    ...writeSeen(before),
    ...writeSeen(upTo),
    ...place.map(String),
    status,
    ended ? 'ended' : '',
  ])
}

/** Throws `InvalidCursorError` for a text that was not made here, or for another log. */
export function readPosition(cursors: Cursors, topic: string, cursor: string): Position {
  const [database = '', ...parts] = cursors.decode(orderOf(topic), cursor)
  const [time = '', rank = '', key = '', status = '', ended = ''] = parts.slice(8)
  return {
    database,
    before: readSeen(parts.slice(0, 4)),
    upTo: readSeen(parts.slice(4, 8)),
    place: [time, Number(rank), key],
    status,
    ended: ended === 'ended',
  }
}
