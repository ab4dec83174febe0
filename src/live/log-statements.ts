import { column, ref, table } from '../data/batching/table.ts'
import type { Statement } from '../data/database.ts'
import { toPostgresTimestamp } from '../data/values.ts'
import { getLifeRank, type LogSource, type LogTopic, sortableKey } from './log-topic.ts'
import type { ReadSnapshot } from './read-snapshot.ts'

/** The columns common to all reads: see `Moment`, and the snapshot's xmin. */
export type ReadingRow = {
  readonly database: string
  readonly lifetime: string
  readonly flushed: string
  readonly at: string
  readonly horizon: string
}

/** The result of a survey. */
export type SurveyRow = ReadingRow & {
  readonly rows: number
  readonly newest: string | null
  readonly status: string | null
  readonly xids: string[] | null
  /** The row with the greatest transaction id; null if there is none. */
  readonly witness_xid: string | null
  readonly witness_rank: number
  readonly witness_key: string
  readonly witness_time: string
  /** Ids below it, descending. */
  readonly concurrent: string[] | null
}

/** The result of looking up a witness. */
export type WitnessRow = ReadingRow & {
  /** Null if the row does not exist, or if a transaction is not committed. */
  readonly xid: string | null
}

/** A row of a source; all columns are null if nothing was found. */
export type FoundRow = ReadingRow & {
  /** Index of the log in a search of several. */
  readonly log?: number
  /** The snapshot as `xmin:xmax:xip,…`, in a search of several logs. */
  readonly snapshot?: string
  readonly rank: number | null
  readonly key: string
  readonly time: string
  readonly xid: string
  readonly facts: Readonly<Record<string, string | null>>
}

/** A place in the order of a log: time, source, key. */
export type Place = readonly [time: string, rank: number, key: string]

export const startOfLog: Place = ['-infinity', 0, '']
export const endOfLog: Place = ['infinity', 99, '']

/** Maximum number of transactions in a witness. They are part of each cursor, with about three bytes each. */
export const maxConcurrent = 32

/** SQL that identifies the run of the server; see `Moment`. */
export const lifetime = `left(md5(concat_ws('/', extract(epoch from pg_postmaster_start_time()),
      (select extract(epoch from stats_reset) from pg_stat_archiver))), 12)`
const moment = 'snapshot.database, snapshot.lifetime, snapshot.flushed, snapshot.at, snapshot.horizon'

// A row's xmin has 32 bits; the 64-bit id is computed from the next transaction id.
const xid = 'snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295)'

// Transaction ids are not comparable across clusters, databases and timelines. Statistics are reset by each
// crash recovery, including one that the postmaster survives. The snapshot is taken first.
const snapshot = `snapshot as materialized (
  select pg_snapshot_xmin(taken)::text::bigint as horizon, pg_snapshot_xmax(taken)::text::bigint as next,
    clock_timestamp() as at, concat(${lifetime}, '/', pg_snapshot_xmax(taken)::text::bigint >> 32) as lifetime,
    (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end - '0/0')::bigint as flushed,
    concat_ws('/', (select system_identifier from pg_control_system()),
      (select oid from pg_database where datname = current_database()),
      case when pg_is_in_recovery() then 'standby' else left(pg_walfile_name(pg_current_wal_lsn()), 8) end) as database
  from pg_current_snapshot() taken)`

function unionOfSources(
  topic: LogTopic,
  from: string,
  columns: (source: LogSource, rank: number) => string,
  value = '$1',
): string {
  return topic.sources
    .map((source, rank) => rowsOfSource(source, from, columns(source, rank), value))
    .join('\nunion all ')
}

function rowsOfSource({ model, by, time }: LogSource, from: string, columns: string, value = '$1'): string {
  const ofTopic =
    by === undefined
      ? `${value}::text is null`
      : `${ref('t', model, by)} = ${value}::${column(model, by).type}`
  const dated = `${ref('t', model, time)} >= ${from}::timestamptz`
  return `select ${columns} from ${table(model).name} t where ${ofTopic} and ${dated}`
}

