import pg from 'pg'
import type { Database, Queryable, Session } from '../../src/data/database.ts'

/**
 * What a statement took: blocks of 8 kB looked at, rows answered, keys of parents asked for, milliseconds in the server.
 */
export type Taken = {
  readonly blocks: number
  readonly rows: number
  readonly keys: number
  readonly ms: number
}

type Sent = { readonly text: string; readonly name?: string; readonly values: readonly unknown[] }
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
      sent.push({ ...(typeof statement === 'string' ? { text: statement } : statement), values })
      return queryable.query(statement, values, ...more)
    }
  return {
    database: { ...database, query: keep(database), reads: { query: keep(database.reads) } },
    sent,
  }
}

/** PostgreSQL plans a prepared statement for its values five times, and then may take one plan for any values. */
const executions = 6
/** One that takes longer is not executed that often. */
const maxMs = 500

/** A value of a statement as SQL; PostgreSQL takes its type from the statement. */
function literal(value: unknown): string {
  if (value === null || value === undefined) return 'null'
  const items = (list: readonly unknown[]) =>
    list.map((item) => (item === null ? 'null' : `"${String(item).replaceAll(/["\\]/g, '\\$&')}"`))
  return pg.escapeLiteral(Array.isArray(value) ? `{${items(value)}}` : String(value))
}

/**
 * Repeats a statement under EXPLAIN (ANALYZE, BUFFERS) on one connection; a prepared one until it has the plan that it
 * keeps. Undefined for one that does not read rows.
 */
export async function explain(session: Session, { text, name, values }: Sent): Promise<Taken | undefined> {
  if (!/^\s*(select|with)\b/i.test(text)) return undefined
  const given = values.length > 0 ? `(${values.map(literal).join(', ')})` : ''
  await session.script(`prepare explained as ${text}`)
  let taken: Taken | undefined
  for (let n = 0; n < (name ? executions : 1) && (taken?.ms ?? 0) < maxMs; n += 1) {
    const [explained] = await session.query<Explained>(
      `explain (analyze, buffers, format json) execute explained${given}`,
    )
    if (explained) taken = toTaken(explained, values)
  }
  await session.script('deallocate explained')
  return taken
}

function toTaken(
  { 'QUERY PLAN': [{ Plan, 'Execution Time': ms }] }: Explained,
  values: readonly unknown[],
): Taken {
  const [parents] = values
  return {
    blocks: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'],
    rows: Plan['Actual Rows'],
    keys: Array.isArray(parents) ? parents.length : 0,
    ms,
  }
}
