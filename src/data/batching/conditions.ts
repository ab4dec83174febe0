import { any, type Condition, condition, plannedByValue } from './condition.ts'
import { column, type Model, ref } from './table.ts'

/** `field = value` */
export function equals(model: Model, field: string, value: unknown): Condition {
  const { type } = column(model, field)
  return condition([value], (row, [p]) => `${ref(row, model, field)} = ${p}::${type}`)
}

/** `field = any(values)`; the values are bound as one array. */
export function oneOf(model: Model, field: string, values: readonly unknown[]): Condition {
  const { type } = column(model, field)
  return condition([values], (row, [p]) => `${ref(row, model, field)} = any(${p}::${type}[])`)
}

/** `field <> all(values)`; the values are bound as one array. */
export function noneOf(model: Model, field: string, values: readonly unknown[]): Condition {
  const { type } = column(model, field)
  return condition([values], (row, [p]) => `${ref(row, model, field)} <> all(${p}::${type}[])`)
}

/** True if the boolean field has this value. */
export function flag(model: Model, field: string, value: boolean): Condition {
  return condition([], (row) => `${value ? '' : 'not '}${ref(row, model, field)}`)
}

/** `field is null` */
export function isNull(model: Model, field: string): Condition {
  return condition([], (row) => `${ref(row, model, field)} is null`)
}

/** `field is not null` */
export function isNotNull(model: Model, field: string): Condition {
  return condition([], (row) => `${ref(row, model, field)} is not null`)
}

/** `field >= value` */
export function atLeast(model: Model, field: string, value: unknown): Condition {
  const { type } = column(model, field)
  return condition([value], (row, [p]) => `${ref(row, model, field)} >= ${p}::${type}`)
}

/** `field <= value` */
export function atMost(model: Model, field: string, value: unknown): Condition {
  const { type } = column(model, field)
  return condition([value], (row, [p]) => `${ref(row, model, field)} <= ${p}::${type}`)
}

/** `field < value` */
export function below(model: Model, field: string, value: unknown): Condition {
  const { type } = column(model, field)
  return condition([value], (row, [p]) => `${ref(row, model, field)} < ${p}::${type}`)
}

/** True if one of the fields contains the text, ignoring case; `%`, `_` and `\` have no special meaning. */
export function contains(model: Model, fields: readonly string[], text: string): Condition {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  return any(
    fields.map((field) =>
      plannedByValue(
        condition([pattern], (row, [p]) => `${ref(row, model, field)} collate "default" ilike ${p}`),
      ),
    ),
  )
}
