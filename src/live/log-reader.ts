import type { Cursors } from '../data/batching/cursor.ts'
import { column, table } from '../data/batching/table.ts'
import type { Queryable } from '../data/database.ts'
import { carryOver } from './history.ts'
import { type About, type GapReason, LogEntry } from './log-entry.ts'
import {
  endOfLog,
  type FoundRow,
  maxConcurrent,
  type Place,
  type Search,
  type SurveyRow,
  search,
  searchValues,
  startOfLog,
  survey,
} from './log-statements.ts'
import { getLifeRank, type LogTopic, plainKey } from './log-topic.ts'
import { type Moment, toMoment, type Witness } from './moment.ts'
import type { Position, ReadingPosition } from './position.ts'
import { advance, emptySnapshot, noFloor, type ReadSnapshot } from './read-snapshot.ts'

/** Maximum number of entries in a batch, which are executed with the same loaders. */
const batchSize = 100

/** A row of a log. */
export type Row = {
  readonly place: Place
  readonly xid: number
  readonly facts: Readonly<Record<string, string | null>>
}

/** The transactions of a snapshot: those below `next` had ended, except those in `open`. */
export type Transactions = { readonly next: number; readonly open: readonly number[] }

/** The rows that a statement found, when, and its snapshot's xmin; `transactions` if new rows were searched. */
export type ReadResult = Moment & {
  readonly horizon: number
  readonly transactions?: Transactions
  readonly rows: Row[]
}

