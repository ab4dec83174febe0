import { column } from '../data/batching/table.ts'
import { declaredTables } from '../tables/declarations.ts'

/**
 * The watched tables, with the columns by which their rows can be watched. Triggers and the publication are
 * generated from it and completed at start.
 */
export const watched: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  declaredTables.flatMap(({ model, name, declaration: { watchedBy } }) =>
    watchedBy ? [[name, watchedBy.map((field) => column(model, field).name)]] : [],
  ),
)

/**
 * The column by which runs are watched by the owner of their session. `run_tasks` does not have it: the owners
 * are looked up.
 */
export const ownerOfRuns = 'user_id'

/** True if changes of a table are signalled with the values of this column, or without one, at all. */
export function isSignalled(table: string, column?: string): boolean {
  const columns = watched[table]
  if (!columns || column === undefined) return columns !== undefined
  return columns.includes(column) || (table === 'run_tasks' && column === ownerOfRuns)
}
