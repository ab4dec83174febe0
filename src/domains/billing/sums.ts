import { prepared } from '../../data/batching/prepared.ts'
import { ref, table } from '../../data/batching/table.ts'
import type { Queryable } from '../../data/database.ts'
import type { Context } from '../../schema/context.ts'
import type { Bucket, Period } from './period.ts'

/** Whose ledger entries are added up: of users, of sessions (named by their ids), or of everyone. */
export type Whose = 'userId' | 'sessionId' | 'everyone'

/** Which ledger entries to add up. */
type Entries = {
  readonly whose: Whose
  /** Without it, the entries of all times: for sessions only, which have an index of their own. */
  readonly period?: Period
}

/** How finely to add up: one sum for each bucket of time, for each group, or for both. */
type Division = { readonly bucket?: Bucket; readonly by?: 'modelId' | 'transactionType' }

export type Sums = Entries & Division

export type What = 'credits' | 'tokens'

/** A sum: its bucket (the first moment), its group, and the numbers as decimal text. */
export type Sum = { readonly start: string | null; readonly group: string | null } & Readonly<
  Record<string, string | null>
>

const entry = (field: string) => ref('t', 'CreditTransaction', field)

const spent = (which = 'true') =>
  `-sum(${entry('amount')}) filter (where ${entry('amount')} < 0 and ${which})`

/** Adds up a key of the entries' `data`, in which other programs may write anything. */
const tokens = (key: string) => {
  const text = `${entry('data')}->>'${key}'`
  return `sum(case when ${text} ~ '^\\d{1,15}$' then (${text})::bigint end)`
}

/** What is added up: expressions over the entries `t`, and what stands for no entry. */
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

const expressionOf = (dimension: NonNullable<Division['bucket'] | Division['by']>) =>
  dimension === 'modelId' || dimension === 'transactionType'
    ? entry(dimension)
    : `date_trunc('${dimension}', ${entry('createdAt')}, 'UTC')`

const dimensionsOf = ({ bucket, by }: Division) => [bucket, by].filter((one) => one !== undefined)

/**
 * Sums of the same entries by several divisions, each a grouping set: the entries are read once. `set` is the mask of
 * `grouping()`, in which the dimensions of a division are zeros. Values: the keys, and the two ends of the period, if any.
 */
function sumsText({ whose, period }: Entries, divisions: readonly Division[], what: What): string {
  const { none, ...expressions } = columns[what]
  const owner = whose === 'everyone' ? `'everyone'` : entry(whose)
  const key = whose === 'everyone' ? 'text' : 'uuid'
  const created = entry('createdAt')
  const inPeriod = period ? ` and ${created} >= $2::timestamptz and ${created} < $3::timestamptz` : ''
  const dimensions = allDimensionsOf(divisions)
  const selected = dimensions.map((dimension) => `, ${expressionOf(dimension)} as "${dimension}"`).join('')
  const sets = divisions.map((division) => {
    const parts = dimensionsOf(division).map(expressionOf)
    return `(${(whose === 'everyone' ? parts : [owner, ...parts]).join(', ')})`
  })
  const sums = Object.entries(expressions).map(
    ([name, text]) => `coalesce(${text}, ${none})::text as "${name}"`,
  )
  const set = dimensions.length > 0 ? `grouping(${dimensions.map(expressionOf).join(', ')})` : '0'
  return `select ${owner} as "key", ${set} as "set"${selected}, count(*)::text as "entries", ${sums.join(', ')}
from ${table('CreditTransaction').name} t
where ${owner} = any($1::${key}[])${inPeriod}
group by grouping sets (${sets.join(', ')})`
}

const allDimensionsOf = (divisions: readonly Division[]) => [...new Set(divisions.flatMap(dimensionsOf))]

/** What `grouping()` over these dimensions answers for the sums of a division. */
function maskOf(division: Division, dimensions: readonly string[]): number {
  const own: readonly string[] = dimensionsOf(division)
  return dimensions.reduce((mask, dimension) => mask * 2 + (own.includes(dimension) ? 0 : 1), 0)
}

/** The sums of one key, and each of them by its bucket and group. */
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
 * The sums of the ledger entries of one user or session, or of everyone (key `everyone`): one statement for all keys and
 * divisions of a level. Buckets are those of UTC, weeks begin on Monday; one without entries has no sum.
 * Nobody's rights are checked here: the key must come from a row whose sums the viewer may see.
 */
export function readSums(context: Context, which: Sums, what: What, key: string): Promise<SumsOfOne> {
  const { whose, period, bucket, by } = which
  const name = `sums ${what} ${whose} ${period?.from} ${period?.before}`
  const wanted: Wanted = [key, { bucket, by }]
  return context.loaders.batch(
    { name, load: (keys, sql) => loadSums(sql, { whose, period }, what, keys) },
    JSON.stringify(wanted),
  )
}

type Wanted = readonly [key: string, division: Division]
type Found = Readonly<Record<string, string | null>>

async function loadSums(sql: Queryable, entries: Entries, what: What, wanted: readonly string[]) {
  const all = wanted.map((one) => JSON.parse(one) as Wanted)
  const divisions = new Map(all.map(([, division]) => [JSON.stringify(division), division]))
  const { whose, period } = entries
  const keys = [...new Set(all.map(([key]) => key))]
  const shape = `sums ${what} ${whose}${period ? ' period' : ''} ${[...divisions.keys()]}`
  const rows = await sql.query<Found>(
    prepared(shape, () => sumsText(entries, [...divisions.values()], what)),
    [keys, ...(period ? [period.from, period.before] : [])],
  )
  const dimensions = allDimensionsOf([...divisions.values()])
  const found = new Map<string, Found[]>()
  for (const row of rows) {
    const place = `${row.key} ${row.set}`
    const others = found.get(place)
    if (others) others.push(row)
    else found.set(place, [row])
  }
  return all.map(([key, division]) => {
    const { bucket, by } = division
    const own = found.get(`${key} ${maskOf(division, dimensions)}`) ?? []
    return new SumsOfOne(
      own.map((row) => ({ ...row, start: (bucket && row[bucket]) ?? null, group: (by && row[by]) ?? null })),
    )
  })
}
