import type { Database, Queryable } from '../../src/data/database.ts'

/**
 * What a statement took: blocks of 8 kB looked at, rows answered, keys of parents asked for, milliseconds in the server.
 */
export type Taken = {
  readonly blocks: number
  readonly rows: number
  readonly keys: number
  readonly ms: number
}

type Sent = { readonly text: string; readonly values: readonly unknown[] }
type Plan = {
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly 'Actual Rows': number
}
type Explained = {
  readonly 'QUERY PLAN': readonly [{ readonly Plan: Plan; readonly 'Execution Time': number }]
}

/** The same database, with each statement that requests send kept in `sent`. */
export function keepStatements(database: Database): { database: Database; sent: Sent[] } {
  const sent: Sent[] = []
  const keep =
    (queryable: Queryable): Queryable['query'] =>
    (statement, values = [], ...more) => {
      sent.push({ text: typeof statement === 'string' ? statement : statement.text, values })
      return queryable.query(statement, values, ...more)
    }
  return {
    database: { ...database, query: keep(database), reads: { query: keep(database.reads) } },
    sent,
  }
}

/** Repeats a statement under EXPLAIN (ANALYZE, BUFFERS). Undefined for one that does not read rows. */
export async function explain(database: Database, { text, values }: Sent): Promise<Taken | undefined> {
  if (!/^\s*(select|with)\b/i.test(text)) return undefined
  const [explained] = await database.query<Explained>(
    `explain (analyze, buffers, format json) ${text}`,
    values,
  )
  if (!explained) return undefined
  const [{ Plan, 'Execution Time': ms }] = explained['QUERY PLAN']
  const [parents] = values
  return {
    blocks: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'],
    rows: Plan['Actual Rows'],
    keys: Array.isArray(parents) ? parents.length : 0,
    ms,
  }
}
