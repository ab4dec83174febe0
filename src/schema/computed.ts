import { defineComputedColumn, type OtherRows } from '../data/batching/computed.ts'
import { type Model, table } from '../data/batching/table.ts'
import { inTurns } from './in-turns.ts'

/**
 * Returns field options for a column that the database computes; spread them into the field:
 * `t.field({ type: Plan, nullable: true, ...computed('Session', 'plan', (row) => …, parsePlan) })`. `text` receives
 * the row's alias and returns SQL. `read` validates and converts the result, whose type the compiler does not
 * know. `reads` are the rows of other tables that the value depends on.
 */
export function computed<Value>(
  model: Model,
  name: string,
  text: (row: string) => string,
  read: (value: unknown) => Value,
  reads: readonly OtherRows[] = [],
) {
  defineComputedColumn(model, name, text, { reads })
  return {
    extensions: { columns: [name] },
    resolve: inTurns((row: object) => read((row as Record<string, unknown>)[name])),
  }
}

/** Returns the SQL of an object with columns that not every database has; null if all are missing. */
export const optionalColumns =
  (names: readonly [string, ...string[]]) =>
  (row: string): string =>
    `(select jsonb_build_object(${names.map((name) => `'${name}', one->'${name}'`).join(', ')})
from to_jsonb(${row}) as one where one ?| array[${names.map((name) => `'${name}'`).join(', ')}])`

/**
 * Returns the SQL of a column that not every database has, as JSON; null if it is missing. Unlike `optionalColumns`, it
 * reads no other column: in a table without the column, its name refers to the surrounding subquery.
 */
export const optionalColumn =
  (model: Model, name: string, type: string) =>
  (row: string): string =>
    `(select (select to_jsonb(${name}) from ${table(model).name} self where self.id = ${row}.id)
from (select null::${type} as ${name}) missing)`

/**
 * Returns field options for a value derived from columns of its row, columns of `defineComputedColumn`
 * included.
 */
export function derivedFrom<Value>(
  columns: readonly string[],
  read: (row: Readonly<Record<string, unknown>>) => Value,
) {
  return {
    extensions: { columns },
    resolve: inTurns((row: object) => read(row as Readonly<Record<string, unknown>>)),
  }
}
