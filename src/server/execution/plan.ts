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

/** Average serialized size of a short value with its name and punctuation. */
const valueBytes = 24

/** A resolver of a field. */
export type Resolver = GraphQLFieldResolver<unknown, unknown>

/** The static properties of a field of an operation. */
export type FieldPlan = {
  /** The response key. */
  readonly key: string
  readonly def: GraphQLField<unknown, unknown>
  readonly nodes: readonly [FieldNode, ...FieldNode[]]
  readonly parent: GraphQLObjectType
  readonly resolve: Resolver
  /**
   * The property of the source object that the field returns, if it has no resolver logic and the property is
   * not a method.
   */
  readonly property: string | undefined
  readonly complete: CompleteValue
  readonly isNullable: boolean
  /** True if the value has subfields or items, which need their path. */
  readonly hasSubfields: boolean
  /** The planned subfields by object type, created on first use. */
  readonly subfieldsByType: Map<GraphQLObjectType, Selection>
}

/** The planned fields of an object. */
export type Selection = {
  readonly fields: readonly FieldPlan[]
  /** True if one of the response keys is `__proto__`. */
  readonly hasProto: boolean
  /** Approximate JSON bytes of an object, without long strings and nested values. */
  readonly bytes: number
}

/**
 * Plans the selected fields of an object type. Unknown fields are skipped, as in graphql-js. `wrap` makes the resolvers that
 * are called.
 */
export function planFields(
  schema: GraphQLSchema,
  parent: GraphQLObjectType,
  selected: ReadonlyMap<string, readonly FieldNode[]>,
  wrap: (resolve: Resolver) => Resolver = (resolve) => resolve,
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
      resolve: wrap(def.resolve ?? defaultFieldResolver),
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

/** Returns the property of fields without a resolver, and of `t.expose…` fields that no plugin wraps. */
function propertyOf({ name, resolve, extensions }: GraphQLField<unknown, unknown>): string | undefined {
  if (!resolve) return name
  const { pothosExposedField, pothosOriginalResolve } = extensions
  const isPlain = typeof pothosExposedField === 'string' && resolve === pothosOriginalResolve
  return isPlain ? pothosExposedField : undefined
}
