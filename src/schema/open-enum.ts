import type { EnumRef } from '@pothos/core'
import type { Condition } from '../data/batching/condition.ts'
import { any } from '../data/batching/condition.ts'
import { noneOf, oneOf } from '../data/batching/conditions.ts'
import type { Model } from '../data/batching/table.ts'
import { builder, type SchemaTypes } from './builder.ts'

/**
 * An enum over a column that other programs write, who may add values of their own: those are UNKNOWN, and the raw text
 * stands in the field beside it.
 */
export type OpenEnum = {
  readonly ref: EnumRef<SchemaTypes, string>
  /** The enum's value for what the column holds. */
  readonly of: (stored: string) => string
  /** The rows whose column has one of these values. */
  readonly where: (model: Model, field: string) => (values: readonly string[]) => Condition
}

const unknown = 'UNKNOWN'

/** `values` maps what the column holds to a description; the enum's names are the same in upper case. */
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
        description: 'A value that this gateway does not know; its text stands in the field beside.',
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
