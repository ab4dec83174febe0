import type { Condition } from './batching/condition.ts'
import { column, type Model, table } from './batching/table.ts'
import type { Queryable } from './database.ts'

type Values = Readonly<Record<string, unknown>>
type Written = Readonly<Record<string, string | null>>

// Tables whose `version` every writer counts up, so that none overwrites what it has not seen. (In storybooks,
// slide_versions and project_deployments `version` is data: the number of an edition.)
const locked: ReadonlySet<Model> = new Set([
  'Session',
  'RunTask',
  'AgentRunMessage',
  'SessionSummary',
  'CreditBalance',
  'ChatProviderVectorStore',
])

export function isLocked(model: Model): boolean {
  return locked.has(model)
}

/** What a writer gets back of a row: its key, and its version where the model has a lock. */
function returning(model: Model): string {
  const fields = isLocked(model) ? [...table(model).key, 'version'] : table(model).key
  return fields.map((field) => `t."${column(model, field).name}"::text as "${field}"`).join(', ')
}

function bound(model: Model, field: string, placeholder: string): string {
  const { type, array } = column(model, field)
  return `${placeholder}::${type}${array ? '[]' : ''}`
}

function stored(model: Model, field: string, value: unknown): unknown {
  return column(model, field).type === 'jsonb' && value !== null ? JSON.stringify(value) : value
}

/** Inserts one row and returns its key; with `onConflict`, returns null where a row of that key is there already. */
export async function insert(
  sql: Queryable,
  model: Model,
  values: Values,
  onConflict?: 'do nothing',
): Promise<Written | null> {
  const fields = Object.keys(values)
  const names = fields.map((field) => `"${column(model, field).name}"`).join(', ')
  const places = fields.map((field, i) => bound(model, field, `$${i + 1}`)).join(', ')
  const text = `insert into ${table(model).name} as t (${names}) values (${places})${onConflict ? ` on conflict ${onConflict}` : ''} returning ${returning(model)}`
  const rows = await sql.query<Written>(
    text,
    fields.map((field) => stored(model, field, values[field])),
  )
  return rows[0] ?? null
}

/**
 * Changes the rows that meet the condition, in one statement, and returns them. `updated_at` is set by the statement and
 * a lock's version goes up by one, as every writer of these tables must do.
 */
export async function update(
  sql: Queryable,
  model: Model,
  set: Values,
  where: Condition,
): Promise<Written[]> {
  const fields = Object.keys(set)
  const sets = fields.map(
    (field, i) => `"${column(model, field).name}" = ${bound(model, field, `$${i + 1}`)}`,
  )
  if (table(model).columns.updatedAt) sets.push('updated_at = now()')
  if (isLocked(model)) sets.push('version = version + 1')
  const places = where.values.map((_, i) => `$${fields.length + i + 1}`)
  const text = `update ${table(model).name} t set ${sets.join(', ')} where ${where.text('t', places)} returning ${returning(model)}`
  return sql.query<Written>(text, [
    ...fields.map((field) => stored(model, field, set[field])),
    ...where.values,
  ])
}

/** Deletes the rows that meet the condition and returns their keys. */
export function remove(sql: Queryable, model: Model, where: Condition): Promise<Written[]> {
  const places = where.values.map((_, i) => `$${i + 1}`)
  const text = `delete from ${table(model).name} t where ${where.text('t', places)} returning ${returning(model)}`
  return sql.query<Written>(text, where.values)
}
