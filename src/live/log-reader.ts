import type { Cursors } from '../data/batching/cursor.ts'
import { column, table } from '../data/batching/table.ts'
import type { Queryable } from '../data/database.ts'
import { type About, type GapReason, LogEntry } from './log-entry.ts'
import {
  endOfLog,
  type FoundRow,
  type Place,
  type Search,
  type SurveyRow,
  search,
  searchValues,
  startOfLog,
  survey,
} from './log-statements.ts'
import { type LogTopic, plainKey } from './log-topic.ts'
import type { Position } from './position.ts'
import { noFloor, nothingSeen, type Seen, seeAll } from './seen.ts'

/** The most entries of one batch: what is executed with the same loaders. */
const batchSize = 100

export type Row = {
  readonly place: Place
  readonly xid: number
  readonly facts: Readonly<Record<string, string | null>>
}

/** What a statement found, in which database, and below which transaction all had ended then. */
export type Reading = { readonly database: string; readonly horizon: number; readonly rows: Row[] }

export type Survey = {
  readonly database: string
  readonly rows: number
  readonly newest: string
  /** Of the log's life; empty where it has none. */
  readonly status: string
  readonly seen: Seen
}

/** Reads one log. Every call is one statement. */
export class LogReader {
  readonly topic: LogTopic
  readonly #sql: Queryable
  readonly #cursors: Cursors

  constructor(sql: Queryable, cursors: Cursors, topic: LogTopic) {
    this.#sql = sql
    this.#cursors = cursors
    this.topic = topic
  }

  /** How the log stands now: what `seen` lists is what a reader has who has had all of it. */
  async survey(): Promise<Survey> {
    const [row] = await this.#sql.query<SurveyRow>(survey(this.topic), [this.topic.value, this.earliest()])
    if (!row) throw new Error('The survey of a log answered nothing.')
    const seen = seeAll(nothingSeen, (row.xids ?? []).map(Number), Number(row.horizon))
    const { database, rows, newest, status } = row
    return { database, rows, newest: newest ?? noFloor, status: status ?? '', seen }
  }

  async search(direction: 'forward' | 'backward', what: Omit<Search, 'topic'>): Promise<Reading> {
    const values = searchValues({ ...what, topic: this.topic })
    const found = await this.#sql.query<FoundRow>(search(this.topic, direction), values)
    const [first] = found
    if (!first) throw new Error('The search of a log answered nothing.')
    return { database: first.database, horizon: Number(first.horizon), rows: found.flatMap(rowOf) }
  }

  /** The earliest date of rows that belong to the log. */
  earliest(now = Date.now()): string {
    const { reachMs } = this.topic
    if (reachMs === undefined || Number.isNaN(now)) return noFloor
    // Behind a row that is dated in the future, those of today still come.
    return new Date(Math.min(now, Date.now()) - reachMs).toISOString()
  }

  /** Whether the row at a place is still there. */
  async has([_time, rank, key]: Place): Promise<boolean> {
    const source = this.topic.sources[rank]
    if (!source || key === '') return true
    const [field = ''] = table(source.model).key
    const { name, type } = column(source.model, field)
    const text = `select 1 from ${table(source.model).name} where "${name}" = $1::${type}`
    return (await this.#sql.query(text, [plainKey(source.model, key)])).length > 0
  }

  /** The entries that rows stand for, and the status after them; `reading` says where a reader stands who has had them. */
  entries(
    rows: readonly Row[],
    reading: Omit<Position, 'place' | 'ended'>,
  ): { entries: LogEntry[]; status: string } {
    const { life, sources } = this.topic
    const entries: LogEntry[] = []
    let { status } = reading
    for (const { place, facts } of rows) {
      const [time, rank, key] = place
      const { model, silent } = sources[rank] ?? {}
      if (!model) continue
      if (model === life?.model) {
        // Its other columns change too; the log tells of its status.
        if (facts.status === status) continue
        status = facts.status ?? ''
        if (silent) continue
      }
      const about: About = { kind: 'row', model, id: plainKey(model, key), facts }
      const batch = entries.length % batchSize === 0 ? [] : entries.at(-1)?.batch
      entries.push(this.#entry(about, time, { ...reading, place, status, ended: false }, batch))
    }
    return { entries, status }
  }

  /** Says that the log ends here. */
  end(time: string, position: Position): LogEntry {
    const about: About = { kind: 'end', id: this.topic.value ?? '', status: position.status }
    return this.#entry(about, time, { ...position, place: endOfLog, ended: true })
  }

  /** Says that what comes next does not follow on what the reader has had. */
  gap(reason: GapReason, position: Position): LogEntry {
    return this.#entry({ kind: 'gap', reason }, new Date().toISOString(), position)
  }

  #entry(about: About, time: string, position: Position, batch: readonly LogEntry[] = []): LogEntry {
    const by = { cursors: this.#cursors, topic: this.topic.key }
    return new LogEntry(by, about, time, position, batch as LogEntry[])
  }
}

/** The row that was found, or none. */
export function rowOf({ rank, key, time, xid, facts }: FoundRow): Row[] {
  return rank === null ? [] : [{ place: [time, rank, key], xid: Number(xid), facts }]
}

/** Where a reader stands who has had nothing. */
export function startPosition(database: string): Position {
  return { database, before: nothingSeen, upTo: nothingSeen, place: startOfLog, status: '', ended: false }
}

/** Where a reader stands who has had all that was seen. */
export function positionAfter(database: string, seen: Seen, status: string): Position {
  return { database, before: seen, upTo: seen, place: startOfLog, status, ended: false }
}
