import {
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { schema } from '../../src/schema/schema.ts'

type Field = GraphQLField<unknown, unknown>

/** Every `Type.field` that a walk has asked for so far. */
export const asked = new Set<string>()

const isNode = (type: GraphQLObjectType) => type.getInterfaces().some(({ name }) => name === 'Node')

export const nodeTypes: readonly GraphQLObjectType[] = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(isNode)
  .toSorted((a, b) => (a.name < b.name ? -1 : 1))

const samples: Readonly<Record<string, string>> = {
  Int: '2',
  Float: '2',
  Boolean: 'true',
  String: '"e"',
  BigInt: '"2"',
  Decimal: '"2"',
  JSON: '{}',
}

/** Rows to ask for, and to filter by, where an argument is an id: somebody else's. */
export type Foreign = { readonly session: string; readonly user: string; readonly run: string }

/** A value for an argument, in GraphQL's own notation: one that lets as many rows through as any. */
function sample(name: string, type: GraphQLInputType, foreign: Foreign): string {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return `[${sample(name, nullable.ofType, foreign)}]`
  const named = getNamedType(nullable)
  if (isEnumType(named)) return named.getValues()[0]?.name ?? 'null'
  if (isInputObjectType(named)) {
    const needed = Object.values(named.getFields()).filter((field) => isNonNullType(field.type))
    return `{ ${needed.map((field) => `${field.name}: ${sample(field.name, field.type, foreign)}`).join(', ')} }`
  }
  if (named.name === 'ID') {
    return JSON.stringify(
      /user/i.test(name) ? foreign.user : /run/i.test(name) ? foreign.run : foreign.session,
    )
  }
  if (named.name === 'DateTime') {
    return /from|since|after|start/i.test(name) ? '"2026-05-20T00:00:00Z"' : '"2026-06-16T00:00:00Z"'
  }
  return samples[named.name] ?? 'null'
}

function argumentsOf(field: Field, foreign: Foreign, more: Readonly<Record<string, string>> = {}): string {
  const given = field.args.flatMap(({ name, type }) => {
    const value =
      more[name] ?? (name === 'first' ? '100' : isNonNullType(type) && sample(name, type, foreign))
    return value ? [`${name}: ${value}`] : []
  })
  return given.length > 0 ? `(${given.join(', ')})` : ''
}

/** What can be selected of a type: rows of their own are entered `hops` times, other objects always. */
function selectBelow(
  type: GraphQLNamedType,
  hops: number,
  path: readonly string[],
  foreign: Foreign,
): string | null {
  if (isAbstractType(type)) {
    // Fields of different types may share a name, but not a type of value: each gets a name of its own.
    const parts = schema.getPossibleTypes(type).flatMap((possible) => {
      if (path.includes(possible.name) || (isNode(possible) && hops === 0)) return []
      const within = isNode(possible) ? [] : [...path, possible.name]
      const fields = fieldsOf(
        possible,
        isNode(possible) ? hops - 1 : hops,
        within,
        foreign,
        `${possible.name}_`,
      )
      return fields.length > 0 ? [`... on ${possible.name} { ${fields.join(' ')} }`] : []
    })
    return `{ __typename ${parts.join(' ')} }`
  }
  if (!isObjectType(type)) return null
  if (isNode(type))
    return hops === 0 ? null : `{ __typename ${fieldsOf(type, hops - 1, [], foreign).join(' ')} }`
  if (path.includes(type.name)) return null
  const fields = fieldsOf(type, hops, [...path, type.name], foreign)
  return fields.length > 0 ? `{ ${fields.join(' ')} }` : null
}

function fieldsOf(
  type: GraphQLObjectType,
  hops: number,
  path: readonly string[],
  foreign: Foreign,
  alias = '',
): string[] {
  return Object.values(type.getFields()).flatMap((field) => {
    const text = fieldText(field, hops, path, foreign)
    if (text) asked.add(`${type.name}.${field.name}`)
    return text ? [alias ? `${alias}${field.name}: ${text}` : text] : []
  })
}

function fieldText(
  field: Field,
  hops: number,
  path: readonly string[],
  foreign: Foreign,
  more: Readonly<Record<string, string>> = {},
): string | null {
  const type = getNamedType(field.type)
  const call = `${field.name}${argumentsOf(field, foreign, more)}`
  if (isLeafType(type)) return call
  // Of a row that another led to, what is in it alone: all else is asked for where the walk begins at that row.
  if (hops === 0 && path.length === 0) return null
  const selection = selectBelow(type, hops, path, foreign)
  return selection && `${call} ${selection}`
}

/** The same list by each of its filters and in each of its orders, under names of their own. */
function variantsOf(field: Field, foreign: Foreign): Record<string, string> {
  const list = getNamedType(field.type)
  if (!isObjectType(list) || !list.getFields().nodes) return {}
  const variants: Record<string, string> = {}
  const rows = getNamedType(list.getFields().nodes?.type)
  const id = isObjectType(rows) && isNode(rows) ? 'id' : '__typename'
  const add = (name: string, more: Record<string, string>) => {
    const alias = `${field.name}_by_${name}`
    variants[alias] =
      `${alias}: ${field.name}${argumentsOf(field, foreign, more)} { totalCount nodes { ${id} } }`
  }
  for (const { name, type } of field.args) {
    const named = getNamedType(type)
    if (name === 'orderBy' && isEnumType(named)) {
      for (const value of named.getValues()) add(value.name, { orderBy: value.name })
    }
    if (name === 'filter' && isInputObjectType(named)) {
      for (const input of Object.values(named.getFields())) {
        add(input.name, { filter: `{ ${input.name}: ${sample(input.name, input.type, foreign)} }` })
      }
    }
  }
  return variants
}

/**
 * Every field of rows of this type, by its response name: leaves, other objects, and the rows that it leads to with all
 * of theirs that lead to no further rows; and every list once more by each filter and in each order.
 */
export function fieldsOfNode(type: GraphQLObjectType, foreign: Foreign): Map<string, string> {
  const texts = new Map<string, string>()
  for (const field of Object.values(type.getFields())) {
    const text = fieldText(field, 1, [], foreign)
    if (!text) continue
    asked.add(`${type.name}.${field.name}`)
    texts.set(field.name, text)
    for (const [alias, variant] of Object.entries(variantsOf(field, foreign))) texts.set(alias, variant)
  }
  return texts
}

/** A root field with all that can be selected under it. */
export type RootField = { readonly name: string; readonly byId: boolean; readonly text: string }

/**
 * Every root field but `node` and `nodes` with all that can be selected under it; those that take an id, once for each of
 * the ids of the type that they answer, or (`session`) that the argument names.
 */
export function rootFields(foreign: Foreign, idsOf: (type: string) => readonly string[]): RootField[] {
  const fields = Object.values(schema.getQueryType()?.getFields() ?? {})
  return fields
    .filter(({ name }) => name !== 'node' && name !== 'nodes')
    .flatMap((field) => {
      asked.add(`Query.${field.name}`)
      const id = field.args.find(({ type }) => isNonNullType(type) && getNamedType(type).name === 'ID')
      const given = id
        ? idsOf(id.name === 'session' ? 'Session' : getNamedType(field.type).name).map((one) => ({
            [id.name]: JSON.stringify(one),
          }))
        : [{}]
      const texts = given.map((more) => fieldText(field, 1, [], foreign, more) ?? [])
      const variants = id ? [] : Object.values(variantsOf(field, foreign))
      return [...texts.flat(), ...variants].map((text) => ({ name: field.name, byId: Boolean(id), text }))
    })
}

/** Every object type that a query can come to, other than those of introspection. */
export function readableTypes(): GraphQLObjectType[] {
  const found = new Set<GraphQLNamedType>()
  const visit = (type: GraphQLNamedType | null | undefined) => {
    if (!type || found.has(type)) return
    found.add(type)
    if (isAbstractType(type)) for (const possible of schema.getPossibleTypes(type)) visit(possible)
    else if (isObjectType(type))
      for (const field of Object.values(type.getFields())) visit(getNamedType(field.type))
  }
  visit(schema.getQueryType())
  return [...found].filter(isObjectType)
}
