import { compareTimestamps } from '../data/values.ts'
import type { LogEntry } from './log-entry.ts'
import type { LogReader } from './log-reader.ts'
import { endOfLog, type Place, startOfLog } from './log-statements.ts'
import { nothingSeen } from './seen.ts'

/** A part of a log: so many entries behind one place and before another, counted from either end. */
export type LogPart = {
  readonly after?: Place
  readonly before?: Place
  readonly limit: number
  readonly fromEnd: boolean
}

export type LogPage = { readonly entries: LogEntry[]; readonly more: boolean }

/**
 * Reads a page of a log as it is now, in the order of its places. Its entries have cursors from which a stream goes on
 * with all that the page's reader has not had: what stands behind them, and what is committed later.
 */
export async function readLogPage(reader: LogReader, part: LogPart): Promise<LogPage> {
  const { after = startOfLog, before = endOfLog, limit, fromEnd } = part
  const { database, seen, status, newest } = await reader.survey()
  const hasEnd = reader.topic.life?.hasEnded(status) === true && !isEnd(after) && part.before === undefined
  const { rows } = await reader.search(fromEnd ? 'backward' : 'forward', {
    from: reader.earliest(),
    before: nothingSeen,
    upTo: seen,
    place: fromEnd ? before : after,
    limit: limit + 1,
  })
  const within = rows.filter(
    ({ place }) => comparePlaces(place, after) > 0 && comparePlaces(place, before) < 0,
  )
  if (fromEnd) within.reverse()
  const { entries } = reader.entries(within, { database, before: nothingSeen, upTo: seen, status: '' })
  const reachesEnd = fromEnd || rows.length <= limit
  if (hasEnd && reachesEnd) {
    const position = { database, before: seen, upTo: seen, place: endOfLog, status, ended: true }
    entries.push(reader.end(newest, position))
  }
  const more = entries.length > limit
  return {
    entries: fromEnd ? entries.slice(Math.max(entries.length - limit, 0)) : entries.slice(0, limit),
    more,
  }
}

const isEnd = (place: Place) => comparePlaces(place, endOfLog) === 0

function comparePlaces([time, rank, key]: Place, [otherTime, otherRank, otherKey]: Place): number {
  return compareTimestamps(time, otherTime) || rank - otherRank || order(key, otherKey)
}

const order = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
