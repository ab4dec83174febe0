import { prepared } from '../../data/batching/prepared.ts'
import type { RowsRead } from '../../data/batching/rows-read.ts'
import { ref, table } from '../../data/batching/table.ts'
import type { Queryable } from '../../data/database.ts'
import type { Context } from '../../schema/context.ts'
import type { Bucket, Period } from './period.ts'

/** Whose ledger entries are summed: of users, of sessions (by id), or of everyone. */
export type Scope = 'userId' | 'sessionId' | 'everyone'

/** The ledger entries to sum. */
type Entries = {
  readonly scope: Scope
  /** Absent for entries of all times. */
  readonly period?: Period
}

/** The division of sums: per time bucket, per group, or both. */
type Division = { readonly bucket?: Bucket; readonly by?: 'modelId' | 'transactionType' }

/** The entries to sum, and their division. */
export type Sums = Entries & Division

/** What is summed. */
export type Measure = 'credits' | 'tokens'

/** A sum: the start of its bucket, its group, and the numbers as decimal text. */
export type Sum = { readonly start: string | null; readonly group: string | null } & Readonly<
  Record<string, string | null>
>

const entry = (field: string) => ref('t', 'CreditTransaction', field)

/** The ledger entries of a user, of a session or of everyone, as rows that a sum depends on. */
export const toLedgerRows = (scope: Scope, key: string): readonly RowsRead[] => [
  { model: 'CreditTransaction', ...(scope === 'everyone' ? {} : { by: scope, key }) },
]

const spent = (which = 'true') =>
  `-sum(${entry('amount')}) filter (where ${entry('amount')} < 0 and ${which})`

/** Sums a key of the entries' `data`, ignoring malformed values of other programs. */
const tokens = (key: string) => {
  const text = `${entry('data')}->>'${key}'`
  return `sum(case when ${text} ~ '^\\d{1,15}$' then (${text})::bigint end)`
}

/** The summed expressions over the entries `t`, and the value for no entries. */
const columns = {
  credits: {
    none: '0.000000',
    spent: spent(),
    spentRegular: spent(`${entry('creditType')} <> 'bonus'`),
    spentBonus: spent(`${entry('creditType')} = 'bonus'`),
    granted: `sum(${entry('amount')}) filter (where ${entry('amount')} > 0)`,
  },
  tokens: {
    none: '0',
    input: tokens('input_tokens'),
    output: tokens('output_tokens'),
    cacheRead: tokens('cache_read_tokens'),
    cacheWrite: tokens('cache_write_tokens'),
    reasoning: tokens('reasoning_tokens'),
  },
}

const toExpression = (dimension: NonNullable<Division['bucket'] | Division['by']>) =>
  dimension === 'modelId' || dimension === 'transactionType'
    ? entry(dimension)
    : `date_trunc('${dimension}', ${entry('createdAt')}, 'UTC')`

const listDimensions = ({ bucket, by }: Division) => [bucket, by].filter((one) => one !== undefined)

/**
 * Returns the statement that sums the same entries by several divisions as grouping sets, reading the entries
 * once. `set` is the mask of `grouping()`, in which the dimensions of a division are zero. Values: the keys,
 * and the start and end of the period, if any.
 */
function sumsText({ scope, period }: Entries, divisions: readonly Division[], measure: Measure): string {
  const { none, ...expressions } = columns[measure]
  const owner = scope === 'everyone' ? `'everyone'` : entry(scope)
  const key = scope === 'everyone' ? 'text' : 'uuid'
  const created = entry('createdAt')
  const inPeriod = period ? ` and ${created} >= $2::timestamptz and ${created} < $3::timestamptz` : ''
  const dimensions = listAllDimensions(divisions)
  const selected = dimensions.map((dimension) => `, ${toExpression(dimension)} as "${dimension}"`).join('')
  const sets = divisions.map((division) => {
    const parts = listDimensions(division).map(toExpression)
    return `(${(scope === 'everyone' ? parts : [owner, ...parts]).join(', ')})`
  })
  const sums = Object.entries(expressions).map(
    ([name, text]) => `coalesce(${text}, ${none})::text as "${name}"`,
  )
  const set = dimensions.length > 0 ? `grouping(${dimensions.map(toExpression).join(', ')})` : '0'
  return `select ${owner} as "key", ${set} as "set"${selected}, count(*)::text as "entries", ${sums.join(', ')}
from ${table('CreditTransaction').name} t
where ${owner} = any($1::${key}[])${inPeriod}
group by grouping sets (${sets.join(', ')})`
}

const listAllDimensions = (divisions: readonly Division[]) => [...new Set(divisions.flatMap(listDimensions))]

/** Returns the `grouping()` mask of a division over these dimensions. */
function toGroupingMask(division: Division, dimensions: readonly string[]): number {
  const own: readonly string[] = listDimensions(division)
  return dimensions.reduce((mask, dimension) => mask * 2 + (own.includes(dimension) ? 0 : 1), 0)
}

/** The sums of one key, indexed by bucket and group. */
export class SumsOfOne {
  readonly rows: readonly Sum[]
  readonly #byPlace: ReadonlyMap<string, Sum>

  constructor(rows: readonly Sum[]) {
    this.rows = rows
    this.#byPlace = new Map(rows.map((row) => [`${row.start} ${row.group}`, row]))
  }

  at(start: string | null, group: string | null): Sum | undefined {
    return this.#byPlace.get(`${start} ${group}`)
  }
}

/**
 * Reads sums of the ledger entries of one user or session, or of everyone (key `everyone`), in one statement
 * for all keys and divisions of a level. Buckets are in UTC, weeks start on Monday, and a bucket without
 * entries has no sum. Does not check access: the key must come from a row whose sums the viewer may see.
 */
export function readSums(context: Context, which: Sums, measure: Measure, key: string): Promise<SumsOfOne> {
  const { scope, period, bucket, by } = which
  const name = `sums ${measure} ${scope} ${period?.from} ${period?.before}`
  const wanted: Wanted = [key, { bucket, by }]
  return context.loaders.batch(
    {
      name,
      reads: () => toLedgerRows(scope, key),
      load: (keys, sql) => loadSums(sql, { scope, period }, measure, keys),
    },
    JSON.stringify(wanted),
  )
}

type Wanted = readonly [key: string, division: Division]
type Found = Readonly<Record<string, string | null>>

async function loadSums(sql: Queryable, entries: Entries, measure: Measure, wanted: readonly string[]) {
  const all = wanted.map((one) => JSON.parse(one) as Wanted)
  const divisions = new Map(all.map(([, division]) => [JSON.stringify(division), division]))
  const { scope, period } = entries
  const keys = [...new Set(all.map(([key]) => key))]
  const shape = `sums ${measure} ${scope}${period ? ' period' : ''} ${[...divisions.keys()]}`
  const rows = await sql.query<Found>(
    prepared(shape, () => sumsText(entries, [...divisions.values()], measure)),
    [keys, ...(period ? [period.from, period.before] : [])],
  )
  const dimensions = listAllDimensions([...divisions.values()])
  const found = new Map<string, Found[]>()
  for (const row of rows) {
    const place = `${row.key} ${row.set}`
    const others = found.get(place)
    if (others) others.push(row)
    else found.set(place, [row])
  }
  return all.map(([key, division]) => {
    const { bucket, by } = division
    const own = found.get(`${key} ${toGroupingMask(division, dimensions)}`) ?? []
    return new SumsOfOne(
      own.map((row) => ({ ...row, start: (bucket && row[bucket]) ?? null, group: (by && row[by]) ?? null })),
    )
  })
}
