import {
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { schema } from '../../src/schema/schema.ts'

/** An argument of the schema, or a field within one, and the operations that give it a value. */
export type ValuePlace = {
  /** `Session.events(filter.types)` */
  readonly name: string
  readonly path: readonly string[]
  readonly type: GraphQLInputType
  readonly isMutation: boolean
  asLiteral(value: unknown): { readonly query: string }
  inVariable(value: unknown): { readonly query: string; readonly variables: Record<string, unknown> }
}

/** Values that each type accepts, where one must be given. */
const samples: Readonly<Record<string, unknown>> = {
  ID: 'x',
  String: 'e',
  Int: 1,
  Float: 1,
  Boolean: true,
  BigInt: '1',
  Decimal: '1',
  DateTime: '2026-01-01T00:00:00Z',
  JSON: {},
}

type Input = GraphQLArgument | GraphQLInputField
const isNeeded = ({ type, defaultValue }: Input) => isNonNullType(type) && defaultValue === undefined

/** A value that a type accepts; enums by their names. */
export function sampleOf(type: GraphQLInputType): unknown {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return [sampleOf(nullable.ofType)]
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name
  return isInputObjectType(nullable)
    ? Object.fromEntries(neededOf(Object.values(nullable.getFields())))
    : samples[nullable.name]
}

const neededOf = (inputs: readonly Input[]) =>
  inputs.filter(isNeeded).map(({ name, type }): [string, unknown] => [name, sampleOf(type)])

/** A value in the notation of documents. */
function literalOf(value: unknown, type: GraphQLInputType): string {
  const nullable = getNullableType(type)
  if (isListType(nullable) && Array.isArray(value))
    return `[${value.map((item) => literalOf(item, nullable.ofType)).join(', ')}]`
  if (isEnumType(nullable)) return String(value)
  if (!isInputObjectType(nullable)) return jsonLiteral(value)
  const fields = Object.entries(value as object).map(([name, inner]) => {
    const field = nullable.getFields()[name]
    return `${name}: ${field ? literalOf(inner, field.type) : jsonLiteral(inner)}`
  })
  return `{ ${fields.join(', ')} }`
}

function jsonLiteral(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(jsonLiteral).join(', ')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  return `{ ${Object.entries(value)
    .map(([name, inner]) => `${name}: ${jsonLiteral(inner)}`)
    .join(', ')} }`
}

const argumentsText = (given: readonly string[]) => (given.length > 0 ? `(${given.join(', ')})` : '')

/** A selection that leads to an object type, around what is selected there. */
type TypeSelection = {
  readonly kind: 'query' | 'mutation' | 'subscription'
  readonly around: (inside: string) => string
}

/** The shortest way to each object type, from the three roots. */
function selectTypes(): Map<GraphQLObjectType, TypeSelection> {
  const found = new Map<GraphQLObjectType, TypeSelection>()
  const add = (type: GraphQLNamedType | null | undefined, selection: TypeSelection): void => {
    if (isAbstractType(type)) {
      for (const possible of schema.getPossibleTypes(type))
        add(possible, {
          ...selection,
          around: (inside) => selection.around(`... on ${possible.name} { ${inside} }`),
        })
    } else if (isObjectType(type) && !found.has(type)) found.set(type, selection)
  }
  const itself = (inside: string) => inside
  add(schema.getQueryType(), { kind: 'query', around: itself })
  add(schema.getMutationType(), { kind: 'mutation', around: itself })
  add(schema.getSubscriptionType(), { kind: 'subscription', around: itself })
  // Grows while it is read.
  for (const [type, { kind, around }] of found) {
    for (const { name, args, type: returned } of Object.values(type.getFields())) {
      const given = args
        .filter(isNeeded)
        .map((arg) => `${arg.name}: ${literalOf(sampleOf(arg.type), arg.type)}`)
      add(getNamedType(returned), {
        kind,
        around: (inside) => around(`${name}${argumentsText(given)} { ${inside} }`),
      })
    }
  }
  return found
}

/** Every argument and input field of the schema. */
export function listValuePlaces(): ValuePlace[] {
  return [...selectTypes()].flatMap(([type, selection]) =>
    Object.values(type.getFields()).flatMap((field) =>
      field.args.flatMap((argument) => {
        const others = field.args
          .filter((other) => other !== argument && isNeeded(other))
          .map((other) => `${other.name}: ${literalOf(sampleOf(other.type), other.type)}`)
        const query = (value: string, variables = '') =>
          `${selection.kind}${variables} { ${selection.around(
            `${field.name}${argumentsText([...others, `${argument.name}: ${value}`])}${selectBelow(field.type)}`,
          )} }`
        return placesIn(argument, []).map(({ path, type: placeType, wrap }) => ({
          name: `${type.name}.${field.name}(${path.join('.')})`,
          path,
          type: placeType,
          isMutation: selection.kind === 'mutation',
          asLiteral: (value: unknown) => ({ query: query(literalOf(wrap(value), argument.type)) }),
          inVariable: (value: unknown) => ({
            query: query('$v', `($v: ${argument.type})`),
            variables: { v: wrap(value) },
          }),
        }))
      }),
    ),
  )
}

/** What is selected of a field; of a mutation, what is wrong with its input. */
function selectBelow(type: GraphQLOutputType): string {
  const named = getNamedType(type)
  if (!isCompositeType(named)) return ''
  const isPayload =
    isAbstractType(named) && schema.getPossibleTypes(named).some(({ name }) => name === 'ValidationError')
  return isPayload ? ' { __typename ... on ValidationError { issues { path message } } }' : ' { __typename }'
}

type Inner = {
  readonly path: readonly string[]
  readonly type: GraphQLInputType
  readonly wrap: (value: unknown) => unknown
}

/** The place itself, and all those within it. */
function placesIn({ name, type }: Input, above: readonly string[]): Inner[] {
  const path = [...above, name]
  const nullable = getNullableType(type)
  const own: Inner = { path, type, wrap: (value) => value }
  const object = isListType(nullable) ? getNullableType(nullable.ofType) : nullable
  if (!isInputObjectType(object)) return [own]
  const fields = Object.values(object.getFields())
  const inner = fields.flatMap((field) =>
    placesIn(field, path).map((place) => ({
      ...place,
      wrap: (value: unknown) => {
        const filled = { ...Object.fromEntries(neededOf(fields)), [field.name]: place.wrap(value) }
        return isListType(nullable) ? [filled] : filled
      },
    })),
  )
  return isListType(nullable) ? [own, ...inner] : inner
}
