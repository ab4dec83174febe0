import type { EnumRef } from '@pothos/core'
import type { Condition } from '../data/batching/condition.ts'
import { any } from '../data/batching/condition.ts'
import { noneOf, oneOf } from '../data/batching/conditions.ts'
import type { Model } from '../data/batching/table.ts'
import { builder, type SchemaTypes } from './builder.ts'

/**
 * An enum over a column that other programs write and may extend: values it does not list are UNKNOWN, and
 * another field has the raw text.
 */
export type OpenEnum = {
  readonly ref: EnumRef<SchemaTypes, string>
  /** Converts a stored value to the enum's value. */
  readonly of: (stored: string) => string
  /** The condition that the column has one of these values. */
  readonly where: (model: Model, field: string) => (values: readonly string[]) => Condition
}

const unknown = 'UNKNOWN'

/**
 * Defines an open enum. `values` maps stored values to descriptions; the names are the stored values in upper
 * case.
 */
export function openEnum(
  name: string,
  description: string,
  values: Readonly<Record<string, string>>,
): OpenEnum {
  const names = new Map(
    Object.keys(values).map((stored) => [stored, stored.toUpperCase().replace(/[^A-Z0-9]/g, '_')]),
  )
  const stored = new Map([...names].map(([value, name]) => [name, value]))
  const ref = builder.enumType(name, {
    description,
    values: {
      ...Object.fromEntries([...names].map(([value, name]) => [name, { description: values[value] }])),
      [unknown]: {
        description: `A value of \`${name}\` that this gateway does not know; a text field has the stored value.`,
      },
    },
  }) as EnumRef<SchemaTypes, string>
  return {
    ref,
    of: (value) => names.get(value) ?? unknown,
    where: (model, field) => (wanted) => {
      const known = wanted.flatMap((name) => stored.get(name) ?? [])
      const parts = [oneOf(model, field, known)]
      if (wanted.includes(unknown)) parts.push(noneOf(model, field, [...names.keys()]))
      return any(parts)
    },
  }
}
