import { type GraphQLArgument, type GraphQLInputField, getNamedType } from 'graphql'

/** How many characters a text may have, and how many items a list, at an argument or an input field. */
export type ValueBounds = { readonly maxLength: number; readonly maxItems: number }

export const maxTextLength = 1_000
export const maxListLength = 1_000
/** Cursors hold values of the columns that a list is ordered by, such as a name. */
export const maxCursorLength = 100_000

/** Configuration of an argument that takes a cursor. */
export const cursorArg = (description: string) => ({
  description,
  extensions: { maxLength: maxCursorLength },
})

const boundedByRule: ReadonlySet<string> = new Set(['String', 'JSON'])

/**
 * The bounds of the values of an argument or an input field: its own (`extensions.maxLength`), or the default. A text or
 * JSON that has a rule (`InputField.rule`) is bounded by that.
 */
export function boundsOf({ type, extensions }: GraphQLArgument | GraphQLInputField): ValueBounds {
  const hasRule = extensions.rule !== undefined && boundedByRule.has(getNamedType(type).name)
  const own = extensions.maxLength
  const maxLength = typeof own === 'number' ? own : maxTextLength
  return { maxLength: hasRule ? Number.POSITIVE_INFINITY : maxLength, maxItems: maxListLength }
}