/** The state of a whole log. */
export type Survey = {
  readonly moment: Moment
  readonly rows: number
  readonly newest: string
  /** The log's status; empty if it has none. */
  readonly status: string
  readonly seen: ReadSnapshot
  readonly witness: Witness | null
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

  /** Returns the log's current state; `seen` is the snapshot of a reader that has had everything. */
  async survey(): Promise<Survey> {
    const [row] = await this.#sql.query<SurveyRow>(survey(this.topic), [this.topic.value, this.earliest()])
    if (!row) throw new Error('The survey of a log answered nothing.')
    const seen = advance(emptySnapshot, (row.xids ?? []).map(Number), Number(row.horizon))
    const { rows, newest, status, witness_xid, witness_time, witness_rank, witness_key } = row
    const concurrent = (row.concurrent ?? []).map(Number)
    const witness: Witness | null =
      witness_xid === null
        ? null
        : { xid: Number(witness_xid), place: [witness_time, witness_rank, witness_key], concurrent }
    return {
      moment: toMoment(row),
      rows,
      newest: newest ?? noFloor,
      status: status ?? '',
      seen,
      witness,
    }
  }

  async search(direction: 'forward' | 'backward', options: Omit<Search, 'topic'>): Promise<ReadResult> {
    const values = searchValues({ ...options, topic: this.topic })
    const found = await this.#sql.query<FoundRow>(search(this.topic, direction), values)
    const [first] = found
    if (!first) throw new Error('The search of a log answered nothing.')
    return toReading(first, found)
  }

  /**
   * Returns the earliest timestamp of rows that belong to the log, for a reader with snapshots of these
   * times.
   */
  earliest(...seenAt: readonly string[]): string {
    const { maxAgeMs } = this.topic
    if (maxAgeMs === undefined) return noFloor
    return new Date(Math.min(Date.now(), ...seenAt.map(Date.parse)) - maxAgeMs).toISOString()
  }

  /** See `carryOver`. */
  carryOver(position: Position): Promise<Position | null> {
    return carryOver(this.#sql, this.topic, position)
  }

  /**
   * Returns the witness of a reader with a known one that found these rows. `recent` are transactions that it
   * found before: rows that a full read finds besides may be older.
   */
  witness(known: Witness | null, rows: readonly Row[], recent: readonly number[]): Witness | null {
    const life = getLifeRank(this.topic)
    const found = rows.filter(({ place }) => place[1] !== life)
    if (found.length === 0) return known
    let newest: Omit<Witness, 'concurrent'> = known ?? { xid: -1, place: startOfLog }
    for (const { xid, place } of found) if (xid > newest.xid) newest = { xid, place }
    const { xid, place } = newest
    const below = new Set([...recent, ...found.map((row) => row.xid)].filter((other) => other < xid))
    return { xid, place, concurrent: [...below].sort((a, b) => b - a).slice(0, maxConcurrent) }
  }

  /** Resolves to true if the row at a place still exists. */
  async has([_time, rank, key]: Place): Promise<boolean> {
    const source = this.topic.sources[rank]
    if (!source || key === '') return true
    const [field = ''] = table(source.model).key
    const { name, type } = column(source.model, field)
    const text = `select 1 from ${table(source.model).name} where "${name}" = $1::${type}`
    return (await this.#sql.query(text, [plainKey(source.model, key)])).length > 0
  }

  /**
   * Converts rows to entries, and returns the status after them; `reading` is the position of a reader that
   * has had them.
   */
  entries(rows: readonly Row[], reading: ReadingPosition): { entries: LogEntry[]; status: string } {
    const { statusSource, sources } = this.topic
    const { database, lifetime, flushed, at, before, upTo, witness } = reading
    const entries: LogEntry[] = []
    let { status } = reading
    for (const { place, facts } of rows) {
      const [time, rank, key] = place
      const { model, statusOnly } = sources[rank] ?? {}
      if (!model) continue
      if (model === statusSource?.model) {
        // Only status changes are entries, not changes of other columns.
        if (facts.status === status) continue
        status = facts.status ?? ''
        if (statusOnly) continue
      }
      const about: About = { kind: 'row', model, id: plainKey(model, key), facts }
      const batch = entries.length % batchSize === 0 ? [] : entries.at(-1)?.batch
      // Spreading `reading` would take several times as long.
      const position: Position = {
        database,
        lifetime,
        flushed,
        at,
        before,
        upTo,
        witness,
        place,
        status,
        ended: false,
        removed: false,
      }
      entries.push(this.#entry(about, time, position, batch))
    }
    return { entries, status }
  }

  /** Creates the entry for the end of the log. */
  end(time: string, position: Position): LogEntry {
    const about: About = { kind: 'end', id: this.topic.value ?? '', status: position.status }
    return this.#entry(about, time, { ...position, place: endOfLog, ended: true, removed: false })
  }

  /** Creates the entry for a gap: the next entry does not follow on the reader's last one. */
  gap(reason: GapReason, position: Position): LogEntry {
    return this.#entry({ kind: 'gap', reason }, new Date().toISOString(), position)
  }

  #entry(about: About, time: string, position: Position, batch: readonly LogEntry[] = []): LogEntry {
    const by = { cursors: this.#cursors, topic: this.topic.key }
    return new LogEntry(by, about, time, position, batch as LogEntry[])
  }
}

/** Converts found rows; a result without any has a row of nulls. */
function toRows(found: readonly FoundRow[]): Row[] {
  const rows: Row[] = []
  for (const { rank, key, time, xid, facts } of found)
    if (rank !== null) rows.push({ place: [time, rank, key], xid: Number(xid), facts })
  return rows
}

/** Parses the text of a `pg_snapshot`. */
function toTransactions(snapshot: string): Transactions {
  const [, next, open = ''] = snapshot.split(':')
  return { next: Number(next), open: open === '' ? [] : open.split(',').map(Number) }
}

/** Converts a statement's result. */
export function toReading(first: FoundRow, found: readonly FoundRow[]): ReadResult {
  const { database, lifetime, flushed, at } = toMoment(first)
  const { horizon, snapshot } = first
  const transactions = snapshot === undefined ? undefined : toTransactions(snapshot)
  return { database, lifetime, flushed, at, horizon: Number(horizon), transactions, rows: toRows(found) }
}

/** The position of a reader that has had nothing. */
export function createStartPosition(moment: Moment): Position {
  return createPositionAfter(moment, emptySnapshot, '', null)
}

/** The position of a reader that has had everything in a snapshot. */
export function createPositionAfter(
  { database, lifetime, flushed, at }: Moment,
  seen: ReadSnapshot,
  status: string,
  witness: Witness | null,
): Position {
  return {
    database,
    lifetime,
    flushed,
    at,
    before: seen,
    upTo: seen,
    witness,
    place: startOfLog,
    status,
    ended: false,
    removed: false,
  }
}
