import {
  type GraphQLField,
  type GraphQLObjectType,
  getNamedType,
  isAbstractType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
} from 'graphql'
import { expect } from 'vitest'
import { schema } from '../../src/schema/schema.ts'
import type { TestGateway } from '../support/gateway.ts'

const maxDepth = 3

/** Selects everything below a field that needs no arguments: leaves, and objects that are not around them already. */
export function selectBelow(field: GraphQLField<unknown, unknown>, around: readonly string[]): string {
  const type = getNamedType(field.type)
  const page = field.args.some(({ name }) => name === 'first') ? '(first: 30)' : ''
  if (isLeafType(type)) return field.name
  return `${field.name}${page} ${selectAllOf(type.name, around)}`
}

/** Selects everything of a type, of each of its members if it is abstract. */
export function selectAllOf(typeName: string, around: readonly string[]): string {
  const type = schema.getType(typeName)
  if (isAbstractType(type)) {
    const members = schema.getPossibleTypes(type).filter(({ name }) => !around.includes(name))
    const parts = members.map(
      (member) => `... on ${member.name} ${fieldsOf(member, around, `${member.name}_`)}`,
    )
    return `{ ${['__typename', ...parts].join(' ')} }`
  }
  return isObjectType(type) ? fieldsOf(type, around, '') : '{ __typename }'
}

/** Fields of different members of a type have aliases, as they may be of different types. */
function fieldsOf(type: GraphQLObjectType, around: readonly string[], prefix: string): string {
  const isDeep = around.length > maxDepth
  const inner = Object.values(type.getFields()).filter((field) => {
    const below = getNamedType(field.type)
    const isNew = !around.includes(below.name) && field.name !== 'edges'
    return !field.args.some(isRequiredArgument) && (isLeafType(below) || (isNew && !isDeep))
  })
  const names = inner.map((field) => {
    const alias = prefix && `${prefix}${field.name}: `
    return `${alias}${selectBelow(field, [...around, type.name])}`
  })
  return `{ ${['__typename', ...names].join(' ')} }`
}

/** False for null, false, zero, an empty text, and lists and objects of nothing else. */
function hasValue(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Boolean(value)
  return Object.entries(value).some(([name, inner]) => name !== '__typename' && hasValue(inner))
}

/** The fields of objects in an answer that have a value, as `Type.field`. */
export function valuedFields(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  if (Array.isArray(value)) return value.flatMap(valuedFields)
  const { __typename: type, ...fields } = value as Record<string, unknown>
  return Object.entries(fields).flatMap(([name, inner]) =>
    type && hasValue(inner) ? [`${type}.${name.replace(`${type}_`, '')}`, ...valuedFields(inner)] : [],
  )
}

/** The fields that have a value in answers to queries for a session, each field of it in a query of its own. */
export async function listValuedFields(
  gateway: TestGateway,
  id: string,
  token?: string,
): Promise<Set<string>> {
  const { Session } = schema.getTypeMap()
  const fields = Object.values((Session as GraphQLObjectType).getFields())
  const found = new Set<string>()
  for (const field of fields.filter(({ args }) => !args.some(isRequiredArgument))) {
    const query = `{ session(id: "${id}") { __typename ${selectBelow(field, ['Session'])} } }`
    const { data, errors } = await gateway.ask<{ session: unknown }>(query, { token })
    expect(errors, field.name).toBeUndefined()
    for (const name of valuedFields(data?.session)) found.add(name)
  }
  return found
}
