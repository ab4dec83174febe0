import { measureJson } from './json.ts'
import { runStep } from './resumable.ts'
import { parsedUnits, spend } from './turns.ts'

/** Maximum number of characters and of keys in a text that is parsed: V8 takes up to 1 µs for each new key. */
const [maxCharacters, maxKeys] = [1_000_000, 20_000]

/** Parses JSON that is stored as text. Text is kept where it is no JSON, or longer than what is masked of a document. */
export const parseJsonText = (text: string): unknown =>
  text.length > maxCharacters ? text : runStep(parseOrKeep, text)

function parseOrKeep(text: string): unknown {
  spend(text.length * parsedUnits)
  if (measureJson(text).keys > maxKeys) return text
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/**
 * Returns the object or list of a JSON value that some writers encoded twice, as `json.dumps` into a JSON column does; any other value as
 * it is.
 */
export const fromJsonText = (value: unknown): unknown =>
  typeof value === 'string' && /^\s*[[{]/.test(value) ? parseJsonText(value) : value
