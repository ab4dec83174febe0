import {
  type FieldNode,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type InlineFragmentNode,
  isAbstractType,
  isObjectType,
  Kind,
  type SelectionSetNode,
} from 'graphql'
import type { Loaders } from '../data/batching/loaders.ts'
import { type Model, table } from '../data/batching/table.ts'
import { getReadColumns } from './columns.ts'

type SelectionInfo = Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments' | 'schema'>

// Cached per document: a document is parsed once and executed many times, and the columns of its fields do
// not change.
const known = new WeakMap<object, Map<string, readonly string[]>>()

/**
 * The cache key of the current field: its node, or for merged selections the list of nodes, which graphql-js
 * creates once per execution and position.
 */
const getIdentity = ({ fieldNodes }: Pick<SelectionInfo, 'fieldNodes'>): object =>
  fieldNodes.length === 1 ? (fieldNodes[0] as FieldNode) : fieldNodes

/**
 * Returns the columns that the current field's selection reads from rows of this model: those of the selected
 * fields, and the key. Fields excluded by `@skip` or `@include` count too. In a connection, the rows are its
 * nodes. `typeName` is the GraphQL type of the rows, where it is not named as their model.
 */
export function requiredColumns(
  info: SelectionInfo,
  model: Model,
  rows: 'itself' | 'nodes' = 'itself',
  typeName: string = model,
): readonly string[] {
  const key = rows === 'itself' && typeName === model ? model : `${model} ${rows} ${typeName}`
  return memoizeColumns(info, key, () => collect(info, model, rows, typeName))
}

/** Memoizes columns for the current field of a document. */
function memoizeColumns(info: SelectionInfo, key: string, make: () => readonly string[]): readonly string[] {
  const identity = getIdentity(info)
  let ofField = known.get(identity)
  if (!ofField) {
    ofField = new Map()
    known.set(identity, ofField)
  }
  let columns = ofField.get(key)
  if (!columns) {
    columns = make()
    ofField.set(key, columns)
  }
  return columns
}

/**
 * Returns the columns that a named subfield of the current field, on objects of this type, reads from rows of
 * this model; only the key if the subfield is not selected.
 */
export function requiredColumnsOfField(
  info: SelectionInfo,
  type: GraphQLObjectType,
  name: string,
  model: Model,
): readonly string[] {
  return memoizeColumns(info, `${type.name}.${name} ${model}`, () => {
    const { fragments, schema } = info
    return requiredColumns({ fieldNodes: fieldsNamed(info, type, name), fragments, schema }, model)
  })
}

/**
 * True if the current field selects any of these fields of an object of this type. Ignores `@skip` and
 * `@include`.
 */
export const isAnySelected = (
  info: SelectionInfo,
  type: GraphQLObjectType,
  names: readonly string[],
): boolean => names.some((name) => fieldsNamed(info, type, name).length > 0)

/** Returns the names of the `pageInfo` fields that the current field, a connection, selects. */
export function getRequestedPageInfo(info: SelectionInfo): ReadonlySet<string> {
  const asked = new Set<string>()
  const pageInfo = fieldsNamed(info, null, 'pageInfo')
  eachField(info, getSelections(pageInfo), null, ({ name }) => asked.add(name.value))
  return asked
}

/**
 * Returns the nodes of this field name that the current field selects on an object of this type (of any type
 * for `null`).
 */
function fieldsNamed(info: SelectionInfo, type: GraphQLObjectType | null, name: string): FieldNode[] {
  const found: FieldNode[] = []
  eachField(info, getSelections(info.fieldNodes), type, (field) => {
    if (field.name.value === name) found.push(field)
  })
  return found
}

const getSelections = (fields: readonly FieldNode[]): SelectionSetNode[] =>
  fields.flatMap(({ selectionSet }) => selectionSet ?? [])

/** Memoizes a value per field of the operation and request, shared by all rows of a level. */
export function memoizePerField<Plan>(
  context: { loaders: Loaders },
  info: SelectionInfo,
  owner: object,
  make: () => Plan,
): Plan {
  return context.loaders.memoize(getIdentity(info), owner, make)
}

function collect(
  info: SelectionInfo,
  model: Model,
  rows: 'itself' | 'nodes',
  typeName: string,
): readonly string[] {
  const type = info.schema.getType(typeName)
  if (!isObjectType(type)) throw new Error(`${typeName} is no type of the schema`)
  const columns = new Set(table(model).key)
  const read = (field: FieldNode) => {
    for (const column of getReadColumns(type.getFields()[field.name.value] ?? { extensions: {} }))
      columns.add(column)
  }
  const selections = getSelections(info.fieldNodes)
  eachField(info, rows === 'nodes' ? nodesIn(info, selections) : selections, type, read)
  return [...columns].sort()
}

/** The selection sets of a connection's nodes, below `nodes` and `edges.node`. */
function nodesIn(info: SelectionInfo, connection: readonly SelectionSetNode[]): SelectionSetNode[] {
  const nodes: FieldNode[] = []
  const edges: FieldNode[] = []
  eachField(info, connection, null, (field) => {
    if (field.name.value === 'nodes') nodes.push(field)
    if (field.name.value === 'edges') edges.push(field)
  })
  eachField(info, getSelections(edges), null, (field) => {
    if (field.name.value === 'node') nodes.push(field)
  })
  return getSelections(nodes)
}

/**
 * Visits the fields of selections that apply to an object of this type (to any for `null`), fragments
 * included. Each fragment is visited once, so that the time is linear in the document's length.
 */
function eachField(
  info: Pick<SelectionInfo, 'fragments' | 'schema'>,
  selections: readonly SelectionSetNode[],
  type: GraphQLObjectType | null,
  visit: (field: FieldNode) => unknown,
  visited = new Set<string>(),
): void {
  for (const { selections: parts } of selections) {
    for (const part of parts) {
      if (part.kind === Kind.FIELD) {
        visit(part)
        continue
      }
      const name = part.kind === Kind.FRAGMENT_SPREAD ? part.name.value : undefined
      if (name !== undefined && visited.has(name)) continue
      const fragment = name === undefined ? (part as InlineFragmentNode) : info.fragments[name]
      const condition = fragment?.typeCondition?.name.value
      if (!fragment || !applies(info, type, condition)) continue
      if (name !== undefined) visited.add(name)
      eachField(info, [fragment.selectionSet], type, visit, visited)
    }
  }
}

function applies(
  { schema }: Pick<SelectionInfo, 'schema'>,
  type: GraphQLObjectType | null,
  condition: string | undefined,
): boolean {
  if (!type || !condition || condition === type.name) return true
  const other: GraphQLNamedType | undefined = schema.getType(condition)
  return isAbstractType(other) && schema.isSubType(other, type)
}
