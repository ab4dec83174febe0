import { column, ref, table } from '../data/batching/table.ts'
import type { Statement } from '../data/database.ts'
import { postgresTimestamp } from '../data/values.ts'
import { type LogSource, type LogTopic, lifeRank, sortableKey } from './log-topic.ts'
import type { ReadSnapshot } from './read-snapshot.ts'

/** What every reading says of itself: see `Moment`, and below which transaction all had ended. */
export type ReadingRow = {
  readonly database: string
  readonly lifetime: string
  readonly flushed: string
  readonly at: string
  readonly horizon: string
}

export type SurveyRow = ReadingRow & {
  readonly rows: number
  readonly newest: string | null
  readonly status: string | null
  readonly xids: string[] | null
  /** The row with the greatest number; null if there is none. */
  readonly witness_xid: string | null
  readonly witness_rank: number
  readonly witness_key: string
  readonly witness_time: string
}

export type WitnessRow = ReadingRow & {
  /** Null if the row is not there. */
  readonly xid: string | null
}

/** A row of a source; all null where a reading found none. */
export type FoundRow = ReadingRow & {
  /** Of a search in many logs. */
  readonly log?: number
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

/** Which run of the server this is, as SQL; see `Moment`. */
export const lifetime = `left(md5(concat_ws('/', extract(epoch from pg_postmaster_start_time()),
      (select extract(epoch from stats_reset) from pg_stat_archiver))), 12)`
const moment = 'snapshot.database, snapshot.lifetime, snapshot.flushed, snapshot.at, snapshot.horizon'

// A row's xmin has 32 bits; counted back from the next transaction it is the one of 64 bits that is meant.
const xid = 'snapshot.next - ((snapshot.next - t.xmin::text::bigint) & 4294967295)'

// Another cluster, another database in it, or another timeline: there the numbers of transactions mean others. Statistics
// are reset by each crash recovery, also by one that the postmaster survives. The snapshot is taken before the rest.
const snapshot = `snapshot as materialized (
  select pg_snapshot_xmin(taken)::text::bigint as horizon, pg_snapshot_xmax(taken)::text::bigint as next,
    clock_timestamp() as at, concat(${lifetime}, '/', pg_snapshot_xmax(taken)::text::bigint >> 32) as lifetime,
    (case when pg_is_in_recovery() then pg_last_wal_replay_lsn() else pg_current_wal_flush_lsn() end - '0/0')::bigint as flushed,
    concat_ws('/', (select system_identifier from pg_control_system()),
      (select oid from pg_database where datname = current_database()),
      case when pg_is_in_recovery() then 'standby' else left(pg_walfile_name(pg_current_wal_lsn()), 8) end) as database
  from pg_current_snapshot() taken)`

function rowsMatching(
  topic: LogTopic,
  from: string,
  columns: (source: LogSource, rank: number) => string,
  value = '$1',
): string {
  return topic.sources
    .map((source, rank) => {
      const { model, by, time } = source
      const ofTopic =
        by === undefined
          ? `${value}::text is null`
          : `${ref('t', model, by)} = ${value}::${column(model, by).type}`
      const dated = `${ref('t', model, time)} >= ${from}::timestamptz`
      return `select ${columns(source, rank)} from ${table(model).name} t where ${ofTopic} and ${dated}`
    })
    .join('\nunion all ')
}

function columnsOf({ model, time, columns }: LogSource, rank: number): string {
  const pairs = columns.flatMap((fact) => [`'${fact}'`, ref('t', model, fact)])
  return `${rank} as rank, ${sortableKey('t', model)} collate "C" as key, ${ref('t', model, time)} as time, ${xid} as xid,
  json_build_object(${pairs.join(', ')}) as facts`
}

const statements = new Map<string, Statement>()

/** One statement for each kind of topic: those with the same sources. */
function statement(kind: string, topic: LogTopic, text: () => string): Statement {
  const shape = topic.sources.map(({ model, by, columns }) => `${model}.${by}:${columns}`)
  const name = `${kind} ${shape.join(' ')}`
  const known = statements.get(name)
  if (known) return known
  const made = { text: text(), name: `live${statements.size}` }
  statements.set(name, made)
  return made
}

/**
 * How a topic stands: how many rows, the newest, which transactions from the horizon on, and the row with the greatest
 * number. Values: topic, from.
 */
export function survey(topic: LogTopic): Statement {
  return statement('survey', topic, () => {
    const rows = rowsMatching(
      topic,
      '$2',
      ({ model, time }, rank) =>
        `${rank} as rank, ${sortableKey('t', model)} as key, ${ref('t', model, time)} as time, ${xid} as xid`,
    )
    return `with ${snapshot}, found as materialized (select row.* from snapshot cross join lateral (${rows}) row)
select ${moment}, ${statusOf(topic)} as status, known.*, witness.* from snapshot
cross join lateral (select count(*)::int as rows, max(time) as newest,
  array_agg(distinct xid) filter (where xid >= snapshot.horizon) as xids from found) known
left join lateral (select xid as witness_xid, rank as witness_rank, key as witness_key, time as witness_time
  from found where rank <> ${lifeRank(topic)} order by xid desc limit 1) witness on true`
  })
}

/**
 * Whether a row of a source is still there as it was. Values: its key and date, both null if no row is meant.
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
select ${moment}, (select ${xid} from ${rows} t where t."${name}" = $1::${type}
  and ${ref('t', model, time)} = $2::timestamptz) as xid from snapshot`,
  }
}

function statusOf({ statusSource, sources }: LogTopic): string {
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
 * Rows that are among those seen then and not among those seen before, behind (or, backwards, before) a place; the values
 * are made by `searchValues`. A row of nulls says that there is none.
 */
export function search(topic: LogTopic, direction: 'forward' | 'backward'): Statement {
  return statement(direction, topic, () => {
    const forward = direction === 'forward'
    const order = forward ? 'time, rank, key' : 'time desc, rank desc, key desc'
    return `with ${snapshot}
select ${moment}, found.* from snapshot left join lateral (
  select * from (${rowsMatching(topic, '$2', columnsOf)}) row
  where not ${has('$3', '$4', '$5', '$6')} and ${has('$7', '$8', '$9', '$10')}
    and (row.time, row.rank, row.key) ${forward ? '>' : '<'} ($11::timestamptz, $12::int, $13::text collate "C")
  order by ${order} limit $14) found on true order by ${order}`
  })
}

/**
 * New rows of many logs of one kind at once. The values are arrays with an element for each log, made by `freshValues`;
 * each row says by its number (from 1) which log it is of.
 */
export function searchFresh(topic: LogTopic): Statement {
  return statement('fresh', topic, () => {
    const rows = rowsMatching(topic, 'asked.earliest', columnsOf, 'asked.key')
    return `with ${snapshot}
select asked.log::int, ${moment}, found.* from snapshot cross join
  unnest($1::text[], $2::text[], $3::bigint[], $4::text[], $5::text[], $6::text[]) with ordinality
    asked(key, earliest, horizon, xids, recent, floor, log)
  left join lateral (select * from (${rows}) row
    where not ${has('asked.horizon', 'asked.xids', 'asked.recent', 'asked.floor')}) found on true
order by asked.log, found.time, found.rank, found.key`
  })
}

/** What is new in a log for a reader that has seen this much; older rows than `from` are not looked at. */
export type Fresh = { readonly topic: LogTopic; readonly from: string; readonly before: ReadSnapshot }

export function freshValues(asked: readonly Fresh[]): unknown[] {
  const list = (xids: readonly number[]) => `{${xids}}`
  return [
    asked.map(({ topic }) => topic.value),
    asked.map(({ from }) => postgresTimestamp(from)),
    asked.map(({ before }) => before.horizon),
    asked.map(({ before }) => list(before.xids)),
    asked.map(({ before }) => list(before.recent)),
    asked.map(({ before }) => postgresTimestamp(before.floor)),
  ]
}

export type Search = {
  readonly topic: LogTopic
  /** The earliest date that is looked at. */
  readonly from: string
  readonly before: ReadSnapshot
  readonly upTo: ReadSnapshot
  readonly place: Place
  readonly limit: number | null
}

export function searchValues({ topic, from, before, upTo, place, limit }: Search): unknown[] {
  const values = ({ horizon, xids, recent, floor }: ReadSnapshot) => [
    horizon,
    xids,
    recent,
    postgresTimestamp(floor),
  ]
  const [time, rank, key] = place
  const at = [postgresTimestamp(time), rank, key]
  return [topic.value, postgresTimestamp(from), ...values(before), ...values(upTo), ...at, limit]
}
