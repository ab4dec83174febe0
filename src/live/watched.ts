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
