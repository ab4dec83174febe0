import { declaredTables } from '../tables/declarations.ts'
import { type Model, table } from './batching/table.ts'

/** Subqueries that replace missing tables, by model, with the same columns. */
export type TableFallbacks = ReadonlyMap<Model, string>

const known = new WeakMap<ReadonlySet<string>, TableFallbacks>()

/** Returns the declared replacements of missing tables. */
export function fallbacksFor(absentTables: ReadonlySet<string>): TableFallbacks {
  let made = known.get(absentTables)
  if (!made) {
    made = makeFallbacks(absentTables)
    known.set(absentTables, made)
  }
  return made
}

const makeFallbacks = (absentTables: ReadonlySet<string>): TableFallbacks =>
  new Map(
    declaredTables.flatMap(({ model, name, declaration: { whenMissing } }) =>
      whenMissing && absentTables.has(name)
        ? [[model, whenMissing === 'empty' ? empty(model) : whenMissing.subquery]]
        : [],
    ),
  )

function empty(model: Model): string {
  const columns = Object.values(table(model).columns).map(({ name, type }) => `null::${type} as "${name}"`)
  return `(select ${columns.join(', ')} where false)`
}
