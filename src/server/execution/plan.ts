import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isLeafType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'
import { type CompleteValue, getCompleteValue } from './complete.ts'

/** What a short value takes on average, with the punctuation around it and its name. */
const valueBytes = 24

type Resolver = GraphQLFieldResolver<unknown, unknown>

/** All that is known of a field of an operation before it is executed. */
export type FieldPlan = {
  /** Its name in the answer. */
  readonly key: string
  readonly def: GraphQLField<unknown, unknown>
  readonly nodes: readonly [FieldNode, ...FieldNode[]]
  readonly parent: GraphQLObjectType
  readonly resolve: Resolver
  /** Where the field is no more than a property of its object, if that is no method: which one. */
  readonly property: string | undefined
  readonly complete: CompleteValue
  readonly isNullable: boolean
  /** Its value is made of others, which have to know where they are. */
  readonly hasSubfields: boolean
  /** The plans of what is selected of its objects, by their type; made when the first one comes. */
  readonly subfieldsByType: Map<GraphQLObjectType, Selection>
}

/** The fields selected of an object. */
export type Selection = {
  readonly fields: readonly FieldPlan[]
  /** One of them is called `__proto__` in the answer. */
  readonly hasProto: boolean
  /** About how many bytes of JSON an object takes, its long texts and what it contains apart. */
  readonly bytes: number
}

/** Plans the fields selected of an object of this type. A field that the type lacks is left out, as graphql-js does. */
export function planFields(
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
): Selection {
  const fields: FieldPlan[] = []
  for (const [key, nodes] of selected) {
    const [first, ...more] = nodes
    const def = first && fieldOf(schema, parent, first.name.value)
    if (!def) continue
    fields.push({
      key,
      def,
      nodes: [first, ...more],
      parent,
      resolve: def.resolve ?? defaultFieldResolver,
      property: propertyOf(def),
      complete: getCompleteValue(def.type),
      isNullable: !isNonNullType(def.type),
      hasSubfields: !isLeafType(getNullableType(def.type)),
      subfieldsByType: new Map(),
    })
  }
  const bytes = fields.reduce((sum, { key }) => sum + key.length + valueBytes, 2)
  return { fields, hasProto: selected.has('__proto__'), bytes }
}

function fieldOf(schema: GraphQLSchema, parent: GraphQLObjectType, name: string) {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  }
  return parent.getFields()[name]
}

/** Fields without a resolver, and those that Pothos made by `t.expose…`, unless a plugin put something around them. */
function propertyOf({ name, resolve, extensions }: GraphQLField<unknown, unknown>): string | undefined {
  if (!resolve) return name
  const { pothosExposedField, pothosOriginalResolve } = extensions
  const isPlain = typeof pothosExposedField === 'string' && resolve === pothosOriginalResolve
  return isPlain ? pothosExposedField : undefined
}
