import { ref, table } from '../../data/batching/table.ts'
import type { Context } from '../../schema/context.ts'
import type { Bucket, Period } from './period.ts'

/** Whose ledger entries are added up: of users, of sessions (named by their ids), or of everyone. */
export type Whose = 'userId' | 'sessionId' | 'everyone'

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
  return `select ${owner} as "key", ${start} as "start", ${group} as "group", count(*)::text as "entries", ${sums.join(', ')}
from ${table('CreditTransaction').name} t
where ${owner} = any($1::${key}[])${inPeriod}
group by 1, 2, 3`
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
 * a level. Buckets are those of UTC, weeks begin on Monday; one without entries has no sum.
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