function selectColumns({ model, time, columns }: LogSource, rank: number): string {
  const pairs = columns.flatMap((fact) => [`'${fact}'`, ref('t', model, fact)])
  return `${rank} as rank, ${sortableKey('t', model)} collate "C" as key, ${ref('t', model, time)} as time, ${xid} as xid,
  json_build_object(${pairs.join(', ')}) as facts`
}

type Kind = 'survey' | 'forward' | 'backward' | 'fresh'

const statements = new Map<string, Statement>()
const byTopic = new WeakMap<LogTopic, Partial<Record<Kind, Statement>>>()

/** Returns the prepared statement of a kind of topic: those with the same sources. */
function statement(kind: Kind, topic: LogTopic, text: () => string): Statement {
  const ofTopic = byTopic.get(topic) ?? {}
  byTopic.set(topic, ofTopic)
  ofTopic[kind] ??= findStatement(kind, topic, text)
  return ofTopic[kind]
}

function findStatement(kind: Kind, topic: LogTopic, text: () => string): Statement {
  const shape = topic.sources.map(({ model, by, columns }) => `${model}.${by}:${columns}`)
  const name = `${kind} ${shape.join(' ')}`
  const known = statements.get(name)
  if (known) return known
  const made = { text: text(), name: `live${statements.size}` }
  statements.set(name, made)
  return made
}

/**
 * The state of a topic: row count, newest time, transactions from the horizon on, and the row with the
 * greatest id. Values: topic, from.
 */
export function survey(topic: LogTopic): Statement {
  return statement('survey', topic, () => {
    const life = getLifeRank(topic)
    const rows = unionOfSources(
      topic,
      '$2',
      ({ model, time }, rank) => `${rank} as rank, ${ref('t', model, time)} as time, ${xid} as xid`,
    )
    // The witness is looked for among the newest rows first: nearly always it is one of them. Keys of all rows would take longer.
    const witnesses = topic.sources.flatMap((source, rank) => {
      const columns = `${xid} as xid, ${rank} as rank, ${sortableKey('t', source.model)} as key, ${ref('t', source.model, source.time)} as time`
      return rank === life
        ? []
        : `(select * from (${rowsOfSource(source, '$2', columns)}) row where xid = known.greatest order by time desc limit 1)`
    })
    return `with ${snapshot}
select ${moment}, ${selectStatus(topic)} as status, known.rows, known.newest, known.xids, known.concurrent, witness.* from snapshot
cross join lateral (select count(*)::int as rows, max(time) as newest, max(xid) filter (where rank <> ${life}) as greatest,
  array_agg(distinct xid) filter (where xid >= snapshot.horizon) as xids,
  (array_agg(distinct xid order by xid desc) filter (where rank <> ${life}))[2:${maxConcurrent + 1}] as concurrent from (${rows}) row) known
left join lateral (select xid as witness_xid, rank as witness_rank, key as witness_key, time as witness_time
  from (${witnesses.join('\nunion all ')}) row limit 1) witness on true`
  })
}

/**
 * Looks up a source's row with its transaction id. Values: its key and time, both null if none is meant, and how
 * far below its id those are that must be committed. `pg_xact_status` throws for ids of the future, and is null
 * for those that are older than what PostgreSQL keeps.
 */
export function findWitness({ sources }: LogTopic, rank: number): Statement {
  const { model, time } = sources[rank] ?? {}
  if (!model || !time) throw new Error('A log has no such source.')
  const {
    key: [field = ''],
    name: rows,
  } = table(model)
  const { name, type } = column(model, field)
  return {
    name: `live_witness_${rows}`,
    text: `with ${snapshot}
select ${moment}, (select xid from (select ${xid} as xid from ${rows} t where t."${name}" = $1::${type}
    and ${ref('t', model, time)} = $2::timestamptz) row
  where not exists (select from unnest($3::bigint[]) distance
    where pg_xact_status(greatest(xid - distance, 0)::text::xid8) is distinct from 'committed')) as xid from snapshot`,
  }
}

