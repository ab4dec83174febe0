import { ValueOutOfRangeError } from '../errors/client-errors.ts'
import { asInt } from './json-readers.ts'

/**
 * A field over a `bigint` column with small values (page numbers, versions). A value outside Int's range is
 * null, with an error at its path.
 */
export function intFromBigint<Field extends string>(field: Field, description?: string) {
  return {
    type: 'Int' as const,
    nullable: true as const,
    description,
    select: { [field]: true } as { [Name in Field]: true },
    resolve: (row: { [Name in Field]: string }) => toInt(row[field]),
  }
}

/** The same over a nullable column. */
export function optionalIntFromBigint<Field extends string>(field: Field, description?: string) {
  return {
    type: 'Int' as const,
    nullable: true as const,
    description,
    select: { [field]: true } as { [Name in Field]: true },
    resolve: (row: { [Name in Field]: string | null }) =>
      row[field] === null ? null : asInt(Number(row[field])),
  }
}

/** The non-null value of an `integer` column as Int. Throws for one beyond Int, where the platform made the column `bigint`. */
export function toInt(value: number | string): number {
  const number = asInt(Number(value))
  if (number === null) throw new ValueOutOfRangeError('Int', String(value))
  return number
}
