import {
  defaultFieldResolver,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  getNullableType,
  isLeafType,
  isNonNullType,
  SchemaMetaFieldDef,
  TypeMetaFieldDef,
  TypeNameMetaFieldDef,
} from 'graphql'
import { getCompleteValue } from './complete.ts'
import type { FieldPlan, Resolver, Selection } from './execution-context.ts'

/** Average serialized size of a short value with its name and punctuation. */
const valueBytes = 24

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
    const def = first && getField(schema, parent, first.name.value)
    if (!def) continue
    fields.push({
      key,
      def,
      nodes: [first, ...more],
      parent,
      resolve: wrap(def.resolve ?? defaultFieldResolver),
      property: getExposedProperty(def),
      complete: getCompleteValue(def.type),
      isNullable: !isNonNullType(def.type),
      hasSubfields: !isLeafType(getNullableType(def.type)),
      subfieldsByType: new Map(),
    })
  }
  const bytes = fields.reduce((sum, { key }) => sum + key.length + valueBytes, 2)
  return { fields, hasProto: selected.has('__proto__'), bytes }
}

function getField(schema: GraphQLSchema, parent: GraphQLObjectType, name: string) {
  if (name === TypeNameMetaFieldDef.name) return TypeNameMetaFieldDef
  if (parent === schema.getQueryType()) {
    if (name === SchemaMetaFieldDef.name) return SchemaMetaFieldDef
    if (name === TypeMetaFieldDef.name) return TypeMetaFieldDef
  }
  return parent.getFields()[name]
}

/** Returns the property of fields without a resolver, and of `t.expose…` fields that no plugin wraps. */
function getExposedProperty({
  name,
  resolve,
  extensions,
}: GraphQLField<unknown, unknown>): string | undefined {
  if (!resolve) return name
  const { pothosExposedField, pothosOriginalResolve } = extensions
  const isPlain = typeof pothosExposedField === 'string' && resolve === pothosOriginalResolve
  return isPlain ? pothosExposedField : undefined
}