function selectStatus({ statusSource, sources }: LogTopic): string {
  const source = sources.find(({ model }) => model === statusSource?.model)
  if (!source?.by) return 'null'
  const { model, by } = source
  const ofTopic = `${ref('t', model, by)} = $1::${column(model, by).type}`
  return `(select ${ref('t', model, 'status')} from ${table(model).name} t where ${ofTopic})`
}

const has = (horizon: string, xids: string, recent: string, floor: string) =>
  `(row.xid < ${horizon}::bigint or row.xid = any(${xids}::bigint[])
      or (row.xid = any(${recent}::bigint[]) and row.time >= ${floor}::timestamptz))`

/**
 * Reads rows that are in one snapshot but not in an earlier one, after (or, backward, before) a place; values
 * by `searchValues`. Returns a row of nulls if there is none.
 */
export function search(topic: LogTopic, direction: 'forward' | 'backward'): Statement {
  return statement(direction, topic, () => {
    const forward = direction === 'forward'
    const order = forward ? 'time, rank, key' : 'time desc, rank desc, key desc'
    const sign = forward ? '>' : '<'
    // Each source has its own order, limit and bound of the time, so that an index on its time can be read up to the limit.
    const pages = topic.sources.map(
      (source, rank) => `(select * from (${rowsOfSource(source, '$2', selectColumns(source, rank))}
    and ${ref('t', source.model, source.time)} ${sign}= $11::timestamptz) row
  where not ${has('$3', '$4', '$5', '$6')} and ${has('$7', '$8', '$9', '$10')}
    and (row.time, row.rank, row.key) ${sign} ($11::timestamptz, $12::int, $13::text collate "C")
  order by ${order} limit $14)`,
    )
    return `with ${snapshot}
select ${moment}, found.* from snapshot left join lateral (
  select * from (${pages.join('\nunion all ')}) row order by ${order} limit $14) found on true order by ${order}`
  })
}

/**
 * Reads new rows of many logs of one kind at once. The values are arrays with one element per log, by
 * `freshValues`; each row has the 1-based index of its log.
 */
export function searchFresh(topic: LogTopic): Statement {
  return statement('fresh', topic, () => {
    const rows = unionOfSources(topic, 'asked.earliest', selectColumns, 'asked.key')
    return `with ${snapshot}, taken as materialized (select pg_current_snapshot()::text as snapshot)
select asked.log::int, ${moment}, taken.snapshot, found.* from snapshot cross join taken cross join
  unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[]) with ordinality
    asked(key, earliest, horizon, xids, recent, floor, log)
  left join lateral (select * from (${rows}) row
    where not ${has('asked.horizon', 'asked.xids', 'asked.recent', 'asked.floor')}) found on true
order by asked.log, found.time, found.rank, found.key`
  })
}

/** A request for the rows of a log that are not in a snapshot; rows older than `from` are ignored. */
export type Fresh = { readonly topic: LogTopic; readonly from: string; readonly before: ReadSnapshot }

/** The values of `searchFresh`. */
export function freshValues(asked: readonly Fresh[]): unknown[] {
  const list = (xids: readonly number[]) => `{${xids}}`
  return [
    asked.map(({ topic }) => topic.value),
    asked.map(({ from }) => toPostgresTimestamp(from)),
    asked.map(({ before }) => before.horizon),
    asked.map(({ before }) => list(before.xids)),
    asked.map(({ before }) => list(before.recent)),
    asked.map(({ before }) => toPostgresTimestamp(before.floor)),
  ]
}

/** A request for a page of rows. */
export type Search = {
  readonly topic: LogTopic
  /** The earliest timestamp of rows to read. */
  readonly from: string
  readonly before: ReadSnapshot
  readonly upTo: ReadSnapshot
  readonly place: Place
  readonly limit: number | null
}

/** The values of `search`. */
export function searchValues({ topic, from, before, upTo, place, limit }: Search): unknown[] {
  const values = ({ horizon, xids, recent, floor }: ReadSnapshot) => [
    horizon,
    xids,
    recent,
    toPostgresTimestamp(floor),
  ]
  const [time, rank, key] = place
  const at = [toPostgresTimestamp(time), rank, key]
  return [topic.value, toPostgresTimestamp(from), ...values(before), ...values(upTo), ...at, limit]
}
