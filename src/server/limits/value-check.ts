import {
  type GraphQLError,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLScalarType,
  getNullableType,
  isInputObjectType,
  isListType,
  isScalarType,
  Kind,
  type ValueNode,
} from 'graphql'
import { BadInputError, beforeExecution } from '../../errors/client-errors.ts'
import { getValueBounds, type ValueBounds } from '../../schema/value-bounds.ts'

/** A position that takes an input value: an argument, a variable, or a field within one. */
export type Place = { readonly type: GraphQLInputType; readonly bounds: ValueBounds; readonly name: string }

/** Called with each variable inside a literal, and the bounds of its position. */
export type OnVariable = (name: string, bounds: ValueBounds) => void

/**
 * Returns the error for a JSON value that exceeds its bounds or does not have its type's structure.
 * graphql-js rejects the latter too, but includes the whole value in each error: an object of 70,000 unknown
 * fields took four seconds.
 */
export function checkValue(value: unknown, place: Place): GraphQLError | null {
  if (typeof value === 'string') return checkLength(value, place)
  if (typeof value !== 'object' || value === null) return null
  const type = getNullableType(place.type)
  if (isListType(type)) {
    const item = { ...place, type: type.ofType }
    if (!Array.isArray(value)) return checkValue(value, item)
    return checkItems(value, place) ?? findFirstError(value, (one) => checkValue(one, item))
  }
  if (isInputObjectType(type) && !Array.isArray(value)) return checkFields(value, type, place)
  return isScalarType(type) && type.name === 'JSON'
    ? checkJson(value, type, place)
    : createTypeError(value, type, place)
}

function checkFields(value: object, type: GraphQLInputObjectType, place: Place): GraphQLError | null {
  for (const name of Object.keys(value)) {
    const at = findFieldPlace(place, name)
    if (!at)
      return createError(
        `\`${place.name}\` has the field "${shorten(name)}", which ${type.name} does not have.`,
      )
    const error = checkValue((value as Record<string, unknown>)[name], at)
    if (error) return error
  }
  return null
}

function checkJson(value: object, type: GraphQLScalarType, { name }: Place): GraphQLError | null {
  try {
    type.parseValue(value)
    return null
  } catch (error) {
    return createError(`\`${name}\`: ${(error as Error).message}`)
  }
}

function createTypeError(value: object, type: GraphQLInputType, { name }: Place): GraphQLError {
  return createError(`\`${name}\` must be ${type}, and not ${Array.isArray(value) ? 'a list' : 'an object'}.`)
}

/** Returns the error for a literal that exceeds its bounds; validation has checked its type. */
export function checkLiteral(node: ValueNode, place: Place, onVariable?: OnVariable): GraphQLError | null {
  const type = getNullableType(place.type)
  if (node.kind === Kind.VARIABLE) {
    onVariable?.(node.name.value, place.bounds)
    return null
  }
  if (node.kind === Kind.LIST) {
    if (!isListType(type)) return null
    const item = { ...place, type: type.ofType }
    return (
      checkItems(node.values, place) ??
      findFirstError(node.values, (one) => checkLiteral(one, item, onVariable))
    )
  }
  if (node.kind === Kind.OBJECT) {
    return findFirstError(node.fields, ({ name, value }) => {
      const at = findFieldPlace(place, name.value)
      return at && checkLiteral(value, at, onVariable)
    })
  }
  return 'value' in node && typeof node.value === 'string' ? checkLength(node.value, place) : null
}

function findFieldPlace({ type, name }: Place, fieldName: string): Place | null {
  const object = getNullableType(type)
  const field = isInputObjectType(object) ? object.getFields()[fieldName] : undefined
  return field ? { type: field.type, bounds: getValueBounds(field), name: `${name}.${fieldName}` } : null
}

function findFirstError<Item>(items: readonly Item[], check: (item: Item) => GraphQLError | null) {
  for (const item of items) {
    const error = check(item)
    if (error) return error
  }
  return null
}

function checkLength({ length }: string, { bounds: { maxLength }, name }: Place): GraphQLError | null {
  return length > maxLength ? createBoundError(name, maxLength, length, 'characters') : null
}

function checkItems(
  { length }: readonly unknown[],
  { bounds: { maxItems }, name }: Place,
): GraphQLError | null {
  return length > maxItems ? createBoundError(name, maxItems, length, 'items') : null
}

const shorten = (name: string) => (name.length > 100 ? `${name.slice(0, 100)}…` : name)
const formatNumber = (number: number) => number.toLocaleString('en')

const createBoundError = (name: string, max: number, given: number, unit: string) =>
  createError(`\`${name}\` may have at most ${formatNumber(max)} ${unit}, not ${formatNumber(given)}.`)

const createError = (message: string) => new BadInputError(message, beforeExecution)
