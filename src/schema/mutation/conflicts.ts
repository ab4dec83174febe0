import { always, type Condition } from '../../data/batching/condition.ts'
import { keyOf, type Model, ref, table } from '../../data/batching/table.ts'
import type { Queryable } from '../../data/database.ts'
import { hasSqlState } from '../../data/sql-states.ts'
import { declaredTables } from '../../tables/declarations.ts'
import { ConflictError } from '../write-errors.ts'

type Unique = { readonly model: Model; readonly message: string; readonly where?: Condition }

/** The declared unique constraints and indexes, by name. */
const uniques: ReadonlyMap<string, Unique> = new Map(
  declaredTables.flatMap(({ model, declaration: { unique = {} } }) =>
    Object.entries(unique).flatMap(([name, one]) => {
      if (typeof one === 'string') return [[name, { model, message: one }]]
      return 'message' in one ? [[name, { model, ...one }]] : []
    }),
  ),
)

/**
 * Returns the `ConflictError` for a unique violation, with the id of the existing row; undefined for any
 * other error. Must be called after the transaction has ended, because a failed transaction cannot read.
 */
export async function conflictIn(error: unknown, sql: Queryable): Promise<ConflictError | undefined> {
  if (!hasSqlState(error, 'uniqueViolation')) return undefined
  const { constraint, detail } = error as { constraint?: string; detail?: string }
  const unique = uniques.get(constraint ?? '')
  if (!unique) return undefined
  const key = await findHolder(sql, unique, detail ?? '')
  return new ConflictError(unique.message, key === undefined ? null : { model: unique.model, key })
}

/**
 * Returns the key of the row with the conflicting values, parsed from `Key (user_id, name)=(4f…, x) already
 * exists.`
 */
async function findHolder(sql: Queryable, { model, where = always }: Unique, detail: string) {
  const [, columns, values] = /\(([^)]+)\)=\((.*)\)[^)]*$/s.exec(detail) ?? []
  if (!columns || values === undefined) return undefined
  const names = columns.split(', ')
  const parts = names.length === 1 ? [values] : values.split(', ')
  // A value contains a comma, so the values cannot be told apart: the error carries the message only.
  if (parts.length !== names.length) return undefined
  const types = new Map(Object.values(table(model).columns).map(({ name, type }) => [name, type]))
  const same = names.map((name, i) => `t."${name}" = $${i + 1}::${types.get(name)}`).join(' and ')
  const places = where.values.map((_, i) => `$${parts.length + i + 1}`)
  const text = `select ${ref('t', model, keyOf(model))}::text as key from ${table(model).name} t
where ${same} and ${where.text('t', places)}`
  return (await sql.query<{ key: string }>(text, [...parts, ...where.values]))[0]?.key
}
