import { isJsonObject } from '../../data/json.ts'
import { hidden } from '../secret-patterns.ts'

type Json = Readonly<Record<string, unknown>>

/** Replaces a hidden value by an empty one of the same kind. */
export function blank(value: unknown): unknown {
  if (typeof value === 'string') return value === '' ? value : hidden
  if (Array.isArray(value)) return []
  return isJsonObject(value) ? {} : null
}

/** Hides the values of a tool's input. Keeps the parameter names, which are the tool's own. */
export const blankInput = (input: Json): Json =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([key]) => /^[a-z][a-z_]{0,40}$/i.test(key))
      .slice(0, 50)
      .map(([key, value]) => [key, blank(value)]),
  )

/** Hides the result of a tool. Keeps the `type` of a chat tool's result, by which clients distinguish results. */
export const blankResult = (result: Json): Json =>
  typeof result.type === 'string' && /^[a-z_-]{1,32}$/.test(result.type)
    ? { type: result.type, value: blank(result.value) }
    : {}
