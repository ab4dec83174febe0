import { type GraphQLArgument, type GraphQLInputField, getNamedType } from 'graphql'

/**
 * The maximum length in characters of a text, and the maximum number of list items, in an argument or input
 * field.
 */
export type ValueBounds = { readonly maxLength: number; readonly maxItems: number }

/** Default maximum length of a text, in characters. */
export const maxTextLength = 1_000
/** Maximum number of items of a list. */
export const maxListLength = 1_000
/** Cursors contain values of the columns that the list is ordered by, such as a name. */
export const maxCursorLength = 100_000

/** The configuration of an argument that takes a cursor. */
export const cursorArg = (description: string) => ({
  description,
  extensions: { maxLength: maxCursorLength },
})

const boundedByRule: ReadonlySet<string> = new Set(['String', 'JSON'])

/**
 * Returns the bounds of an argument or input field: its own (`extensions.maxLength`) or the default. Text or
 * JSON with a rule (`InputField.rule`) is bounded by the rule.
 */
export function getValueBounds({ type, extensions }: GraphQLArgument | GraphQLInputField): ValueBounds {
  const hasRule = extensions.rule !== undefined && boundedByRule.has(getNamedType(type).name)
  const own = extensions.maxLength
  const maxLength = typeof own === 'number' ? own : maxTextLength
  return { maxLength: hasRule ? Number.POSITIVE_INFINITY : maxLength, maxItems: maxListLength }
}
