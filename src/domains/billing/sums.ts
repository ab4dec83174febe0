import { ref, table } from '../../data/batching/table.ts'
import type { Context } from '../../schema/context.ts'
import type { Period } from './period.ts'

/** Whose ledger entries are added up: of users, of sessions (named by their ids), or of everyone. */
export type Whose = 'userId' | 'sessionId' | 'everyone'

export type Bucket = 'day' | 'week' | 'month'

/** Which ledger entries to add up, and how finely. */
export type Sums = {
  readonly whose: Whose
  /** Without it, the entries of all times: for sessions only, which have an index of their own. */
  readonly period?: Period
  readonly bucket?: Bucket
  readonly by?: 'modelId' | 'transactionType'
}

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

/** Values: the keys, and the two ends of the period, if there is one. */
function sumsText({ whose, period, bucket, by }: Sums, what: What): string {
  const { none, ...expressions } = columns[what]
  const owner = whose === 'everyone' ? `'everyone'` : entry(whose)
  const key = whose === 'everyone' ? 'text' : 'uuid'
  const created = entry('createdAt')
  const inPeriod = period ? ` and ${created} >= $2::timestamptz and ${created} < $3::timestamptz` : ''
  const start = bucket ? `date_trunc('${bucket}', ${created}, 'UTC')` : 'null::timestamptz'
  const group = by ? entry(by) : 'null::text'
  const sums = Object.entries(expressions).map(
    ([name, text]) => `coalesce(${text}, ${none})::text as "${name}"`,
  )
  const added = `select ${owner} as "key", ${start} as "start", ${group} as "group", count(*)::text as "entries", ${sums.join(', ')}
from ${table('CreditTransaction').name} t
where ${owner} = any($1::${key}[])${inPeriod}
group by 1, 2, 3`
  if (!bucket || by) return added
  const filled = Object.keys(expressions).map((name) => `coalesce(s."${name}", '${none}') as "${name}"`)
  return `select k.key, b.start, null as "group", coalesce(s.entries, '0') as "entries", ${filled.join(', ')}
from unnest($1::${key}[]) k(key)
cross join generate_series(date_trunc('${bucket}', $2::timestamptz, 'UTC'), $3::timestamptz - interval '1 microsecond', '1 ${bucket}') b(start)
left join (${added}) s on s.key = k.key and s.start = b.start
order by b.start`
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
 * The sums of the ledger entries of one user or session, or of everyone (key `everyone`): one statement for all keys of
 * a level. Buckets are those of UTC, weeks begin on Monday; without groups, no bucket of the period is left out.
 * Nobody's rights are asked here: the key must come from a row whose sums the viewer may see.
 */
export function readSums(context: Context, which: Sums, what: What, key: string): Promise<SumsOfOne> {
  const { whose, period, bucket, by } = which
  const name = `sums ${what} ${whose}${period ? ' period' : ''} ${bucket ?? ''} ${by ?? ''}`
  return context.loaders.batch(
    {
      name: `${name} ${period?.from} ${period?.before}`,
      async load(keys, sql) {
        const values = [keys, ...(period ? [period.from, period.before] : [])]
        const rows = await sql.query<Sum & { key: string }>({ text: sumsText(which, what), name }, values)
        const ofKey = new Map<string, Sum[]>(keys.map((one) => [one, []]))
        for (const { key, ...sum } of rows) ofKey.get(key)?.push(sum as Sum)
        return keys.map((one) => new SumsOfOne(ofKey.get(one) ?? []))
      },
    },
    key,
  )
}
