import { scrubTextOrNull } from '../auth/secret-patterns.ts'
import { inTurns } from './in-turns.ts'

/** The options of a nullable text field with the value of one column, in which credentials are hidden from all viewers. */
export function maskedText<Field extends string>(field: Field, description: string) {
  return {
    type: 'String' as const,
    nullable: true as const,
    description,
    select: { [field]: true } as { [Name in Field]: true },
    resolve: inTurns((row: { [Name in Field]: string | null }) => scrubTextOrNull(row[field])),
  }
}
