import { compareTimestamps } from '../data/values.ts'
import type { LogEntry } from './log-entry.ts'
import { createPositionAfter, type LogReader } from './log-reader.ts'
import { endOfLog, type Place, startOfLog } from './log-statements.ts'
import { assertSameLifetime, isSameLifetime, type Moment } from './moment.ts'
import type { Position, ReadingPosition } from './position.ts'
import { emptySnapshot, type ReadSnapshot } from './read-snapshot.ts'

/** A page of a log: up to `limit` entries between two cursors, counted from either end. */
export type LogPart = {
  readonly after?: Position
  readonly before?: Position
  readonly limit: number
  readonly fromEnd: boolean
}

/** The entries of a page, and whether more follow. */
export type LogPage = { readonly entries: LogEntry[]; readonly more: boolean }

type Stretch = { readonly reading: ReadingPosition; readonly place: Place }

/**
 * Reads a page of a log. Without `after`, entries are ordered by place; after a cursor, in the order in which
 * a stream would deliver them: first the rest of the cursor's read, then later commits. A stream can resume
 * from any entry of the page without gaps or duplicates.
 */
export async function readLogPage(reader: LogReader, part: LogPart): Promise<LogPage> {
  const { limit, fromEnd } = part
  const before = part.before?.place ?? endOfLog
  const { moment, seen, status, newest, witness } = await reader.survey()
  const after = part.after && (await toLifetime(reader, part.after, moment))
  const now = { ...moment, before: emptySnapshot, upTo: seen, witness, status: '' }
  const stretches: Stretch[] = after
    ? [
        { reading: { ...now, ...toBounds(after), status: after.status }, place: after.place },
        { reading: { ...now, before: after.upTo, status: after.status }, place: startOfLog },
      ]
    : [{ reading: now, place: part.after?.place ?? startOfLog }]
  const pages: LogEntry[][] = []
  let found = 0
  for (const { reading, place } of fromEnd ? stretches.toReversed() : stretches) {
    if (found > limit) break
    const { upTo } = reading
    const wanted = {
      before: reading.before,
      upTo,
      from: reader.earliest(moment.at),
      limit: limit + 1 - found,
    }
    const rows = await readRows(reader, { ...wanted, after: place, until: before, fromEnd }, moment)
    found += rows.length
    const { entries } = reader.entries(rows, reading)
    if (fromEnd) pages.unshift(entries)
    else pages.push(entries)
  }
  const entries = pages.flat()
  const hasEnd = reader.topic.statusSource?.hasEnded(status) === true && part.before === undefined
  if (hasEnd && (fromEnd || found <= limit) && !(part.after?.ended && found === 0))
    entries.push(reader.end(newest, createPositionAfter(moment, seen, status, witness)))
  const more = entries.length > limit
  return {
    entries: fromEnd ? entries.slice(Math.max(entries.length - limit, 0)) : entries.slice(0, limit),
    more,
  }
}

const toBounds = ({ before, upTo, witness, at }: Position) => ({ before, upTo, witness, at })

/** Converts the position to current transaction ids; undefined if its history differs. */
async function toLifetime(reader: LogReader, position: Position, now: Moment): Promise<Position | undefined> {
  if (isSameLifetime(position, now)) return position
  const carried = await reader.carryOver(position)
  if (carried) assertSameLifetime(carried, now)
  return carried ?? undefined
}

type Wanted = {
  readonly before: ReadSnapshot
  readonly upTo: ReadSnapshot
  readonly from: string
  readonly after: Place
  readonly until: Place
  readonly limit: number
  readonly fromEnd: boolean
}

/** Reads the rows of one snapshot between two places, in order, counted from either end. */
async function readRows(reader: LogReader, { after, until, fromEnd, ...wanted }: Wanted, now: Moment) {
  const found = await reader.search(fromEnd ? 'backward' : 'forward', {
    ...wanted,
    place: fromEnd ? until : after,
  })
  assertSameLifetime(found, now)
  const rows = found.rows.filter(
    ({ place }) => comparePlaces(place, after) > 0 && comparePlaces(place, until) < 0,
  )
  return fromEnd ? rows.reverse() : rows
}

function comparePlaces([time, rank, key]: Place, [otherTime, otherRank, otherKey]: Place): number {
  return compareTimestamps(time, otherTime) || rank - otherRank || compareKeys(key, otherKey)
}

const compareKeys = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
