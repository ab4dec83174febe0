import type { OpenEnum } from './open-enum.ts'

/** A field of an object that is no row, over its property with a stored value of an open enum; UNKNOWN for null. */
export function openValue<Field extends string>(values: OpenEnum, field: Field, description: string) {
  return {
    type: values.ref,
    description,
    resolve: (object: { readonly [Name in Field]: string | null }) => values.of(object[field] ?? ''),
  }
}

/** A field over a column of an open enum: `status: t.field(openField(RunStatus, 'status', 'How far the run is.'))`. */
export function openField<Field extends string>(values: OpenEnum, field: Field, description: string) {
  return {
    type: values.ref,
    description,
    select: { [field]: true } as { [Name in Field]: true },
    resolve: (row: { [Name in Field]: string }) => values.of(row[field]),
  }
}

/** The same over a nullable column. */
export function openFieldOrNull<Field extends string>(values: OpenEnum, field: Field, description: string) {
  return {
    type: values.ref,
    nullable: true as const,
    description,
    select: { [field]: true } as { [Name in Field]: true },
    resolve: (row: { [Name in Field]: string | null }) => {
      const stored = row[field]
      return stored === null ? null : values.of(stored)
    },
  }
}
