import {
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql'
import { people, runs, sessions } from '../../src/demo/identities.ts'
import { encodeNodeId } from '../../src/schema/node-id.ts'
import { schema as gatewaySchema } from '../../src/schema/schema.ts'

type Field = GraphQLField<unknown, unknown>

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** What breaks programs that put texts together, or that measure them in another way than the database. */
const texts = [
  '',
  'e',
  "' or '1'='1",
  '"; drop table users; --',
  "\\' union select password_hash from users --",
  '$1',
  '%',
  '_%\\',
  '\u0000',
  '😀‮​',
  'İ'.repeat(300),
  'x'.repeat(10_000),
  '__proto__',
  '{{7*7}}<%= 7*7 %>',
  '\n{"level":60}',
  '../../etc/passwd',
]

const ids = [
  ...Object.values(sessions),
  ...Object.values(runs),
  ...Object.values(people).map(({ id }) => id),
  ...Object.values(sessions).map((id) => encodeNodeId('Session', id)),
  ...Object.values(people).map(({ id }) => encodeNodeId('User', id)),
]

const values: Readonly<Record<string, readonly unknown[]>> = {
  Int: [0, 1, 2, 20, 100, -1, 2_147_483_647, -2_147_483_648],
  Float: [0, -0.5, 1e300],
  Boolean: [true, false],
  String: texts,
  ID: [...ids, ...ids, ...texts],
  BigInt: ['0', '1', '-1', '9007199254740993', '9223372036854775807'],
  Decimal: ['0', '1.5', '-1', '0.0000001', '99999999999999999999'],
  DateTime: [
    '2026-06-01T00:00:00Z',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999Z',
    '2026-01-01T00:00:00+14:00',
  ],
  JSON: [1],
}

/** Bounds and shares of random operations. */
export type RandomOperationOptions = {
  /** How many levels of objects an operation has at most. */
  readonly depth?: number
  /** How many of the operations are mutations. */
  readonly mutations?: number
  readonly schema?: GraphQLSchema
  /** Values of Int. */
  readonly ints?: readonly number[]
}

/** Makes random operations that are valid for the schema; `random` decides everything. */
export function createOperationSource(
  random: () => number,
  {
    depth = 6,
    mutations = 0.25,
    schema = gatewaySchema,
    ints = values.Int as readonly number[],
  }: RandomOperationOptions = {},
) {
  const samples: Readonly<Record<string, readonly unknown[]>> = { ...values, Int: ints }
  let names = 0
  const one = <Item>(items: readonly Item[]) => items[Math.floor(random() * items.length)] as Item
  const some = <Item>(items: readonly Item[], max: number) =>
    Array.from({ length: 1 + Math.floor(random() * max) }, () => one(items))

  function value(type: GraphQLInputType): string {
    if (!isNonNullType(type) && random() < 0.05) return 'null'
    const nullable = getNullableType(type)
    if (isListType(nullable)) return `[${some([nullable.ofType], 3).map(value).join(', ')}]`
    const named = getNamedType(nullable)
    if (isEnumType(named)) return one(named.getValues()).name
    if (!isInputObjectType(named)) return JSON.stringify(one(samples[named.name] ?? ['1']))
    const given = Object.values(named.getFields()).filter(({ type }) => isNonNullType(type) || random() < 0.4)
    return `{ ${given.map((field) => `${field.name}: ${value(field.type)}`).join(', ')} }`
  }

  function argumentsOf(args: readonly GraphQLArgument[]): string {
    const given = args.filter(({ type }) => isNonNullType(type) || random() < 0.3)
    return given.length > 0 ? `(${given.map(({ name, type }) => `${name}: ${value(type)}`).join(', ')})` : ''
  }

  function field(chosen: Field, depth: number): string {
    names += 1
    const type = getNamedType(chosen.type)
    const inside = isCompositeType(type) ? ` ${selection(type.name, depth - 1)}` : ''
    return `f${names}: ${chosen.name}${argumentsOf(chosen.args)}${inside}`
  }

  function selection(typeName: string, depth: number): string {
    const type = schema.getType(typeName)
    if (isAbstractType(type)) {
      const possible = some(schema.getPossibleTypes(type), 3)
      return `{ __typename ${possible.map(({ name }) => `... on ${name} ${selection(name, depth)}`).join(' ')} }`
    }
    if (!isObjectType(type)) return ''
    const fields = Object.values(type.getFields()).filter(
      ({ type: returned }) => depth > 0 || isLeafType(getNamedType(returned)),
    )
    if (fields.length === 0) return '{ __typename }'
    return `{ ${some(fields, depth > 0 ? 5 : 3)
      .map((chosen) => field(chosen, depth))
      .join(' ')} }`
  }

  const root = (kind: GraphQLObjectType | null | undefined, max: number) =>
    some(Object.values(kind?.getFields() ?? {}), max)
      .map((chosen) => field(chosen, depth))
      .join(' ')

  return (): string => {
    names = 0
    return random() < mutations
      ? `mutation { ${root(schema.getMutationType(), 1)} }`
      : `{ ${root(schema.getQueryType(), 3)} }`
  }
}
