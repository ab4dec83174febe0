import { declarations } from '../tables/declarations.ts'
import type { Condition } from './batching/condition.ts'
import { prepared } from './batching/prepared.ts'
import { type Projection, returningText } from './batching/statement.ts'
import { column, type Model, ref, table } from './batching/table.ts'
import type { Queryable } from './database.ts'

type Values = Readonly<Record<string, unknown>>
type Written = Readonly<Record<string, string | null>>
type Row = Readonly<Record<string, unknown>>

/**
 * True if the model uses optimistic locking. (In storybooks, slide_versions and project_deployments `version`
 * is an edition number.)
 */
export function isVersioned(model: Model): boolean {
  return declarations[model].isVersioned === true
}

/** Returns the RETURNING list of a write: the key, and the version of versioned models. */
function returning(model: Model): string {
  const fields = isVersioned(model) ? [...table(model).key, 'version'] : table(model).key
  return fields.map((field) => `t."${column(model, field).name}"::text as "${field}"`).join(', ')
}

/** A value computed by the database, with its bound values: one placeholder for each. */
export class SqlExpression {
  readonly values: readonly unknown[]
  readonly text: (placeholders: readonly string[]) => string

  constructor(values: readonly unknown[], text: (placeholders: readonly string[]) => string) {
    this.values = values
    this.text = text
  }
}

/** The time of the statement; `now()` is the time at which the transaction began. */
export const statementTimestamp = new SqlExpression([], () => 'clock_timestamp()')

function stored(model: Model, field: string, value: unknown): SqlExpression {
  if (value instanceof SqlExpression) return value
  const { type, array } = column(model, field)
  const bound = type === 'jsonb' && value !== null ? JSON.stringify(value) : value
  return new SqlExpression([bound], ([place]) => `${place}::${type}${array ? '[]' : ''}`)
}

/** Collects a statement's values and allocates their placeholders. */
function binding() {
  const values: unknown[] = []
  const bind = (more: readonly unknown[]) => more.map((value) => `$${values.push(value)}`)
  return { values, bind, put: ({ values: own, text }: SqlExpression) => text(bind(own)) }
}

/** The text alone identifies a write's shape, because all values are bound. */
const kept = (text: string) => prepared(text, () => text)

/**
 * Inserts one row, omitting undefined fields, and returns its key. With `onConflict`, returns null if a row
 * with that key exists.
 */
export async function insertRow(
  sql: Queryable,
  model: Model,
  values: Values,
  onConflict?: 'do nothing',
): Promise<Written | null> {
  const fields = Object.keys(values).filter((field) => values[field] !== undefined)
  const bound = binding()
  const names = fields.map((field) => `"${column(model, field).name}"`).join(', ')
  const places = fields.map((field) => bound.put(stored(model, field, values[field]))).join(', ')
  const text = `insert into ${table(model).name} as t (${names}) values (${places})${onConflict ? ` on conflict ${onConflict}` : ''} returning ${returning(model)}`
  return (await sql.query<Written>(kept(text), bound.values))[0] ?? null
}

/**
 * Updates the rows that meet the condition in one statement and returns them; undefined fields are unchanged.
 * Sets `updated_at` and increments `version`, as every writer of these tables must.
 */
export async function updateRows(
  sql: Queryable,
  model: Model,
  set: Values,
  where: Condition,
): Promise<Written[]> {
  const { text, values } = updating(model, set, where)
  return sql.query<Written>(kept(`${text} returning ${returning(model)}`), values)
}

/** Updates rows like `updateRows`, and returns the projection's columns and `$seen`. */
export async function updateAndRead(
  sql: Queryable,
  projection: Projection,
  set: Values,
  where: Condition,
): Promise<Row[]> {
  const { text, values, bind } = updating(projection.model, set, where)
  return sql.query<Row>(
    kept(`${text} returning ${returningText(projection, bind(projection.visible.values))}`),
    values,
  )
}

function updating(model: Model, set: Values, where: Condition) {
  const bound = binding()
  const given = Object.entries(set).filter(([, value]) => value !== undefined)
  const sets = given.map(
    ([field, value]) => `"${column(model, field).name}" = ${bound.put(stored(model, field, value))}`,
  )
  if (table(model).columns.updatedAt) sets.push('updated_at = now()')
  if (isVersioned(model)) sets.push('version = version + 1')
  const places = bound.bind(where.values)
  return {
    ...bound,
    text: `update ${table(model).name} t set ${sets.join(', ')} where ${where.text('t', places)}`,
  }
}

/** Deletes the rows that meet the condition and returns their keys. */
export function deleteRows(sql: Queryable, model: Model, where: Condition): Promise<Written[]> {
  const { bind } = binding()
  const text = `delete from ${table(model).name} t where ${where.text('t', bind(where.values))} returning ${returning(model)}`
  return sql.query<Written>(kept(text), where.values)
}

/**
 * Reads fields of the rows that meet the condition, ordered by key, and locks the rows until the transaction
 * ends: `update` blocks all writers, `key share` only deletion and key updates.
 */
export function selectForUpdate(
  sql: Queryable,
  model: Model,
  fields: readonly string[],
  where: Condition,
  strength: 'update' | 'key share',
): Promise<Row[]> {
  const { bind } = binding()
  const columns = fields.map((field) => `${ref('t', model, field)} as "${field}"`).join(', ')
  const order = table(model).key.map((field) => ref('t', model, field))
  const text = `select ${columns} from ${table(model).name} t where ${where.text('t', bind(where.values))} order by ${order} for ${strength} of t`
  return sql.query<Row>(kept(text), where.values)
}

/**
 * Sets one key of a column with a JSON object, keeping the others. A value that is not an object is replaced
 * by one.
 */
export function withKey(model: Model, field: string, key: string, value: unknown): SqlExpression {
  const text = ([place]: readonly string[]) =>
    `jsonb_set(${objectIn(model, field)}, '{${key}}', ${place}::jsonb)`
  return new SqlExpression([JSON.stringify(value)], text)
}

/** Removes one key from a column with a JSON object; an object without keys becomes null. */
export function withoutKey(model: Model, field: string, key: string): SqlExpression {
  return new SqlExpression([], () => `nullif(${objectIn(model, field)} - '${key}', '{}'::jsonb)`)
}

function objectIn(model: Model, field: string): string {
  const value = ref('t', model, field)
  return `(case when jsonb_typeof(${value}) = 'object' then ${value} else '{}'::jsonb end)`
}
