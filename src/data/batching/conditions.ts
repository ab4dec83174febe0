import { any, type Condition, condition } from './condition.ts'
import { column, type Model, ref } from './table.ts'

/** `field = value` */
export function equals(model: Model, field: string, value: unknown): Condition {
  const { type } = column(model, field)
  return condition([value], (row, [p]) => `${ref(row, model, field)} = ${p}::${type}`)
}

/** The field has one of these values, which may be many: they are bound as one array. */
export function oneOf(model: Model, field: string, values: readonly unknown[]): Condition {
  const { type } = column(model, field)
  return condition([values], (row, [p]) => `${ref(row, model, field)} = any(${p}::${type}[])`)
}

/** The field has none of these values. */
export function noneOf(model: Model, field: string, values: readonly unknown[]): Condition {
  const { type } = column(model, field)
  return condition([values], (row, [p]) => `${ref(row, model, field)} <> all(${p}::${type}[])`)
}

/** A boolean field is true, or is not. */
export function flag(model: Model, field: string, value: boolean): Condition {
  return condition([], (row) => `${value ? '' : 'not '}${ref(row, model, field)}`)
}

export function isNull(model: Model, field: string): Condition {
  return condition([], (row) => `${ref(row, model, field)} is null`)
}

export function isNotNull(model: Model, field: string): Condition {
  return condition([], (row) => `${ref(row, model, field)} is not null`)
}

/** The field is at or after this value. */
export function atLeast(model: Model, field: string, value: unknown): Condition {
  const { type } = column(model, field)
  return condition([value], (row, [p]) => `${ref(row, model, field)} >= ${p}::${type}`)
}

/** The field is at or before this value. */
export function atMost(model: Model, field: string, value: unknown): Condition {
  const { type } = column(model, field)
  return condition([value], (row, [p]) => `${ref(row, model, field)} <= ${p}::${type}`)
}

/** The field is before this value. */
export function below(model: Model, field: string, value: unknown): Condition {
  const { type } = column(model, field)
  return condition([value], (row, [p]) => `${ref(row, model, field)} < ${p}::${type}`)
}

/** One of the fields contains this text, in upper or lower case; `%`, `_` and `\` stand for themselves. */
export function contains(model: Model, fields: readonly string[], text: string): Condition {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return any(
    fields.map((field) => condition([pattern], (row, [p]) => `${ref(row, model, field)} ilike ${p}`)),
  )
}
