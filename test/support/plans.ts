import type { Database, Queryable } from '../../src/data/database.ts'

/** How many rows each table seems to have. */
const rows = 1_000_000

/**
 * Makes the planner take every table of a test's own database for a large one of which it knows nothing else, without
 * any row being made: it multiplies the pages that there are with the rows on a page, as the catalog has them. Needs a
 * superuser, who may update catalogs.
 */
export async function lookLarge(database: Database): Promise<void> {
  await database.query('delete from pg_statistic')
  await database.query(
    `update pg_class set reltuples = $1, relpages = greatest(pg_relation_size(oid) / 8192, 1)
where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`,
    [rows],
  )
}

type Plan = {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly Plans?: readonly Plan[]
}

/**
 * The tables that PostgreSQL would read from end to end to answer this statement: planned for these values, and planned
 * once for all values, as it does with a prepared statement that is used often.
 */
export async function listWholeTablesRead(
  database: Database,
  text: string,
  values: readonly unknown[],
): Promise<string[]> {
  const plans = await database.transaction(async (tx) => {
    const explain = async (statement: string, given: readonly unknown[] = []) => {
      const [found] = await tx.query<{ 'QUERY PLAN': { Plan: Plan }[] }>(
        `explain (format json) ${statement}`,
        given,
      )
      return found?.['QUERY PLAN'].map(({ Plan }) => Plan) ?? []
    }
    const planned = await explain(text, values)
    await tx.query('set local plan_cache_mode = force_generic_plan')
    await tx.query(`prepare shape as ${text}`)
    const anything = values.map(() => 'null').join(', ')
    planned.push(...(await explain(`execute shape${anything && ` (${anything})`}`)))
    await tx.query('deallocate shape')
    return planned
  })
  return [...new Set(plans.flatMap(listScannedTables))].sort()
}

/** The tables that a plan reads from end to end. */
export function listScannedTables({
  'Node Type': type,
  'Relation Name': name,
  Plans: inner = [],
}: Plan): string[] {
  const own = type === 'Seq Scan' && name ? [name] : []
  return [...own, ...inner.flatMap(listScannedTables)]
}

/** A plan that was executed, with what EXPLAIN counted. */
export type ExecutedPlan = Omit<Plan, 'Plans'> & {
  readonly Alias?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Rows Removed by Join Filter'?: number
  readonly 'Rows Removed by Index Recheck'?: number
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly ExecutedPlan[]
}

/** Executes a statement under EXPLAIN. */
export async function explainAnalyze(
  sql: Queryable,
  text: string,
  values?: readonly unknown[],
): Promise<ExecutedPlan> {
  const [found] = await sql.query<{ 'QUERY PLAN': [{ Plan: ExecutedPlan }] }>(
    `explain (analyze, buffers, timing off, format json) ${text}`,
    values,
  )
  if (!found) throw new Error('EXPLAIN answered nothing.')
  return found['QUERY PLAN'][0].Plan
}

/** The blocks that an executed plan read from the cache and the disk. */
export const countBlocksRead = (plan: ExecutedPlan) => plan['Shared Hit Blocks'] + plan['Shared Read Blocks']

/** The rows that all nodes of an executed plan returned or left out: a measure of work in memory, which reads no blocks. */
export function countRowsProcessed(plan: ExecutedPlan): number {
  const left = (plan['Rows Removed by Filter'] ?? 0) + (plan['Rows Removed by Join Filter'] ?? 0)
  const inner = (plan.Plans ?? []).map(countRowsProcessed)
  return inner.reduce((sum, rows) => sum + rows, (plan['Actual Rows'] + left) * plan['Actual Loops'])
}
