import { Kind, type ValueNode } from 'graphql'
import { cutWithEllipsis } from '../data/cut-text.ts'
import { isExactNumber } from '../data/json.ts'
import { BadInputError } from '../errors/client-errors.ts'

/** Decimals of up to this many digits are exact in a double and print unchanged. */
const exactDigits = 15

/** Formats a value for an error message, truncated to 100 characters. */
export function quoteValue(value: unknown): string {
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object'
  const text = typeof value === 'string' ? JSON.stringify(value.slice(0, 101)) : String(value)
  return cutWithEllipsis(text, 100)
}

/**
 * Returns the digits of a JSON string or number. Throws `BadInputError` for a number that JSON parsing may
 * have rounded.
 */
export function formatNumber(scalar: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'number')
    throw new BadInputError(`${scalar} must be a string or a number, not ${quoteValue(value)}.`)
  const isExact = Number.isInteger(value)
    ? Number.isSafeInteger(value)
    : String(value).replace(/^-?[0.]*|\.|e.*$/g, '').length <= exactDigits
  if (isExact) return String(value)
  throw new BadInputError(`${scalar} ${value} has more digits than a number in JSON holds: send a string.`)
}

/**
 * Returns the text of a number or string literal in the document. Throws `BadInputError` for other literals.
 */
export function formatLiteral(scalar: string, node: ValueNode): string {
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT || node.kind === Kind.STRING) return node.value
  throw new BadInputError(`${scalar} must be a string or a number.`)
}

const maxDepth = 64

/**
 * Checks all numbers of a JSON value. Throws `BadInputError` with the path of a number that may have been
 * rounded, or if the value is nested too deeply.
 */
export function checkNumbers(value: unknown): void {
  const found = findInexact(value, 0)
  if (found) throw inexact(found.digits, found.path.reverse().join('.'))
}

/** A number that is not exact, and its path from the innermost key outwards. */
type Inexact = { readonly digits: string; readonly path: string[] }

function findInexact(value: unknown, depth: number): Inexact | null {
  if (depth > maxDepth) throw tooDeep()
  if (typeof value === 'number') {
    const isExact = Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value))
    return isExact ? null : { digits: String(value), path: [] }
  }
  if (typeof value !== 'object' || value === null) return null
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i += 1) {
      const found = findInexact(value[i], depth + 1)
      if (found) return within(found, String(i))
    }
    return null
  }
  for (const key of Object.keys(value)) {
    const found = findInexact((value as Record<string, unknown>)[key], depth + 1)
    if (found) return within(found, key)
  }
  return null
}

function within(found: Inexact, key: string): Inexact {
  found.path.push(key)
  return found
}

/** Checks the number literals of a JSON literal in a document. Throws `BadInputError` as `checkNumbers` does. */
export function checkLiterals(node: ValueNode, path: string, depth = 0): void {
  if (depth > maxDepth) throw tooDeep()
  if (node.kind === Kind.INT || node.kind === Kind.FLOAT) {
    if (!isExactNumber(node.value)) throw inexact(node.value, path)
  } else if (node.kind === Kind.LIST) {
    node.values.forEach((item, i) => {
      checkLiterals(item, pathWithin(path, String(i)), depth + 1)
    })
  } else if (node.kind === Kind.OBJECT) {
    for (const { name, value } of node.fields) checkLiterals(value, pathWithin(path, name.value), depth + 1)
  }
}

const tooDeep = () => new BadInputError(`JSON may be nested at most ${maxDepth} levels deep.`)

const pathWithin = (path: string, key: string) => (path === '' ? key : `${path}.${key}`)

function inexact(digits: string, path: string): BadInputError {
  const at = path === '' ? '' : ` at \`${path}\``
  return new BadInputError(`The number ${digits.slice(0, 100)}${at} cannot be held exactly: send a string.`)
}
