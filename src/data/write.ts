import type { Condition } from './batching/condition.ts'
import { prepared } from './batching/prepared.ts'
import { type Projection, returningText } from './batching/statement.ts'
import { column, type Model, ref, table } from './batching/table.ts'
import type { Queryable } from './database.ts'

type Values = Readonly<Record<string, unknown>>
type Written = Readonly<Record<string, string | null>>
type Row = Readonly<Record<string, unknown>>

// Tables whose `version` every writer counts up, so that none overwrites what it has not seen. (In storybooks,
// slide_versions and project_deployments `version` is data: the number of an edition.)
const versionedModels: ReadonlySet<Model> = new Set([
  'Session',
  'RunTask',
  'AgentRunMessage',
  'SessionSummary',
  'CreditBalance',
  'ChatProviderVectorStore',
])

export function isVersioned(model: Model): boolean {
  return versionedModels.has(model)
}

/** What a writer gets back of a row: its key, and its version where the model has a lock. */
function returning(model: Model): string {
  const fields = isVersioned(model) ? [...table(model).key, 'version'] : table(model).key
  return fields.map((field) => `t."${column(model, field).name}"::text as "${field}"`).join(', ')
}

/** A value that the database computes, with the values that its text needs: one placeholder for each. */
export class SqlExpression {
  readonly values: readonly unknown[]
  readonly text: (placeholders: readonly string[]) => string

  constructor(values: readonly unknown[], text: (placeholders: readonly string[]) => string) {
    this.values = values
    this.text = text
  }
}

/** The moment of the statement; `now()`, the usual default, is the one at which the transaction began. */
export const statementTimestamp = new SqlExpression([], () => 'clock_timestamp()')

function stored(model: Model, field: string, value: unknown): SqlExpression {
  if (value instanceof SqlExpression) return value
  const { type, array } = column(model, field)
  const bound = type === 'jsonb' && value !== null ? JSON.stringify(value) : value
  return new SqlExpression([bound], ([place]) => `${place}::${type}${array ? '[]' : ''}`)
}

/** Collects the values of a statement, and tells the placeholders that stand for them. */
function binding() {
  const values: unknown[] = []
  const bind = (more: readonly unknown[]) => more.map((value) => `$${values.push(value)}`)
  return { values, bind, put: ({ values: own, text }: SqlExpression) => text(bind(own)) }
}

/** A write's text says all about its shape: the values are bound. */
const kept = (text: string) => prepared(text, () => text)

/** Inserts one row, without the fields that are undefined, and returns its key; with `onConflict`, returns null where a row of that key is there already. */
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
 * Changes the rows that meet the condition, in one statement, and returns them; a field that is undefined stays as it
 * is. `updated_at` is set by the statement and
 * a lock's version goes up by one, as every writer of these tables must do.
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

/** The same, but returns the rows with what is to be read of them as they are now, and with `$seen`. */
export async function updateAndRead(
  sql: Queryable,
  reading: Projection,
  set: Values,
  where: Condition,
): Promise<Row[]> {
  const { text, values, bind } = updating(reading.model, set, where)
  return sql.query<Row>(
    kept(`${text} returning ${returningText(reading, bind(reading.visible.values))}`),
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
 * Reads these fields of the rows that meet the condition, in the order of their keys, and holds the rows until the
 * transaction ends: `update` keeps every other writer away, `key share` only whoever would delete the row or change its
 * key.
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
 * Sets one key of a column that holds a JSON object, and leaves the others as they are, whoever wrote them. What is no
 * object becomes one.
 */
export function withKey(model: Model, field: string, key: string, value: unknown): SqlExpression {
  const text = ([place]: readonly string[]) =>
    `jsonb_set(${objectIn(model, field)}, '{${key}}', ${place}::jsonb)`
  return new SqlExpression([JSON.stringify(value)], text)
}

/** Takes one key out of a column that holds a JSON object; an object without keys becomes null. */
export function withoutKey(model: Model, field: string, key: string): SqlExpression {
  return new SqlExpression([], () => `nullif(${objectIn(model, field)} - '${key}', '{}'::jsonb)`)
}

function objectIn(model: Model, field: string): string {
  const value = ref('t', model, field)
  return `(case when jsonb_typeof(${value}) = 'object' then ${value} else '{}'::jsonb end)`
}
